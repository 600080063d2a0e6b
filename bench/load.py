"""A load generator in a process of its own: keep-alive connections that each send one request after another.

`python -m bench.load` reads an `Order` as JSON from its standard input and writes a `Sample` as JSON.
"""

import asyncio
import math
import sys
from dataclasses import asdict, dataclass
from itertools import cycle
from time import perf_counter
from typing import cast

import msgspec
import uvloop


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to send, and how often: until `seconds` are over or `most` requests sent, and once at least."""

    port: int
    requests: list[str]
    """Sent in turn, from the first again after the last."""

    connections: int
    seconds: float | None = None
    most: int | None = None
    patience: float = 120.0
    """Seconds after which an answer that hasn't come is given up."""

    status: str = "2"
    """What the status of every answer begins with; another one ends the load."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Answers a second, and percentiles of the seconds that an answer took."""

    rate: float
    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, times: list[float], seconds: float) -> "Sample":
        """Sum up the times of all answers. Raises SystemExit when there are none."""
        if not times:
            raise SystemExit("nothing was answered")
        ordered = sorted(times)
        last = len(ordered) - 1
        p50, p95, p99 = (ordered[round(last * share)] for share in (0.5, 0.95, 0.99))
        return cls(rate=len(ordered) / seconds, p50=p50, p95=p95, p99=p99)


class Run:
    """What the connections of one run share: the answers, and the clock, which begins with it."""

    def __init__(self, order: Order) -> None:
        self.requests = cycle([request.encode("ascii") for request in order.requests])
        self.expected = f"HTTP/1.1 {order.status}".encode()
        self.times: list[float] = []
        self.began = perf_counter()
        self._until = math.inf if order.seconds is None else self.began + order.seconds
        self._left = sys.maxsize if order.most is None else order.most

    def goes_on(self) -> bool:
        """Whether one more request is to be sent."""
        self._left -= 1
        return self._left >= 0 and (perf_counter() < self._until or not self.times)


class Connection(asyncio.Protocol):
    """One connection. `done` is set when it has sent its last request, or fails when the server misbehaves."""

    _run: Run
    _transport: asyncio.Transport

    def __init__(self) -> None:
        self._buffer = b""
        self._began = 0.0
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Be ready."""
        self._transport = cast("asyncio.Transport", transport)

    def begin(self, run: Run) -> None:
        """Send the first request."""
        self._run = run
        self._send()

    def data_received(self, data: bytes) -> None:
        """Collect one answer, whole, and send the next request."""
        self._buffer += data
        head, separator, body = self._buffer.partition(b"\r\n\r\n")
        if not separator or len(body) < _length(head):
            return
        if not head.startswith(self._run.expected):
            self._fail(f"the server answered {head.splitlines()[0].decode()}: {body[:300].decode()}")
            return
        self._run.times.append(perf_counter() - self._began)
        self._buffer = b""
        self._send()

    def connection_lost(self, _error: Exception | None) -> None:
        """Notice a server that hangs up."""
        self._fail("the server closed the connection")

    def _send(self) -> None:
        if self._run.goes_on():
            self._began = perf_counter()
            self._transport.write(next(self._run.requests))
        elif not self.done.done():
            self.done.set_result(None)

    def _fail(self, why: str) -> None:
        if not self.done.done():
            self.done.set_exception(SystemExit(why))


def _length(head: bytes) -> int:
    """Return how long the body is. What has no content says nothing of it."""
    return int(head.lower().partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0] or 0)


async def measure(order: Order) -> Sample:
    """Carry the order out."""
    loop = asyncio.get_running_loop()
    made = [await loop.create_connection(Connection, "127.0.0.1", order.port) for _ in range(order.connections)]
    run = Run(order)
    for _, connection in made:
        connection.begin(run)
    try:
        async with asyncio.timeout((order.seconds or 0) + order.patience):
            await asyncio.gather(*(connection.done for _, connection in made))
    except TimeoutError:
        raise SystemExit("no answer in time") from None
    seconds = perf_counter() - run.began
    for transport, _ in made:
        transport.close()
    return Sample.of(run.times, seconds)


if __name__ == "__main__":
    sample = uvloop.run(measure(msgspec.json.decode(sys.stdin.buffer.read(), type=Order)))
    print(msgspec.json.encode(asdict(sample)).decode())  # noqa: T201 - the result

"""A load generator in a separate process: keep-alive connections that each send one request after another.

`python -m bench.load` reads an `Order` as JSON from standard input and writes a `Sample` as JSON to standard output.
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
    """A load: requests, connections and limits.

    The load ends after `seconds` or `most` requests, whichever comes first, but not before the first response.
    """

    port: int
    requests: list[str]
    """Requests, sent in turn; after the last, the first follows."""

    connections: int
    seconds: float | None = None
    most: int | None = None
    timeout: float = 120.0
    """Seconds after `seconds` until the load fails, if responses are outstanding."""

    status: str = "2"
    """Prefix of the expected status. Another status fails the load."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Responses per second, and percentiles of the response time in seconds."""

    rate: float
    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, times: list[float], seconds: float) -> "Sample":
        """Summarise the times of all responses. Raise SystemExit when there are none."""
        if not times:
            raise SystemExit("nothing was answered")
        ordered = sorted(times)
        last = len(ordered) - 1
        p50, p95, p99 = (ordered[round(last * share)] for share in (0.5, 0.95, 0.99))
        return cls(rate=len(ordered) / seconds, p50=p50, p95=p95, p99=p99)


class Run:
    """The state shared by the connections of one run: requests, response times, and the clock, which starts with it."""

    def __init__(self, order: Order) -> None:
        self.requests = cycle([request.encode("ascii") for request in order.requests])
        self.expected = f"HTTP/1.1 {order.status}".encode()
        self.times: list[float] = []
        self.began = perf_counter()
        self._until = math.inf if order.seconds is None else self.began + order.seconds
        self._left = sys.maxsize if order.most is None else order.most

    def take_request(self) -> bool:
        """Count a request and return whether to send it."""
        self._left -= 1
        return self._left >= 0 and (perf_counter() < self._until or not self.times)


class Connection(asyncio.Protocol):
    """One connection. `done` is set after the last response, and fails on an unexpected response or a disconnect."""

    _run: Run
    _transport: asyncio.Transport

    def __init__(self) -> None:
        self._buffer = b""
        self._began = 0.0
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Store the transport."""
        self._transport = cast("asyncio.Transport", transport)

    def begin(self, run: Run) -> None:
        """Send the first request."""
        self._run = run
        self._send()

    def data_received(self, data: bytes) -> None:
        """Collect one complete response, then send the next request."""
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
        """Fail when the server closes the connection."""
        self._fail("the server closed the connection")

    def _send(self) -> None:
        if self._run.take_request():
            self._began = perf_counter()
            self._transport.write(next(self._run.requests))
        elif not self.done.done():
            self.done.set_result(None)

    def _fail(self, why: str) -> None:
        if not self.done.done():
            self.done.set_exception(SystemExit(why))


def _length(head: bytes) -> int:
    """Return the Content-Length of a response head, or 0 for a response without content, which has no such header."""
    return int(head.lower().partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0] or 0)


async def measure(order: Order) -> Sample:
    """Execute the order. Raise SystemExit when responses don't arrive in time."""
    loop = asyncio.get_running_loop()
    made = [await loop.create_connection(Connection, "127.0.0.1", order.port) for _ in range(order.connections)]
    run = Run(order)
    for _, connection in made:
        connection.begin(run)
    try:
        async with asyncio.timeout((order.seconds or 0) + order.timeout):
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

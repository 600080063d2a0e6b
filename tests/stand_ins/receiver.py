"""A receiver of webhook messages: an HTTP server that records requests, and answers as a test says."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec
from standardwebhooks import Webhook


@dataclass(frozen=True)
class Received:
    """A request, with the names of its headers in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """The id of the message."""
        return self.headers["webhook-id"]

    @property
    def message(self) -> dict[str, Any]:
        """The decoded body."""
        decoded: dict[str, Any] = msgspec.json.decode(self.body)
        return decoded

    @property
    def entity(self) -> tuple[str, int]:
        """The record that the event is about."""
        return self.message["data"]["entity"], self.message["data"]["entity_id"]

    def is_signed_with(self, secret: str) -> bool:
        """Whether one of the signatures is the secret's, at any time."""
        timestamp = datetime.fromtimestamp(int(self.headers["webhook-timestamp"]), UTC)
        expected = Webhook(secret).sign(self.id, timestamp, self.body.decode())
        return expected in self.headers["webhook-signature"].split(" ")

    def verified_with(self, secret: str) -> Any:
        """Return the message as a receiver reads it. Raises WebhookVerificationError, also for an old timestamp."""
        return Webhook(secret).verify(self.body, dict(self.headers))


@dataclass(frozen=True)
class Reply:
    """A response. It is sent after `gate` is set, if there is one. `raw` replaces it by other bytes."""

    status: int = 204
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    gate: asyncio.Event | None = None
    raw: bytes | None = None

    def encoded(self) -> bytes:
        """Return the response as HTTP/1.1."""
        if self.raw is not None:
            return self.raw
        headers = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
        return f"HTTP/1.1 {self.status} X\r\n{headers}Content-Length: {len(self.body)}\r\n\r\n".encode() + self.body


SUCCESS = Reply()


@dataclass
class Receiver:
    """A running receiver. `answer` chooses the response to a request; `requests` are those that have arrived."""

    port: int
    scheme: str = "http"
    answer: Callable[[Received], Reply] = lambda _: SUCCESS
    requests: list[Received] = field(default_factory=list)
    delivered: list[Received] = field(default_factory=list)
    """Requests that were answered with success."""

    at_once: int = 0
    most_at_once: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    """Notified when a request has arrived, and when one was answered."""

    @property
    def url(self) -> str:
        """The address of the receiver."""
        return f"{self.scheme}://127.0.0.1:{self.port}/webhooks"

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until a condition on the requests is met."""
        async with self.changed:
            await self.changed.wait_for(condition)

    async def _notify(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        try:
            received = await _read(reader)
            self.requests.append(received)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            await self._notify()
            try:
                reply = self.answer(received)
                if reply.gate is not None:
                    await reply.gate.wait()
                if 200 <= reply.status < 300 and reply.raw is None:
                    self.delivered.append(received)
                writer.write(reply.encoded())
                await writer.drain()
            finally:
                self.at_once -= 1
                await self._notify()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


async def _read(reader: asyncio.StreamReader) -> Received:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    first, *lines = head.strip().split("\r\n")
    method, path, _ = first.split(" ")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return Received(method, path, headers, await reader.readexactly(int(headers.get("content-length", "0"))))


@asynccontextmanager
async def receiving(context: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> AsyncIterator[Receiver]:
    """Run a receiver on a free port, over TLS with a context."""
    receiver = Receiver(0, "http" if context is None else "https")
    server = await asyncio.start_server(receiver.handle, host, 0, ssl=context)
    receiver.port = server.sockets[0].getsockname()[1]
    try:
        yield receiver
    finally:
        server.close()

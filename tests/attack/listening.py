"""A server that records requests, to detect server-side request forgery."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Listener:
    """A local server and the requests it has received."""

    port: int = 0
    received: list[bytes] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self.port}"

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Record a request and close its connection."""
        self.received.append(b"")
        self.received[-1] = await reader.read(1000)
        writer.close()

    async def is_listening(self) -> bool:
        """Send one request and return whether it alone was received since; earlier connections come first."""
        before = len(self.received)
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(b"GET / HTTP/1.1\r\n\r\n")
        await writer.drain()
        await reader.read()
        writer.close()
        return len(self.received) == before + 1


@asynccontextmanager
async def listening() -> AsyncIterator[Listener]:
    """Listen on a free port while the block lasts."""
    listener = Listener()
    async with await asyncio.start_server(listener.handle, "127.0.0.1", 0) as server:
        listener.port = server.sockets[0].getsockname()[1]
        yield listener

"""Somebody outside who waits to be asked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Listener:
    """A server on this machine, and what it was sent."""

    port: int = 0
    heard: list[bytes] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    async def hear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Note who comes, and let them go."""
        self.heard.append(b"")
        self.heard[-1] = await reader.read(1000)
        writer.close()

    async def works(self) -> bool:
        """Knock, and tell whether that was heard, once: what waited in line before is heard before."""
        already = len(self.heard)
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(b"GET / HTTP/1.1\r\n\r\n")
        await writer.drain()
        await reader.read()
        writer.close()
        return len(self.heard) == already + 1


@asynccontextmanager
async def listening() -> AsyncIterator[Listener]:
    """Listen on a free port while the block lasts."""
    listener = Listener()
    async with await asyncio.start_server(listener.hear, "127.0.0.1", 0) as server:
        listener.port = server.sockets[0].getsockname()[1]
        yield listener

"""A raw HTTP connection, for requests that no client library sends."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Answer:
    """A response; status 0 for a connection that was closed without one."""

    status: int
    headers: dict[str, str]
    body: bytes


class Wire:
    """One connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self.port: int = writer.get_extra_info("sockname")[1]

    async def send(self, data: bytes) -> None:
        """Send raw bytes. A closed connection is not an error here: it shows in the response."""
        try:
            self._writer.write(data)
            await self._writer.drain()
        except ConnectionError:
            pass

    async def drip(self, data: bytes) -> Answer:
        """Send the same bytes repeatedly and slowly until there is a response."""
        answering = asyncio.ensure_future(self.answer())
        while not answering.done():
            await self.send(data)
            await asyncio.wait([answering], timeout=0.02)
        return answering.result()

    async def send_until_cut_off(self, data: bytes, pause: float = 0.02) -> int:
        """Send the same bytes repeatedly until the connection is closed; return how many times."""
        cut_off = asyncio.ensure_future(self._writer.wait_closed())
        times = 0
        while not cut_off.done():
            await self.send(data)
            times += 1
            await asyncio.wait([cut_off], timeout=pause)
        cut_off.exception()
        return times

    async def head(self) -> Answer:
        """Read the head of one answer."""
        try:
            head = await self._reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            return Answer(0, {}, b"")
        line, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (each.partition(":") for each in lines if each)}
        return Answer(int(line.split()[1]), headers, b"")

    async def answer(self) -> Answer:
        """Read one answer."""
        head = await self.head()
        try:
            return replace(head, body=await self._reader.readexactly(int(head.headers.get("content-length", 0))))
        except ConnectionError:
            return head

    async def closed(self) -> bool:
        """Wait until the server closes the connection; return whether it sent nothing more."""
        try:
            return await self._reader.read() == b""
        except ConnectionError:
            return True


@asynccontextmanager
async def wire(port: int) -> AsyncIterator[Wire]:
    """Connect to a server on this machine."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield Wire(reader, writer)
    finally:
        writer.close()

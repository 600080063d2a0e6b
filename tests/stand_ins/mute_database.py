"""A database server that lets everybody in and answers no question, as one does whose disk hangs."""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

STARTUP = 196_608
"""The version of the protocol, where a request to encrypt or to cancel has another number."""


def _message(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!i", len(body) + 4) + body


WELCOME = (
    _message(b"R", struct.pack("!i", 0))
    + _message(b"S", b"server_version\x0018.0\x00")
    + _message(b"K", struct.pack("!ii", 1, 1))
    + _message(b"Z", b"I")
)
"""Authenticated; its version; the key by which statements are cancelled; ready for a statement."""


class MuteDatabase:
    """Where it listens, and whether it was asked something."""

    def __init__(self) -> None:
        self.url = ""
        self.asked = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Let a client in and leave it waiting, also one that wants to cancel what another waits for."""
        (length,) = struct.unpack("!i", await reader.readexactly(4))
        (number,) = struct.unpack_from("!i", await reader.readexactly(length - 4))
        if number == STARTUP:
            writer.write(WELCOME)
            await reader.read(1)
            self.asked.set()
        await reader.read()
        writer.close()


@asynccontextmanager
async def mute_database() -> AsyncIterator[MuteDatabase]:
    """Run one while the block lasts."""
    database = MuteDatabase()
    server = await asyncio.start_server(database.serve, "127.0.0.1")
    port = server.sockets[0].getsockname()[1]
    database.url = f"postgresql://recruit@127.0.0.1:{port}/recruit?sslmode=disable"
    try:
        yield database
    finally:
        server.close()

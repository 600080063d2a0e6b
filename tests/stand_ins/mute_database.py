"""A PostgreSQL server that accepts connections and answers no statement, like a server whose disk hangs."""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

STARTUP = 196_608
"""Protocol version 3.0 in a startup message. Encryption and cancel requests have other numbers in its place."""


def _message(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!i", len(body) + 4) + body


WELCOME = (
    _message(b"R", struct.pack("!i", 0))
    + _message(b"S", b"server_version\x0018.0\x00")
    + _message(b"K", struct.pack("!ii", 1, 1))
    + _message(b"Z", b"I")
)
"""Messages AuthenticationOk, ParameterStatus (server_version), BackendKeyData and ReadyForQuery."""


class MuteDatabase:
    """The server: its URL, and an event that is set when a statement arrives."""

    def __init__(self) -> None:
        self.url = ""
        self.asked = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Accept a client, authenticated or cancelling, and never answer it."""
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
    """Run a server until the block ends."""
    database = MuteDatabase()
    server = await asyncio.start_server(database.serve, "127.0.0.1")
    port = server.sockets[0].getsockname()[1]
    database.url = f"postgresql://recruit@127.0.0.1:{port}/recruit?sslmode=disable"
    try:
        yield database
    finally:
        server.close()

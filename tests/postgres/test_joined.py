"""What waits for the next write leaves with it, in one piece: over TCP, a socket of this machine, and encrypted."""

import asyncio
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from recruit.adapters.postgres.embedded.postgres_process import Address
from recruit.adapters.postgres.engine.coalescing import CoalescingTransport, JoiningLoop


@pytest.fixture
async def loop() -> JoiningLoop:
    return JoiningLoop(asyncio.get_running_loop())


class Listener:
    """Keeps what arrives, read by read."""

    def __init__(self) -> None:
        self.pieces: asyncio.Queue[bytes] = asyncio.Queue()

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(1000):
            self.pieces.put_nowait(data)
        writer.close()


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
async def port(listener: Listener) -> AsyncIterator[int]:
    async with await asyncio.start_server(listener, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]


async def test_what_waits_leaves_with_the_next_write_and_only_once(
    loop: JoiningLoop, listener: Listener, port: int
) -> None:
    transport, _ = await loop.create_connection(asyncio.Protocol, "127.0.0.1", port)
    transport.ahead = b"bind "
    transport.write(memoryview(b"ask"))
    assert await listener.pieces.get() == b"bind ask"
    transport.write(b"ask")
    assert await listener.pieces.get() == b"ask"
    transport.close()


async def test_over_a_socket_of_this_machine_too(loop: JoiningLoop, listener: Listener, tmp_path: Path) -> None:
    async with await asyncio.start_unix_server(listener, tmp_path / "socket"):
        transport, _ = await loop.create_unix_connection(asyncio.Protocol, str(tmp_path / "socket"))
        transport.ahead = b"bind "
        transport.write(b"ask")
        assert await listener.pieces.get() == b"bind ask"
        transport.close()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl isn't installed, which makes the certificate")
async def test_an_encrypted_connection_has_such_a_transport_too(
    loop: JoiningLoop, listener: Listener, tmp_path: Path
) -> None:
    key, certificate = _certificate(tmp_path)
    ours, theirs = ssl.create_default_context(cafile=certificate), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    theirs.load_cert_chain(certificate, key)
    ours.check_hostname = False

    async def upgrade(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await writer.start_tls(theirs)
        await listener(reader, writer)

    async with await asyncio.start_server(upgrade, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        plain, protocol = await loop.create_connection(asyncio.Protocol, "127.0.0.1", port)
        transport = await loop.start_tls(plain, protocol, ours)
        transport.ahead = b"bind "
        transport.write(b"ask")
        assert await listener.pieces.get() == b"bind ask"
        transport.close()


def _certificate(directory: Path) -> tuple[Path, Path]:
    key, certificate = directory / "key", directory / "certificate"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -days 2".split()
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return key, certificate


async def test_asyncpg_writes_through_such_a_transport(loop: JoiningLoop, postgres: Address) -> None:
    connection = await asyncpg.connect(postgres.dsn(), loop=loop)
    transport = connection._transport  # noqa: SLF001 - what bindings wait at
    assert isinstance(transport, CoalescingTransport)
    transport.ahead = b"H\0\0\0\4"  # Flush, which asks for nothing
    assert await connection.fetchval("SELECT 1") == 1
    assert transport.ahead == b""
    await connection.close()

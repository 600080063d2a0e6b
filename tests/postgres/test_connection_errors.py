"""A database that can't be connected to: what is wrong, and what to do, on one line without the password."""

import asyncio
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest

from recruit.adapters.postgres.embedded.postgres_process import Address
from recruit.adapters.postgres.engine import hosts
from recruit.adapters.postgres.engine.connection_errors import connection_error
from recruit.domain.shared.errors import ConfigurationError, RecruitError, Unavailable
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig

NO_ENTRY = 'no pg_hba.conf entry for host "::1", user "recruit", database "recruit", '
Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def refusal(url: str, kind: type[RecruitError] = ConfigurationError) -> str:
    """Return the message with which a command ends that connects to a database."""
    with pytest.raises(kind) as caught:
        async with kernel.SCHEMA.open(AdapterConfig(url, Path())) as schema:
            await schema.current()
    message = str(caught.value)
    assert "sesame" not in message
    assert "\n" not in message
    assert caught.value.__cause__ is None  # which `operator_message` would add
    return message


@asynccontextmanager
async def stand_in(answer: Answer) -> AsyncIterator[str]:
    """A server that answers the first message, and the URL of a database there."""
    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield f"postgresql://recruit:sesame@127.0.0.1:{server.sockets[0].getsockname()[1]}/recruit"


@pytest.mark.parametrize(
    ("code", "text", "remedy"),
    [
        ("28P01", 'password authentication failed for user "recruit"', "correct role and password"),
        ("28000", 'role "recruit" does not exist', "`createuser --pwprompt ROLE`"),
        ("28000", 'role "recruit" is not permitted to log in', "`ALTER ROLE … LOGIN`"),
        ("28000", f"{NO_ENTRY}no encryption", "add sslmode=require"),
        ("28000", f"{NO_ENTRY}SSL encryption", "set sslmode=disable"),
        ("28000", 'Peer authentication failed for user "recruit"', "pg_hba.conf allows to log in so"),
        ("3D000", 'database "recruit" does not exist', "`createdb --owner ROLE"),
        ("42501", 'permission denied for database "recruit"', "`GRANT CONNECT ON DATABASE … TO …`"),
    ],
)
async def test_a_server_that_refuses(code: str, text: str, remedy: str) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1_000)
        fields = f"SFATAL\0C{code}\0M{text}\0DPrivate details\0\0".encode()
        writer.write(b"E" + struct.pack("!I", len(fields) + 4) + fields)
        writer.close()

    async with stand_in(refuse) as url:
        message = await refusal(f"{url}?sslmode=disable")
    assert message.startswith(f"RECRUIT_STORAGE can't be used as it is: {text}: ")
    assert remedy in message


async def test_roles_and_databases_that_a_real_server_refuses(postgres: Address, empty_database: str) -> None:
    at = f"host={postgres.socket_dir}&port={postgres.port}"
    assert 'role "ghost" does not exist: create it' in await refusal(f"postgresql://ghost:sesame@/recruit?{at}")
    assert 'database "none" does not exist: create it' in await refusal(f"postgresql://recruit:sesame@/none?{at}")
    name = empty_database.partition("@/")[2].partition("?")[0]
    connection = await asyncpg.connect(postgres.dsn("postgres"))
    await connection.execute(
        f'REVOKE CONNECT ON DATABASE "{name}" FROM PUBLIC; DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN'
    )
    try:
        message = await refusal(f"postgresql://guest:sesame@/{name}?{at}")
    finally:
        await connection.execute("DROP ROLE guest")
        await connection.close()
    assert "GRANT CONNECT" in message


async def test_a_server_that_can_not_be_reached(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async def nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async def silence(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with stand_in(nothing) as url:
        pass
    host = url.partition("@")[2].partition("/")[0]
    message = await refusal(url, Unavailable)
    assert message.startswith(f"The database at {host} can't be reached: Connection refused: start PostgreSQL there")
    message = await refusal("postgresql://me:sesame@db.example.invalid/x", Unavailable)
    assert message.startswith("The database at db.example.invalid can't be reached: ")
    assert "correct the host" in message
    assert "on this machine can't" in str(
        connection_error("postgresql://", ConnectionRefusedError(111, "Connection refused"))
    )
    assert f"at {tmp_path}" in await refusal(f"postgresql://me:sesame@/x?host={tmp_path}", Unavailable)
    monkeypatch.setattr(hosts, "SINGLE_HOST_SECONDS", 0.05)
    async with stand_in(silence) as url:
        assert "no answer in time: check that it runs" in await refusal(url, Unavailable)


async def test_a_server_without_the_tls_that_is_demanded() -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(8)
        writer.write(b"N")
        await reader.read()
        writer.close()

    async with stand_in(refuse) as url:
        message = await refusal(f"{url}?sslmode=require")
    assert "rejected SSL upgrade: turn TLS on there (ssl = on)" in message


def test_a_certificate_that_is_not_trusted() -> None:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "self-signed certificate"
    found = connection_error("postgresql://me:sesame@db/x?sslmode=verify-full", error)
    assert "self-signed certificate: name the file of the certificate's authority as sslrootcert" in str(found)


async def test_files_that_can_not_be_used(tmp_path: Path) -> None:
    (readable := tmp_path / "passfile").touch()
    readable.chmod(0o640)
    url = "postgresql://me@127.0.0.1:1/x"
    with pytest.warns(UserWarning, match="has group or world access"):  # of asyncpg
        assert f"chmod 600 {readable}" in await refusal(f"{url}?passfile={readable}")
    for name in ("passfile", "sslrootcert"):
        message = await refusal(f"{url}?sslmode=verify-full&{name}={tmp_path}/none")
        assert f"{name}={tmp_path}/none can't be read" in message


@pytest.mark.parametrize("password", ["1/sesame", "1#sesame", "1?sesame", "%2F1/sesame"])
async def test_a_password_that_is_taken_for_another_part_of_the_url(password: str) -> None:
    assert "special characters in the password as %XX" in await refusal(f"postgresql://127.0.0.1:{password}@db/x")

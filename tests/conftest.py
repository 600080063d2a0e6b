"""What every test may use. Each test makes an organisation of its own: that is the isolation."""

import signal
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest
from hypothesis import HealthCheck, settings

from recruit.adapters.postgres.embedded.postgres_process import Address, EmbeddedServer
from recruit.entrypoints import kernel
from recruit.ports.plugins import Plug

CROWD = Path(__file__).parent / "postgres" / "crowd.sql"

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

# A suite that a shell runs in the background ignores SIGINT, and so would the processes that it interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory that the whole session shares."""
    return tmp_path_factory.mktemp("recruit")


@pytest.fixture(scope="session")
def postgres(data_dir: Path) -> Iterator[Address]:
    """A running PostgreSQL."""
    server = EmbeddedServer(data_dir)
    address = server.start()
    yield address
    server.stop()


@pytest.fixture(scope="session")
async def database(postgres: Address) -> str:
    """The URL of a database of somebody's own, whose role is subject to row-level security."""
    url = await _new_database(postgres, "outside", owner="recruit")
    async with kernel.SCHEMA.open(Plug(url, Path())) as schema:
        await schema.upgrade()
    return url


@pytest.fixture(scope="session")
async def superusers_database(postgres: Address) -> str:
    """The URL of a database to which an operator connects as a superuser."""
    url = await _new_database(postgres, "superusers", owner="postgres")
    async with kernel.SCHEMA.open(Plug(url, Path())) as schema:
        await schema.upgrade()
    return url


@pytest.fixture(scope="session")
async def crowded_database(postgres: Address) -> str:
    """The URL of a database in which one organisation is as large as a thousand others, one in five rows being its own.

    Plans that are made for all of them have the average in mind, which is nobody's.
    """
    url = await _new_database(postgres, "crowded", owner="recruit")
    async with kernel.SCHEMA.open(Plug(url, Path())) as schema:
        await schema.upgrade()
    await _as_superuser(postgres, "crowded", CROWD.read_text())
    await _as_superuser(postgres, "crowded", "VACUUM ANALYZE")
    return url


@pytest.fixture(scope="session")
async def lone_database(postgres: Address) -> str:
    """The URL of a database for tests that count connections, or cut them."""
    url = await _new_database(postgres, "lone", owner="recruit")
    async with kernel.SCHEMA.open(Plug(url, Path())) as schema:
        await schema.upgrade()
    return url


@pytest.fixture
async def empty_database(postgres: Address, request: pytest.FixtureRequest) -> str:
    """The URL of a database without tables, one a test."""
    return await _new_database(postgres, request.node.name, owner="recruit")


@pytest.fixture
async def bare_database(postgres: Address, request: pytest.FixtureRequest) -> str:
    """The URL of a database as it is made by who forgets the extension, one a test."""
    return await _new_database(postgres, request.node.name, owner="recruit", extension=False)


async def _new_database(postgres: Address, name: str, owner: str, *, extension: bool = True) -> str:
    """Make a database. The extension asks for a superuser, whom its owner needn't be."""
    await _as_superuser(postgres, "postgres", f'CREATE DATABASE "{name}" OWNER {owner}')
    if extension:
        await _as_superuser(postgres, name, "CREATE EXTENSION vector")
    return f"postgresql+asyncpg://{owner}@/{name}?host={postgres.socket_dir}&port={postgres.port}"


async def _as_superuser(postgres: Address, database: str, statement: str) -> None:
    connection = await asyncpg.connect(
        host=str(postgres.socket_dir), port=postgres.port, user="postgres", database=database
    )
    try:
        await connection.execute(statement)
    finally:
        await connection.close()

"""Backups between major versions of PostgreSQL."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest

from database_urls import as_superuser
from recruit.adapters.postgres.backup.checksum import append_checksum
from recruit.adapters.postgres.backup.dumps import CONTENT, without_server_options
from recruit.adapters.postgres.client_programs import run
from recruit.adapters.postgres.embedded.cluster import client_programs, dump_programs, find_programs
from recruit.adapters.postgres.embedded.postgres_process import Address, EmbeddedServer
from recruit.adapters.postgres.schema import REVISION
from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.schema import Schema
from worlds import new_organisation

SEVENTEEN = Path("/usr/lib/postgresql/17/bin")
VECTORS = Path("/usr/share/postgresql/17/extension/vector.control")

with_17 = pytest.mark.skipif(
    not ((SEVENTEEN / "postgres").exists() and VECTORS.exists()),
    reason="needs PostgreSQL 17 with pgvector (Debian: postgresql-17 postgresql-17-pgvector)",
)


def url_of(address: Address, user: str, database: str = "recruit") -> str:
    return f"postgresql+asyncpg://{user}@/{database}?host={address.socket_dir}&port={address.port}"


@asynccontextmanager
async def tables(url: str) -> AsyncIterator[Schema]:
    async with kernel.SCHEMA.open(AdapterConfig(url, Path())) as schema:
        yield schema


@pytest.fixture(scope="module")
def seventeen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """A running PostgreSQL 17, whose database `recruit` has only the extension."""
    server = EmbeddedServer(tmp_path_factory.mktemp("seventeen"), SEVENTEEN)
    yield server.start()
    server.stop()


@pytest.fixture
async def empty_17(seventeen: Address, request: pytest.FixtureRequest) -> str:
    """The URL of a new database of PostgreSQL 17 with the extension, for its owner."""
    name = request.node.name
    operator = await asyncpg.connect(seventeen.dsn("postgres"))
    await operator.execute(f'CREATE DATABASE "{name}" OWNER recruit TEMPLATE recruit')
    await operator.close()
    return url_of(seventeen, "recruit", name)


async def filled_database(url: str, name: str) -> int:
    """Store a candidate of that name, and return the organisation's id."""
    async with tables(url) as schema:
        await schema.upgrade()
    async with kernel.STORAGE.open(AdapterConfig(url, Path())) as storage:
        organisation = await new_organisation(storage)
        await organisation.candidate(name)
    return organisation.actor.org_id


async def candidates(url: str, org_id: int) -> list[str]:
    async with kernel.STORAGE.open(AdapterConfig(url, Path())) as storage, storage.transaction(org_id) as work:
        return [candidate.full_name for candidate in await work.candidates.all()]


async def restored(url: str, file: Path) -> None:
    async with tables(url) as schema:
        await schema.restore(file)
        assert await schema.current() == REVISION


@with_17
async def test_a_backup_of_17_is_restored_into_the_embedded_server(
    empty_17: str, empty_database: str, tmp_path: Path
) -> None:
    org_id = await filled_database(empty_17, "Jane Doe")
    async with tables(as_superuser(empty_17)) as schema:
        await schema.back_up(tmp_path / "file")
    await restored(empty_database, tmp_path / "file")
    assert await candidates(empty_database, org_id) == ["Jane Doe"]


@with_17
async def test_a_backup_of_17_by_another_versions_pg_dump_is_restored(
    empty_17: str, empty_database: str, tmp_path: Path
) -> None:
    org_id = await filled_database(empty_17, "Jane Doe")
    file, address = tmp_path / "file", as_superuser(empty_17)
    command = (find_programs() / "pg_dump", "--dbname", address, "--format=custom", f"--file={file}", *CONTENT)
    assert await run(*command, environment=os.environ) == (0, "exit code 0")
    with file.open("r+b") as dump:
        append_checksum(dump)
    await restored(empty_database, file)
    assert await candidates(empty_database, org_id) == ["Jane Doe"]


@with_17
async def test_a_backup_of_the_embedded_server_is_restored_into_17(
    superusers_database: str, empty_17: str, tmp_path: Path
) -> None:
    org_id = await filled_database(superusers_database, "Jane Doe")
    async with tables(superusers_database) as schema:
        await schema.back_up(tmp_path / "file")
    await restored(empty_17, tmp_path / "file")
    assert await candidates(empty_17, org_id) == ["Jane Doe"]


@with_17
async def test_a_backup_that_an_older_server_cannot_read_restores_nothing(
    empty_database: str, empty_17: str, tmp_path: Path
) -> None:
    await filled_database(empty_database, "Jane Doe")
    operator = await asyncpg.connect(empty_database.replace("+asyncpg", ""))
    await operator.execute("CREATE TABLE ours (id integer, twice integer GENERATED ALWAYS AS (id * 2) VIRTUAL)")
    await operator.close()
    async with tables(as_superuser(empty_database)) as schema:
        await schema.back_up(tmp_path / "file")
    async with tables(empty_17) as schema:
        await schema.upgrade()
        with pytest.raises(ConfigurationError, match="of PostgreSQL 18 and this database is PostgreSQL 17"):
            await schema.restore(tmp_path / "file")
        assert await schema.current() == REVISION


@with_17
def test_a_server_is_dumped_by_the_programs_of_its_own_version() -> None:
    assert dump_programs(17) == SEVENTEEN
    assert dump_programs(18) == client_programs(18) == find_programs()


@pytest.mark.parametrize(
    ("definition", "kept"),
    [
        ("id SET (pg_attver=27321640);\n", None),
        ("org_id SET (pg_attver=27321640, n_distinct=100);\n", "org_id SET (n_distinct=100);\n"),
        ("org_id SET (n_distinct=100, pg_attver=1);\n", "org_id SET (n_distinct=100);\n"),
        ("org_id SET (n_distinct=100);\n", "org_id SET (n_distinct=100);\n"),
        ("id SET STORAGE PLAIN;\n", "id SET STORAGE PLAIN;\n"),
    ],
)
def test_internal_server_options_are_not_restored(definition: str, kept: str | None) -> None:
    start = "ALTER TABLE ONLY public.actions ALTER COLUMN "
    before, after = "SELECT 'pg_attver=1';\n", f"{start}title SET (n_distinct=-1);\n"
    assert (
        without_server_options(before + start + definition + after) == before + (start + kept if kept else "") + after
    )

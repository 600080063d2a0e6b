"""Backups are restored completely or not at all."""

import asyncio
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from database_urls import as_superuser
from http_api import Api, client_of, registered
from processes import ran, serving
from recruit.adapters.postgres.client_programs import libpq
from recruit.adapters.postgres.embedded.postgres_process import Address, EmbeddedServer
from recruit.adapters.postgres.schema import REVISION
from recruit.adapters.postgres.tables import metadata
from recruit.domain.audit.service import Auditing
from recruit.domain.jobs.model import JobDetails
from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.schema import Schema
from worlds import Organisation, new_organisation

SHAPE = {
    "policies": "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies",
    "row security": "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relkind = 'r'"
    " AND relnamespace = 'public'::regnamespace",
    "owners": "SELECT tablename, tableowner FROM pg_tables WHERE schemaname = 'public'",
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "constraints": "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default, identity_generation"
    " FROM information_schema.columns WHERE table_schema = 'public'",
    "triggers": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname LIKE 'audit%'",
    "sequences": "SELECT sequencename, last_value FROM pg_sequences",
}
"""The structure of a database, without its rows."""


@asynccontextmanager
async def tables(url: str, data: Path = Path()) -> AsyncIterator[Schema]:
    async with kernel.SCHEMA.open(AdapterConfig(url, data)) as schema:
        yield schema


async def content(address: Address) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, and the structure. Versions are left out: a restore assigns new ones."""
    connection = await asyncpg.connect(address.dsn("postgres"))
    try:
        found = {name: await rows(connection, f"SELECT * FROM ({query}) AS found") for name, query in SHAPE.items()}
        for name, table in metadata.tables.items():
            columns = ", ".join(column.name for column in table.columns if column.name != "version")
            found[name] = await rows(connection, f"SELECT {columns} FROM {name}")
        return found
    finally:
        await connection.close()


async def rows(connection: asyncpg.Connection, query: str) -> list[tuple[Any, ...]]:
    return sorted((tuple(row) for row in await connection.fetch(query)), key=repr)


async def filled(url: str) -> tuple[Api, dict[str, Any], Any]:
    """Fill an organisation on a running server; return it, one of its jobs and the matches of that job."""
    async with client_of(url) as http:
        ours = await registered(http)
        job = await ours.job("Backend Engineer", required_skills=["python", "postgresql"], salary_min=1)
        people = [
            await ours.candidate(f"Person {n}", current_title="Backend Engineer", notes="Python") for n in range(5)
        ]
        await ours.application(job, people[0])
        erased = await ours.candidate("Somebody who leaves")
        await ours.delete(f"/candidates/{erased['id']}")
        await ours.says("How many jobs are there?")
        await ours.post(f"/candidates/{people[1]['id']}/documents", files={"file": ("cv.txt", b"Python, PostgreSQL")})
        await ours.post("/candidates/import", files={"file": ("people.csv", b"name\nSomebody Imported\n")})
        return ours, job, await matches_of(ours, job)


async def matches_of(ours: Api, job: dict[str, Any]) -> Any:
    response = await ours.post("/matching/candidates_for_job", {"job_id": job["id"]})
    assert response.status_code == 200, response.text
    return response.json()


async def test_a_backup_restored_into_an_empty_directory_has_the_same_rows_and_matches(
    served_data: Path, tmp_path: Path
) -> None:
    old, new, file = served_data, tmp_path / "new", tmp_path / "backup"
    verify = ("audit", "verify", "--heads", str(tmp_path / "heads"))
    async with serving(old, RECRUIT_EMBEDDER="none:", RECRUIT_BACKGROUND="off") as server:
        ours, job, matches = await filled(server.url)
        assert (await ran(*verify, data_dir=old))[0] == 0
        assert (await ran("db", "backup", str(file), data_dir=old))[0] == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    code, out, _ = await ran("db", "restore", str(file), "--directory", str(new), data_dir=old)
    assert (code, out) == (0, f"Restored from {file}; the tables are at {REVISION}.\n")
    before, after = EmbeddedServer(old), EmbeddedServer(new)
    kept = await content(before.start())
    assert all(kept[name] for name in ("documents", "imports", "messages", "audit", "triggers", "functions"))
    assert kept == await content(after.start())
    before.stop()
    async with (
        serving(new, RECRUIT_BACKGROUND="off") as server,
        client_of(server.url) as ours.http,
    ):
        login = await ours.post("/auth/login", data={"username": ours.email, "password": "correct horse battery"})
        ours.token = login.json()["access_token"]
        assert await matches_of(ours, job) == matches
        newcomer = await ours.candidate("New", current_title="Backend Engineer", notes="Python, PostgreSQL")
        assert (await matches_of(ours, job))["matches"][0]["candidate_id"] == newcomer["id"]
        assert (await ran(*verify, data_dir=new))[0] == 0, "the chain doesn't go on where it ended"
    after.stop()


@pytest.fixture
async def organisation(superusers_database: str) -> AsyncIterator[Organisation]:
    async with kernel.STORAGE.open(AdapterConfig(superusers_database, Path())) as storage:
        yield await new_organisation(storage)


@pytest.fixture
async def file(organisation: Organisation, superusers_database: str, tmp_path: Path) -> Path:
    """A backup of an outside database, made by a superuser."""
    await organisation.candidate("Jane Doe")
    async with tables(superusers_database) as schema:
        await schema.back_up(tmp_path / "file")
    return tmp_path / "file"


async def candidates(url: str, organisation: Organisation) -> list[str]:
    async with (
        kernel.STORAGE.open(AdapterConfig(url, Path())) as storage,
        storage.transaction(organisation.actor.org_id) as work,
    ):
        return [candidate.full_name for candidate in await work.candidates.all()]


async def test_an_owner_without_privileges_restores(
    file: Path, organisation: Organisation, empty_database: str
) -> None:
    async with tables(empty_database) as schema:
        await schema.restore(file)
    assert await candidates(empty_database, organisation) == ["Jane Doe"]


async def test_nothing_is_restored_into_a_database_of_another_encoding(file: Path, latin_database: str) -> None:
    async with tables(latin_database) as schema:
        with pytest.raises(ConfigurationError, match="encoding LATIN1"):
            await schema.restore(file)


async def test_no_restored_version_is_ahead_of_the_cluster(file: Path, empty_database: str) -> None:
    async with tables(empty_database) as schema:
        await schema.restore(file)
    connection = await asyncpg.connect(empty_database.replace("+asyncpg", ""), user="postgres")
    [(version,)] = await connection.fetch("SELECT DISTINCT version FROM candidates")
    assert await connection.fetchval("SELECT pg_xact_status($1::text::xid8)", str(version)) == "committed"
    created = await connection.fetchval("SELECT xmin::text::bigint FROM candidates LIMIT 1")
    assert version == created
    await connection.close()


async def test_unchained_entries_of_a_backup_get_the_same_hashes_as_in_the_old_database(
    organisation: Organisation, superusers_database: str, empty_database: str, tmp_path: Path
) -> None:
    org_id, storage = organisation.actor.org_id, organisation.storage
    await organisation.job("Baker")
    connection = await asyncpg.connect(superusers_database.replace("+asyncpg", ""))
    async with connection.transaction():
        await connection.execute(f"SET LOCAL app.org_id = '{org_id}'; SELECT pg_current_xact_id()")
        await organisation.candidate("Jane Doe")  # a later transaction with an earlier entry
        await connection.execute("UPDATE jobs SET title = 'Cook'")
    await connection.close()
    async with tables(superusers_database) as schema:
        await schema.back_up(tmp_path / "file")
    await Auditing(storage).organisation(org_id)
    head = (await Auditing(storage).verify(org_id)).head
    async with tables(empty_database) as schema:
        await schema.restore(tmp_path / "file")
    async with kernel.STORAGE.open(AdapterConfig(empty_database, Path())) as restored:
        assert (await Auditing(restored).verify(org_id)).waiting == head.place
        await Auditing(restored).organisation(org_id)
        verdict = await Auditing(restored).verify(org_id, head)
    assert (verdict.fault, verdict.head, verdict.waiting) == (None, head, 0)


async def test_verification_reports_a_transaction_that_was_open_during_the_backup(
    organisation: Organisation, superusers_database: str, empty_database: str, tmp_path: Path
) -> None:
    org_id, storage = organisation.actor.org_id, organisation.storage
    await organisation.job("Baker")
    connection = await asyncpg.connect(superusers_database.replace("+asyncpg", ""))
    async with connection.transaction():
        await connection.execute(f"SET LOCAL app.org_id = '{org_id}'; UPDATE jobs SET title = 'Cook'")
        await organisation.candidate("Jane Doe")
        async with tables(superusers_database) as schema:
            await schema.back_up(tmp_path / "file")
    await connection.close()
    await Auditing(storage).organisation(org_id)
    head = (await Auditing(storage).verify(org_id)).head
    async with tables(empty_database) as schema:
        await schema.restore(tmp_path / "file")
    async with kernel.STORAGE.open(AdapterConfig(empty_database, Path())) as restored:
        faults = []
        for _ in range(2):
            await Auditing(restored).organisation(org_id)
            faults.append((await Auditing(restored).verify(org_id, head)).fault or "")
            await replace(organisation, storage=restored).job("Later")
    truncated, continued = faults
    moved = (
        f"entry #{head.entry_id} is at place {head.place - 1}, and was at {head.place}. Entries missing before it: 1"
    )
    assert truncated.startswith(f"ends at place {head.place - 1}, and had {head.place}: {moved}")
    assert continued.startswith(f"is another one: {moved}. After a restore")


async def test_a_backup_is_restored_into_empty_tables(
    file: Path, organisation: Organisation, upgraded_database: str
) -> None:
    async with (
        tables(upgraded_database) as schema,
        kernel.STORAGE.open(AdapterConfig(upgraded_database, Path())) as serving_already,
    ):
        await schema.restore(file)
        async with serving_already.transaction(organisation.actor.org_id) as work:
            assert len(await work.candidates.all()) == 1


async def test_existing_rows_are_not_replaced(file: Path, upgraded_database: str) -> None:
    async with (
        tables(upgraded_database) as schema,
        kernel.STORAGE.open(AdapterConfig(upgraded_database, Path())) as storage,
    ):
        existing = await new_organisation(storage)
        await existing.candidate("There before")
        with pytest.raises(ConfigurationError, match="not empty"):
            await schema.restore(file)
        assert await candidates(upgraded_database, existing) == ["There before"]


@pytest.mark.parametrize("fault", ["cut off", "changed", "empty"])
async def test_a_broken_file_restores_nothing(file: Path, empty_database: str, fault: str) -> None:
    whole = bytearray(file.read_bytes())
    if fault == "changed":
        whole[-200] ^= 1
    broken = {"cut off": whole[: len(whole) * 9 // 10], "changed": whole, "empty": bytearray()}
    file.write_bytes(broken[fault])
    async with tables(empty_database) as schema:
        with pytest.raises(ConfigurationError, match="can't be restored"):
            await schema.restore(file)
        assert await schema.current() is None


async def test_a_broken_file_creates_no_database(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"PGDMP, cut off")
    arguments = ("db", "restore", str(tmp_path / "file"), "--directory", str(tmp_path / "new"))
    code, _, errors = await ran(*arguments, data_dir=tmp_path)
    sentence = f"Error: {tmp_path}/file can't be restored: it is no backup, or a part of one\n"
    assert (code, errors) == (1, sentence)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


async def test_a_restore_that_postgresql_refuses_restores_nothing(file: Path, empty_database: str) -> None:
    """A view has the name of a table."""
    connection = await asyncpg.connect(empty_database.replace("+asyncpg", ""))
    await connection.execute("CREATE VIEW jobs AS SELECT 1 AS there")
    async with tables(empty_database) as schema:
        with pytest.raises(ConfigurationError, match='Nothing was restored: "jobs" is not a table'):
            await schema.restore(file)
        assert await schema.current() is None
    assert await connection.fetchval("SELECT there FROM jobs") == 1
    await connection.close()


async def test_a_database_without_the_extension_is_refused_before_the_restore(file: Path, bare_database: str) -> None:
    async with tables(bare_database) as schema:
        with pytest.raises(ConfigurationError, match=r"as a superuser run `CREATE EXTENSION vector` .* db restore"):
            await schema.restore(file)
        assert await schema.current() is None


@pytest.fixture
async def newer(file: Path, empty_database: str, tmp_path: Path) -> Path:
    """A backup of a newer version; the database is empty again."""
    operator = await asyncpg.connect(empty_database.replace("+asyncpg", ""), user="postgres")
    async with tables(empty_database) as schema:
        await schema.restore(file)
        await operator.execute("UPDATE alembic_version SET version_num = '9999'")
        async with tables(as_superuser(empty_database)) as operators:
            await operators.back_up(tmp_path / "newer")
        await operator.execute(f"UPDATE alembic_version SET version_num = '{REVISION}'")
        await schema.downgrade("base")
    await operator.close()
    return tmp_path / "newer"


async def test_a_backup_of_a_newer_version_restores_nothing(newer: Path, empty_database: str) -> None:
    async with tables(empty_database) as schema:
        with pytest.raises(ConfigurationError, match="newer version"):
            await schema.restore(newer)
        assert await schema.current() is None


async def test_a_backup_of_a_newer_version_creates_no_database(newer: Path, tmp_path: Path) -> None:
    code, _, errors = await ran("db", "restore", str(newer), "--directory", str(tmp_path / "new"), data_dir=tmp_path)
    assert (code, errors) == (1, "Error: Nothing was restored: the backup is of a newer version\n")
    assert not (tmp_path / "new").exists()


async def test_a_role_bound_by_row_level_security_may_not_back_up(database: str, tmp_path: Path) -> None:
    async with tables(database) as schema:
        with pytest.raises(ConfigurationError, match="BYPASSRLS"):
            await schema.back_up(tmp_path / "file")
    assert list(tmp_path.iterdir()) == []


async def test_an_existing_file_is_not_overwritten(file: Path, superusers_database: str) -> None:
    before = file.read_bytes()
    async with tables(superusers_database) as schema:
        with pytest.raises(ConfigurationError, match="there already"):
            await schema.back_up(file)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


async def test_a_backup_is_a_snapshot(
    superusers_database: str, organisation: Organisation, empty_database: str, tmp_path: Path
) -> None:
    """Pairs that are written together are restored together."""
    started, stop = asyncio.Event(), asyncio.Event()

    async def write_pairs() -> None:
        while not stop.is_set():
            async with organisation.storage.transaction(organisation.actor.org_id) as work:
                for _ in range(2):
                    await work.jobs.add(JobDetails(title="x"), created_by_user_id=organisation.actor.user_id)
            started.set()

    writing = asyncio.create_task(write_pairs())
    await started.wait()
    async with tables(superusers_database) as schema:
        await schema.back_up(tmp_path / "file")
    stop.set()
    await writing
    async with tables(empty_database) as schema:
        await schema.restore(tmp_path / "file")
    async with (
        kernel.STORAGE.open(AdapterConfig(empty_database, Path())) as storage,
        storage.transaction(organisation.actor.org_id) as work,
    ):
        restored = len(await work.jobs.all())
    assert restored > 0
    assert restored % 2 == 0


@pytest.mark.parametrize(
    ("dsn", "address", "password"),
    [
        ("postgresql://me:s%40y@db.example:5433/x", "postgresql://me@db.example:5433/x", "s@y"),
        ("postgresql://me@/x?host=/run,/tmp&password=sesame", "postgresql://me@/x?host=%2Frun%2C%2Ftmp", "sesame"),
        ("postgresql://db.example/x", "postgresql://db.example/x", None),
        ("postgresql://me:sesame@one:1,[::1]:2/x", "postgresql://me@one:1,[::1]:2/x", "sesame"),
        ("postgresql:///x?host=/run", "postgresql:///x?host=%2Frun", None),
    ],
)
def test_a_password_is_passed_in_the_environment_and_not_on_the_command_line(
    dsn: str, address: str, password: str | None
) -> None:
    found, environment = libpq(dsn)
    assert (found, environment.get("PGPASSWORD")) == (address, password)


async def test_a_directory_is_only_for_the_embedded_database(tmp_path: Path, superusers_database: str) -> None:
    (tmp_path / "file").touch()
    arguments = ("db", "restore", str(tmp_path / "file"), "--directory", str(tmp_path / "new"))
    code, _, errors = await ran(*arguments, data_dir=tmp_path, RECRUIT_STORAGE=superusers_database)
    assert code == 2
    assert "--directory is for RECRUIT_STORAGE=embedded: only" in errors

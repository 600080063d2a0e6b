"""Tables of a later version: what code of this version does with them, and which migrations earlier code survives."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest
from alembic.script import ScriptDirectory

from cases import every_case
from database_urls import as_superuser
from postgres.catalog import breaking_changes, read_catalog
from processes import ran
from recruit.adapters.postgres.compatibility import FIRST_RECORDED, RECORD, Tables, oldest_working
from recruit.adapters.postgres.schema import MIGRATIONS, REVISION
from recruit.domain.shared.errors import ConfigurationError, Unavailable
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig

LATER = "9998"
NOT_KNOWN = f"is at {LATER}.*install the version that made it"
OLDEST = "SELECT obj_description('alembic_version'::regclass)"


async def make_later(url: str, oldest: str | None) -> None:
    """Have upgraded tables be those of a later version, with a table of it and its record, None for no record."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    comment = "NULL" if oldest is None else f"'{RECORD.format(oldest)}'"
    await connection.execute(f"COMMENT ON TABLE alembic_version IS {comment}")
    await connection.execute(f"UPDATE alembic_version SET version_num = '{LATER}'")
    await connection.execute("CREATE TABLE IF NOT EXISTS later (org_id bigint PRIMARY KEY)")
    await connection.close()


async def test_later_tables_are_used_as_long_as_the_record_says_that_this_version_works_with_them(
    upgraded_database: str, tmp_path: Path
) -> None:
    config = AdapterConfig(upgraded_database, tmp_path)

    async def db(command: str) -> tuple[int, str, str]:
        return await ran("db", command, data_dir=tmp_path, RECRUIT_STORAGE=upgraded_database)

    async with kernel.SCHEMA.open(config) as schema:
        await make_later(upgraded_database, REVISION)
        async with kernel.STORAGE.open(config) as storage:
            await storage.ping()
            await make_later(upgraded_database, LATER)
            with pytest.raises(Unavailable) as refused:
                await storage.ping()
            assert "install the version that made it" in str(refused.value.__cause__)
            with pytest.raises(Unavailable):
                await storage.organisations()
            await make_later(upgraded_database, REVISION)
            await storage.ping()
            assert list(await storage.organisations()) == []
        works = f"The tables are of a later version. This version, of {REVISION}, works with them.\n"
        assert await db("upgrade") == (0, f"The tables are at {LATER}.\n", works)
        assert (await db("current"))[2].endswith(works)
        for refused_command in (schema.upgrade(REVISION), schema.upgrade("+1"), schema.downgrade(REVISION)):
            with pytest.raises(ConfigurationError, match=NOT_KNOWN):
                await refused_command
        for oldest in (LATER, None):
            await make_later(upgraded_database, oldest)
            with pytest.raises(ConfigurationError, match=NOT_KNOWN):
                await schema.upgrade()
            with pytest.raises(ConfigurationError, match=NOT_KNOWN):
                async with kernel.STORAGE.open(config):
                    pass
            assert "doesn't work with them" in await schema.compatibility()


async def test_a_backup_is_not_restored_over_tables_of_a_later_version(
    upgraded_database: str, superusers_database: str, tmp_path: Path
) -> None:
    async with kernel.SCHEMA.open(AdapterConfig(superusers_database, tmp_path)) as schema:
        await schema.back_up(tmp_path / "this.backup")
    async with kernel.SCHEMA.open(AdapterConfig(upgraded_database, tmp_path)) as schema:
        await make_later(upgraded_database, REVISION)
        with pytest.raises(ConfigurationError, match="tables of a later version: restore with that version"):
            await schema.restore(tmp_path / "this.backup")
        assert await schema.current() == LATER


async def test_a_backup_of_a_later_version_is_not_restored(upgraded_database: str, tmp_path: Path) -> None:
    await make_later(upgraded_database, REVISION)
    async with kernel.SCHEMA.open(AdapterConfig(as_superuser(upgraded_database), tmp_path)) as schema:
        await schema.back_up(tmp_path / "later.backup")
        with pytest.raises(ConfigurationError, match="the backup is of a newer version"):
            await schema.restore(tmp_path / "later.backup")


async def test_the_record_follows_upgrades_downgrades_and_restores(
    empty_database: str, superusers_database: str, tmp_path: Path
) -> None:
    connection = await asyncpg.connect(empty_database.replace("+asyncpg", ""))
    expected = oldest_working(ScriptDirectory(str(MIGRATIONS)), REVISION)
    async with kernel.SCHEMA.open(AdapterConfig(empty_database, tmp_path)) as schema:
        await schema.upgrade("0030")
        assert await connection.fetchval(OLDEST) == RECORD.format("0030")
        assert (await schema.compatibility()) == (
            f"This version needs {REVISION}. Servers of 0030 must be stopped before `recruit db upgrade`."
        )
        await schema.upgrade()
        assert (await connection.fetchval(OLDEST), await schema.compatibility()) == (RECORD.format(expected), "")
        await schema.downgrade("0030")
        assert await connection.fetchval(OLDEST) == RECORD.format("0030")
        await schema.downgrade("base")
        assert await connection.fetchval(OLDEST) is None
    async with kernel.SCHEMA.open(AdapterConfig(superusers_database, tmp_path)) as schema:
        await schema.back_up(tmp_path / "this.backup")
    async with kernel.SCHEMA.open(AdapterConfig(empty_database, tmp_path)) as schema:
        await schema.restore(tmp_path / "this.backup")
    assert await connection.fetchval(OLDEST) == RECORD.format(expected)
    await connection.close()


def test_a_migration_that_ends_the_compatibility_raises_the_record_for_all_later_ones(tmp_path: Path) -> None:
    (tmp_path / "versions").mkdir()
    names = ["0030", FIRST_RECORDED, "0032", "0033", "0034"]
    for before, name in zip([None, *names], names, strict=False):
        text = f"revision = {name!r}\ndown_revision = {before!r}\n"
        (tmp_path / "versions" / f"{name}_x.py").write_text(text + 'oldest_working = "0032"\n' * (name == "0033"))
    scripts = ScriptDirectory(str(tmp_path))
    found = {name: oldest_working(scripts, name) for name in names}
    assert found == {"0030": "0030", "0031": "0031", "0032": "0031", "0033": "0032", "0034": "0032"}


@pytest.mark.parametrize(
    ("tables", "works"),
    [
        (Tables(None), False),
        (Tables("0035"), False),
        (Tables("0035", "0031"), False),
        (Tables("0036"), True),
        (Tables("0037"), False),
        (Tables("0037", "0036"), True),
        (Tables("0037", "0037"), False),
    ],
)
def test_tables_work_with_code_of_their_revision_and_of_earlier_ones_from_the_record_on(
    tables: Tables, works: bool
) -> None:
    assert tables.work_with("0036") is works
    assert (tables.refusal("0036") == "") is works


async def test_a_migration_that_finds_a_table_in_use_lets_requests_pass_and_tries_again(empty_database: str) -> None:
    reader, watcher = [await asyncpg.connect(empty_database.replace("+asyncpg", "")) for _ in range(2)]
    waiting = "SELECT count(*) FROM pg_locks WHERE relation = 'audit'::regclass AND NOT granted"

    async def waits(*, expected: bool) -> None:
        while bool(await watcher.fetchval(waiting)) is not expected:  # noqa: ASYNC110 - PostgreSQL sets no event
            await asyncio.sleep(0.01)

    async with kernel.SCHEMA.open(AdapterConfig(empty_database, Path())) as schema:
        await schema.upgrade("0031")
        async with reader.transaction():
            await reader.fetch("SELECT FROM audit")
            migrating = asyncio.create_task(schema.downgrade("0030"))
            for _ in range(2):
                await waits(expected=True)
                await waits(expected=False)
            assert not migrating.done()
            assert await schema.current() == "0031"
        await migrating
        assert await schema.current() == "0030"
    await reader.close()
    await watcher.close()


async def test_code_of_the_version_before_survives_every_migration_that_does_not_say_otherwise(
    empty_database: str,
) -> None:
    first, *revisions = [
        script.revision for script in reversed([*ScriptDirectory(str(MIGRATIONS)).walk_revisions("0029", "head")])
    ]
    scripts = ScriptDirectory(str(MIGRATIONS))
    connection = await asyncpg.connect(empty_database.replace("+asyncpg", ""))
    async with kernel.SCHEMA.open(AdapterConfig(empty_database, Path())) as schema:
        await schema.upgrade(first)
        before = await read_catalog(connection)
        for revision in revisions:
            await schema.upgrade(revision)
            after = await read_catalog(connection)
            script = scripts.get_revision(revision)
            assert script is not None
            oldest = getattr(script.module, "oldest_working", None)
            if oldest is None:
                survived = [*getattr(script.module, "survived", {})]
                assert breaking_changes(before, after) == survived, f"{revision}: expand only, or set oldest_working"
            else:
                assert oldest_working(scripts, str(script.down_revision)) < oldest <= revision
            before = after
    await connection.close()


BREAKING = [
    ("DROP TABLE saved_searches", "relations: saved_searches is gone"),
    ("ALTER TABLE saved_searches RENAME TO searches", "relations: saved_searches is gone"),
    ("ALTER TABLE jobs DROP COLUMN department CASCADE", "columns: jobs.department is gone"),
    ("ALTER TABLE jobs RENAME department TO team", "columns: jobs.department is gone"),
    ("ALTER TABLE saved_searches ALTER name TYPE varchar(9)", "name was text, and is character varying(9)"),
    ("ALTER TABLE jobs ALTER department SET NOT NULL", "columns: jobs.department has become required"),
    ("ALTER TABLE jobs ALTER created_at DROP DEFAULT", "columns: jobs.created_at has become required"),
    ("ALTER TABLE sign_ins ALTER id SET GENERATED ALWAYS", "columns: sign_ins.id is generated in another way"),
    ("ALTER TABLE jobs ADD grade text NOT NULL", "columns: jobs.grade is new, and has no default"),
    ("ALTER TABLE jobs ADD CONSTRAINT x CHECK (department <> '')", "constraints: jobs.x may refuse a write"),
    ("ALTER TABLE jobs ADD CONSTRAINT x UNIQUE (org_id, title)", "constraints: jobs.x may refuse a write"),
    ("CREATE UNIQUE INDEX x ON jobs (org_id, lower(title))", "indexes: jobs.x may refuse a write"),
    ("ALTER TABLE applications DROP CONSTRAINT applications_pair_key", "applications_pair_key is gone or another"),
    (
        "CREATE TABLE x (org_id bigint, job_id bigint, FOREIGN KEY (org_id, job_id) REFERENCES jobs (org_id, id))",
        "x_org_id_job_id_fkey refuses a deletion",
    ),
    (
        "CREATE TRIGGER x BEFORE UPDATE ON jobs FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "triggers: jobs.x may refuse or change a write",
    ),
    (
        """CREATE FUNCTION x() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'no'; END$$;
            CREATE TRIGGER x AFTER UPDATE ON jobs FOR EACH ROW EXECUTE FUNCTION x()""",
        "triggers: jobs.x may refuse or change a write",
    ),
    ("DROP TRIGGER audit ON jobs", "triggers: jobs.audit is gone"),
    (
        "CREATE OR REPLACE FUNCTION audit_job() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'no'; END$$",
        "functions: audit_job() refuses more",
    ),
    ("DROP POLICY tenant ON jobs", "policies: jobs.tenant is gone"),
    ("CREATE POLICY x ON jobs AS RESTRICTIVE USING (is_public)", "policies: jobs.x may hide a row"),
    ("ALTER TABLE jobs DISABLE ROW LEVEL SECURITY", "policies: jobs has row-level security in another way"),
]
ACCEPTED = [
    "ALTER TABLE jobs ADD grade text, ADD level integer NOT NULL DEFAULT 1, ADD CHECK (level > 0)",
    "ALTER TABLE jobs ADD boss bigint, ADD FOREIGN KEY (org_id, boss) REFERENCES users (org_id, id)",
    "ALTER TABLE jobs ADD slug text, ADD UNIQUE (org_id, slug)",
    "ALTER TABLE outgoing_mail ALTER id SET GENERATED BY DEFAULT",
    "CREATE INDEX x ON jobs (org_id, department)",
    "CREATE POLICY x ON jobs FOR SELECT USING (is_public)",
    "CREATE OR REPLACE TRIGGER audit AFTER INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION audit_job()",
    """CREATE TABLE x (org_id bigint, job_id bigint NOT NULL CHECK (job_id > 0),
        FOREIGN KEY (org_id, job_id) REFERENCES jobs (org_id, id) ON DELETE CASCADE)""",
]


async def test_changes_that_earlier_code_does_not_survive_are_found(database: str) -> None:
    async with changing(database) as breaking_changes_by:
        with every_case() as case:
            for statement, complaint in BREAKING:
                with case(statement):
                    assert any(complaint in found for found in await breaking_changes_by(statement))


async def test_changes_that_earlier_code_survives_are_accepted(database: str) -> None:
    async with changing(database) as breaking_changes_by:
        with every_case() as case:
            for statement in ACCEPTED:
                with case(statement):
                    assert await breaking_changes_by(statement) == []


@asynccontextmanager
async def changing(url: str) -> AsyncIterator[Callable[[str], Awaitable[list[str]]]]:
    """Yield a function that returns the breaking changes of a statement, which is rolled back."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    await connection.execute("BEGIN")
    await connection.execute("TRUNCATE jobs, saved_searches CASCADE")  # rows of other tests would fail a statement
    before = await read_catalog(connection)

    async def breaking_changes_by(statement: str) -> list[str]:
        await connection.execute("SAVEPOINT before")
        try:
            await connection.execute(statement)
            return breaking_changes(before, await read_catalog(connection))
        finally:
            await connection.execute("ROLLBACK TO SAVEPOINT before")

    try:
        yield breaking_changes_by
    finally:
        await connection.close()

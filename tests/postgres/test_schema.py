"""Migrations: upgrades, downgrades, and agreement with the declared tables."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, DefaultClause
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.ext.asyncio import create_async_engine

from processes import ran
from recruit.adapters.postgres.engine.columns import HalfVector
from recruit.adapters.postgres.schema import LOCK, MIGRATIONS, REVISION
from recruit.adapters.postgres.tables import metadata
from recruit.domain.accounts.model.sessions import SignInDetails
from recruit.domain.applications.history import stage_visits
from recruit.domain.applications.model import Move
from recruit.domain.matching.model import Embedded, Features
from recruit.domain.pipelines.model import BUILT_IN, StageType
from recruit.domain.shared.errors import ConfigurationError, Unavailable
from recruit.domain.shared.pages import Window
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from worlds import granted, new_organisation


def is_random(difference: object) -> bool:
    """Whether a difference is only between values of a random default."""
    match difference:
        case [("modify_default", _, _, _, _, DefaultClause() as was, DefaultClause() as declared)]:
            return "random" in str(was.arg) and str(was.arg) == str(declared.arg)
    return False


async def differences(url: str) -> list[object]:
    """Return the changes that Alembic would make to the database to match the declared tables."""
    engine = create_async_engine(url)
    dialect = engine.dialect
    assert isinstance(dialect, PGDialect)
    dialect.ischema_names = dialect.ischema_names | {"halfvec": HalfVector}

    def compare(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return [one for one in compare_metadata(context, metadata) if not is_random(one)]

    async with engine.connect() as connection:
        found = await connection.run_sync(compare)
    await engine.dispose()
    return found


async def keep_rows_of_0001(url: str) -> None:
    """Insert rows in the format of revision 0001."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    await connection.execute("""
        BEGIN;
        SET LOCAL app.org_id = '1';
        INSERT INTO organisations (name) VALUES ('My Recruiting Co');
        INSERT INTO users (org_id, email, full_name, role) VALUES (1, 'founder@example.com', 'Founder', 'ORG_ADMIN');
        INSERT INTO jobs (org_id, created_by_user_id, title, currency, required_skills, nice_to_have_skills, status,
            is_public) VALUES (1, 1, 'Welder', 'EUR', '["TIG"]', '[]', 'open', true);
        INSERT INTO candidates (org_id, full_name, notes) VALUES (1, 'Jane Doe', 'Welds');
        INSERT INTO applications (org_id, job_id, candidate_id, status, source) VALUES (1, 1, 1, 'sourced', 'manual');
        COMMIT;
    """)
    await connection.close()


async def rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of the first organisation in the tables of revision 0001."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    await connection.execute("BEGIN; SET LOCAL app.org_id = '1'")
    found = {
        table: [tuple(row) for row in await connection.fetch(f"SELECT * FROM {table}")]
        for table in ("organisations", "users", "jobs", "candidates", "applications")
    }
    await connection.close()
    return found


async def identifiers(url: str) -> list[tuple[object, ...]]:
    """Return the duplicate identifiers of the first organisation's candidates."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    await connection.execute("BEGIN; SET LOCAL app.org_id = '1'")
    found = [tuple(row) for row in await connection.fetch("SELECT * FROM identifiers")]
    await connection.close()
    return found


def test_the_declared_revision_is_the_newest() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == REVISION


async def test_the_tables_are_upgraded_downgraded_and_upgraded_again(empty_database: str) -> None:
    async with kernel.SCHEMA.open(AdapterConfig(empty_database, Path())) as schema:
        assert await schema.current() is None
        for _ in range(2):
            await schema.upgrade()
            assert await schema.current() == REVISION
            assert await differences(empty_database) == []
            await schema.downgrade("base")
            assert await schema.current() is None
        assert len(await differences(empty_database)) > 0


async def test_every_migration_is_done_again_after_it_was_undone(upgraded_database: str) -> None:
    """Those of earlier revisions don't change any more."""
    async with kernel.SCHEMA.open(AdapterConfig(upgraded_database, Path())) as schema:
        while await schema.current() != "0025":
            await schema.downgrade("-1")
            await schema.upgrade("+1")
            await schema.downgrade("-1")
        await schema.upgrade()
        assert await differences(upgraded_database) == []


async def test_rows_from_before_features_survive_an_upgrade_and_a_downgrade(empty_database: str) -> None:
    async with kernel.SCHEMA.open(AdapterConfig(empty_database, Path())) as schema:
        await schema.upgrade("0001")
        await keep_rows_of_0001(empty_database)
        before = await rows(empty_database)
        assert all(before.values())
        await schema.upgrade()
        async with (
            kernel.STORAGE.open(AdapterConfig(empty_database, Path())) as storage,
            storage.transaction(1) as work,
        ):
            jobs, candidates = [(await of.changes(0, 0, 10)).changes for of in (work.jobs, work.candidates)]
            assert [(found.id, found.features) for found in (*jobs, *candidates)] == [(1, None), (1, None)]
            await work.candidates.save([replace(candidates[0], features=Features(1, b"x", b"y"))])
            await work.embeddings.add("x/1", [Embedded(b"y", 0, np.ones(1, np.float16))])
        assert await identifiers(empty_database) == [(1, "name", "doe jane", 1)]
        after = await rows(empty_database)
        assert {table: [row[: len(old[0])] for row in after[table]] for table, old in before.items()} == before
        await schema.downgrade("0001")
        assert await rows(empty_database) == before
        await schema.upgrade()


async def test_logins_are_found_after_an_upgrade_and_a_downgrade_by_any_spelling_of_their_address(
    empty_database: str,
) -> None:
    written = {1: "JANE@example.com", 2: "rene\u0301@example.com", 3: "jo@xn--bcher-kva.example"}
    both = {4: "ma\u0301x@example.com", 5: "máx@example.com"}
    async with kernel.SCHEMA.open(AdapterConfig(empty_database, Path())) as schema:
        await schema.upgrade("0012")
        connection = await asyncpg.connect(empty_database.replace("+asyncpg", ""))
        await connection.execute("BEGIN; SET LOCAL app.org_id = '1'; INSERT INTO organisations (name) VALUES ('Ours')")
        for id_, email in (written | both).items():
            await connection.execute(
                "INSERT INTO users (org_id, email, full_name, role) VALUES (1, $1, 'Jo', 'viewer')", email
            )
            added = "INSERT INTO credentials (email, org_id, user_id, password_hash) VALUES ($1, 1, $2, 'x')"
            await connection.execute(added, email.lower(), id_)
        await connection.execute("COMMIT")
        before = await logins(connection)
        await schema.upgrade()
        async with kernel.STORAGE.open(AdapterConfig(empty_database, Path())) as storage:
            others = {1: "jane@EXAMPLE.com", 2: "RENÉ@example.com", 3: "jo@BÜCHER.example"}
            for id_, email in [*written.items(), *both.items(), *others.items()]:
                found = await storage.credentials(email)
                assert found is not None
                assert found.user_id == id_
        await schema.downgrade("0012")
        assert await logins(connection) == before
        await connection.close()


async def test_names_and_titles_from_before_an_upgrade_are_found_as_typed(empty_database: str) -> None:
    async with kernel.SCHEMA.open(AdapterConfig(empty_database, Path())) as schema:
        await schema.upgrade("0017")
        connection = await asyncpg.connect(empty_database.replace("+asyncpg", ""))
        await connection.execute("BEGIN; SET LOCAL app.org_id = '1'; INSERT INTO organisations (name) VALUES ('Ours')")
        await connection.execute(
            "INSERT INTO users (org_id, email, full_name, role) VALUES (1, 'jo@x', 'Jo', 'viewer')"
        )
        await connection.execute(
            "INSERT INTO jobs (org_id, created_by_user_id, title, currency, required_skills, nice_to_have_skills,"
            " status, is_public) VALUES (1, 1, $1, 'EUR', '[]', '[]', 'open', false)",
            "Ba\u0308cker",
        )
        for name in ("Rene\u0301 Roe", "René Doe"):
            await connection.execute("INSERT INTO candidates (org_id, full_name) VALUES (1, $1)", name)
        await connection.execute("COMMIT")
        written = await rows(empty_database)
        noted = await counted_audit(connection)
        await schema.upgrade()
        async with (
            kernel.STORAGE.open(AdapterConfig(empty_database, Path())) as storage,
            storage.transaction(1) as work,
        ):
            found = (await work.candidates.page(Window(), q="René")).items
            assert [one.full_name for one in found] == ["René Roe", "René Doe"]
            assert [one.title for one in (await work.jobs.page(Window(), q="bäcker")).items] == ["Bäcker"]
        assert await counted_audit(connection) == noted
        upgraded = {row[: len(written["candidates"][0])] for row in (await rows(empty_database))["candidates"]}
        assert len(set(written["candidates"]) & upgraded) == 1
        await connection.close()


async def test_an_upgrade_gives_a_stage_to_every_status_that_a_job_has(empty_database: str) -> None:
    async with kernel.SCHEMA.open(AdapterConfig(empty_database, Path())) as schema:
        await schema.upgrade("0020")
        connection = await asyncpg.connect(empty_database.replace("+asyncpg", ""))
        await connection.execute("BEGIN; SET LOCAL app.org_id = '1'; INSERT INTO organisations (name) VALUES ('Ours')")
        await connection.execute("""
            INSERT INTO users (org_id, email, full_name, role) VALUES (1, 'jo@x', 'Jo', 'viewer');
            INSERT INTO jobs (org_id, created_by_user_id, title, currency, required_skills, nice_to_have_skills, status,
                is_public) SELECT 1, 1, 'Baker', 'EUR', '[]', '[]', 'open', false FROM generate_series(1, 3);
            INSERT INTO candidates (org_id, full_name) SELECT 1, 'Jo ' || number FROM generate_series(1, 4) number;
            INSERT INTO applications (org_id, job_id, candidate_id, status, source) VALUES
                (1, 1, 1, 'offer', 'manual'), (1, 1, 2, 'Hired (contract)', 'manual'), (1, 1, 3, 'homework', 'manual'),
                (1, 2, 4, 'No longer interested', 'manual');
            UPDATE applications SET status = 'applied' WHERE id = 1;
        """)
        await connection.execute("COMMIT")
        noted, before = await counted_audit(connection), (await rows(empty_database))["applications"]
        for _ in range(2):
            await schema.upgrade()
            assert await counted_audit(connection) == noted
            async with (
                kernel.STORAGE.open(AdapterConfig(empty_database, Path())) as storage,
                storage.transaction(1) as work,
            ):
                found = [await work.stages.of_job(job_id) for job_id in (1, 2, 3)]
                visits = (await stage_visits(work, [await work.applications.get(1)], datetime.now(UTC)))[1]
            assert [one.inherited for one in found] == [False, False, True]
            built_in = [(one.key, one.name, one.type) for one in BUILT_IN]
            stages = [[(one.key, one.name, one.type) for one in pipeline.stages] for pipeline in found]
            assert stages[0] == [
                *built_in,
                ("Hired (contract)", "Hired (contract)", StageType.HIRED),
                ("homework", "Homework", StageType.SCREENING),
            ]
            assert stages[1] == [*built_in, ("No longer interested", "No longer interested", StageType.ARCHIVED)]
            assert [(one.stage.key, one.kind) for one in visits] == [("offer", "sql"), ("applied", "sql")]
            await schema.downgrade("0020")
            assert (await rows(empty_database))["applications"] == before
        await connection.close()


async def test_the_history_of_an_application_that_is_older_than_the_log_begins_without_a_time(
    empty_database: str,
) -> None:
    async with kernel.SCHEMA.open(AdapterConfig(empty_database, Path())) as schema:
        await schema.upgrade("0001")
        await keep_rows_of_0001(empty_database)
        await schema.upgrade()
        async with kernel.STORAGE.open(AdapterConfig(empty_database, Path())) as storage:
            for stage, expected in ((None, [("sourced", None)]), ("offer", [("sourced", None), ("offer", "system")])):
                async with storage.transaction(1) as work:
                    if stage:
                        await work.applications.move([1], Move(stage=stage))
                    visits = (await stage_visits(work, [await work.applications.get(1)], datetime.now(UTC)))[1]
                assert [(one.stage.key, one.kind) for one in visits] == expected
            assert (visits[0].entered_at, visits[0].left_at) == (None, visits[1].entered_at)


async def counted_audit(connection: asyncpg.Connection) -> int:
    """Return the number of audit entries of the first organisation."""
    async with connection.transaction():
        await connection.execute("SET LOCAL app.org_id = '1'")
        return int(await connection.fetchval("SELECT count(*) FROM audit"))


async def logins(connection: asyncpg.Connection) -> list[tuple[object, ...]]:
    """Return every login of the first organisation."""
    async with connection.transaction():
        await connection.execute("SET LOCAL app.org_id = '1'")
        return [tuple(row) for row in await connection.fetch("SELECT * FROM credentials ORDER BY user_id")]


async def test_a_downgrade_to_a_version_without_grants_removes_them(upgraded_database: str) -> None:
    async with kernel.SCHEMA.open(AdapterConfig(upgraded_database, Path())) as schema:
        async with kernel.STORAGE.open(AdapterConfig(upgraded_database, Path())) as storage:
            ours = await new_organisation(storage)
            await granted(storage, ours.actor)
            async with storage.transaction(ours.actor.org_id) as work:
                login = await work.sign_ins.add(SignInDetails(user_id=ours.actor.user_id, expires_at=datetime.now(UTC)))
        await schema.downgrade("0012")
        connection = await asyncpg.connect(upgraded_database.replace("+asyncpg", ""))
        await connection.execute(f"BEGIN; SET LOCAL app.org_id = '{ours.actor.org_id}'")
        assert [row["id"] for row in await connection.fetch("SELECT id FROM sign_ins")] == [login.id]
        await connection.close()


async def test_a_role_that_may_not_create_the_extension_gets_instructions(bare_database: str) -> None:
    async with kernel.SCHEMA.open(AdapterConfig(bare_database, Path())) as schema:
        await schema.upgrade("0001")
        await keep_rows_of_0001(bare_database)
        before = await rows(bare_database)
        with pytest.raises(ConfigurationError, match=r"as a superuser.*CREATE EXTENSION vector") as refused:
            await schema.upgrade()
        assert isinstance(refused.value.__cause__, asyncpg.InsufficientPrivilegeError), "the reason, and no statement"
        assert await schema.current() == "0001"
        assert await rows(bare_database) == before
        superuser = await asyncpg.connect(bare_database.replace("+asyncpg", ""), user="postgres")
        await superuser.execute("CREATE EXTENSION vector")
        await superuser.close()
        await schema.upgrade()
        assert await schema.current() == REVISION


async def test_a_repeated_upgrade_changes_nothing(database: str) -> None:
    async with kernel.SCHEMA.open(AdapterConfig(database, Path())) as schema:
        await schema.upgrade()
        assert await schema.current() == REVISION


async def test_two_processes_may_upgrade_at_once(empty_database: str, tmp_path: Path) -> None:
    holder, watcher = [await asyncpg.connect(empty_database.replace("+asyncpg", "")) for _ in range(2)]
    await holder.execute("SELECT pg_advisory_lock($1)", LOCK)
    upgrades = [
        asyncio.create_task(ran("db", "upgrade", data_dir=tmp_path, RECRUIT_STORAGE=empty_database)) for _ in range(2)
    ]
    of_database = "database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    waiting = f"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND {of_database}"
    while await watcher.fetchval(waiting) < len(upgrades):
        assert not any(one.done() for one in upgrades)
    await holder.close()
    assert [code for code, _, _ in await asyncio.gather(*upgrades)] == [0, 0]
    await watcher.close()
    async with kernel.STORAGE.open(AdapterConfig(empty_database, Path())) as storage:
        await new_organisation(storage)


async def test_a_revision_that_does_not_exist_is_an_error_that_names_it(database: str) -> None:
    async with kernel.SCHEMA.open(AdapterConfig(database, Path())) as schema:
        with pytest.raises(ConfigurationError, match="9999"):
            await schema.upgrade("9999")
        assert await schema.current() == REVISION


async def test_storage_without_tables_names_the_command_that_creates_them(empty_database: str) -> None:
    with pytest.raises(ConfigurationError, match="recruit db upgrade"):
        async with kernel.STORAGE.open(AdapterConfig(empty_database, Path())):
            pass


@pytest.mark.parametrize(
    ("revision", "remedy"),
    [("0001", "are at 0001.*recruit db upgrade"), ("9999", "is at 9999.*install the version that made it")],
    ids=["older", "newer"],
)
async def test_storage_with_tables_of_another_revision_names_the_remedy(
    upgraded_database: str, revision: str, remedy: str
) -> None:
    connection = await asyncpg.connect(upgraded_database.replace("+asyncpg", ""))
    await connection.execute(f"UPDATE alembic_version SET version_num = '{revision}'")
    await connection.execute("COMMENT ON TABLE alembic_version IS NULL")  # no record of earlier code that works
    await connection.close()
    with pytest.raises(ConfigurationError, match=remedy):
        async with kernel.STORAGE.open(AdapterConfig(upgraded_database, Path())):
            pass


async def test_the_distance_of_a_revision_to_the_tables_is_signed(empty_database: str) -> None:
    async with kernel.SCHEMA.open(AdapterConfig(empty_database, Path())) as schema:
        assert await schema.steps("0002") == 2
        await schema.upgrade("0003")
        assert [await schema.steps(name) for name in ("base", "0001", "-1", "+2", "0005")] == [-3, -2, -1, 2, 2]
        await schema.downgrade("-1")
        assert await schema.current() == "0002"
        with pytest.raises(ConfigurationError, match="older than 0005: `recruit db upgrade 0005`"):
            await schema.downgrade("0005")
        for unknown in ("-3", "9999", "main"):
            with pytest.raises(ConfigurationError, match=f"no revision '{unknown}': give one of base, 0001, "):
                await schema.steps(unknown)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
async def test_a_database_url_may_have_the_usual_schemes(database: str, scheme: str) -> None:
    config = AdapterConfig(database.replace("postgresql+asyncpg", scheme), Path())
    async with kernel.SCHEMA.open(config) as schema, kernel.STORAGE.open(config) as storage:
        assert await schema.current() == REVISION
        await storage.ping()


async def test_a_missing_database_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        async with kernel.STORAGE.open(AdapterConfig(f"postgresql+asyncpg://x@/x?host={tmp_path}", tmp_path)):
            pass


async def test_a_database_of_another_encoding_is_refused_by_its_name(latin_database: str) -> None:
    async with kernel.SCHEMA.open(AdapterConfig(latin_database, Path())) as schema:
        with pytest.raises(ConfigurationError, match=r"encoding LATIN1, .*`CREATE DATABASE … ENCODING 'UTF8'"):
            await schema.upgrade()
        assert "encoding LATIN1" in next(one.text for one in await schema.diagnose() if one.subject == "database")


async def test_a_migration_says_where_it_begins_and_ends_and_advises_a_backup(
    empty_database: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "recruit")
    async with kernel.SCHEMA.open(AdapterConfig(empty_database, Path())) as schema:
        await schema.upgrade("0036")
        await schema.upgrade("0037")
        await schema.upgrade("0037")
    assert [message.partition(", after ")[0] for message in caplog.messages] == [
        "The tables are at 0036",
        "Migrating the tables from 0036 to 0037. Make a backup before each upgrade: `recruit db backup`",
        "The tables are at 0037",
    ]

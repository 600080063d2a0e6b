"""Parts of the code for a cluster, which tests can run on one machine."""

import asyncio
import re
from pathlib import Path

import asyncpg
import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from database_urls import as_superuser
from domain.matching.matching_world import indexes_over
from processes import ran
from recruit.adapters.postgres import distribution, new_tables
from recruit.adapters.postgres.engine.asyncpg_internals import CommittingProtocol, PipelinedConnection
from recruit.adapters.postgres.engine.connection import PooledConnection, TransactionPart
from recruit.adapters.postgres.engine.distribution import is_partly_distributed
from recruit.adapters.postgres.engine.opening import create_pool
from recruit.adapters.postgres.schema import LOCK, REVISION
from recruit.adapters.postgres.storage import PostgresStorage
from recruit.domain.accounts.model.users import login_key
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.matching.direction import CANDIDATES
from recruit.domain.shared.errors import ConfigurationError, Unavailable
from recruit.domain.shared.pages import Window
from recruit.entrypoints import kernel
from recruit.ports.audit import AuditSearch
from recruit.ports.plugins import AdapterConfig
from worlds import new_organisation

EPOCH_OF_TABLE = """
    CREATE TABLE machine (number bigint);
    INSERT INTO machine VALUES (1);
    CREATE FUNCTION version_epoch() RETURNS bigint LANGUAGE sql STABLE RETURN (SELECT number << 44 FROM machine);
"""
"""The number of the machine that has an organisation's rows, in a table instead of in Citus' catalog."""

CATALOG = """
    SET allow_system_table_mods = on;
    CREATE TABLE pg_catalog.pg_dist_partition (logicalrelid regclass);
    GRANT SELECT ON pg_catalog.pg_dist_partition TO PUBLIC;
    INSERT INTO pg_catalog.pg_dist_partition VALUES ('organisations');
"""
"""The part of Citus' catalog in which recruit looks for distributed tables."""

CITUS = """
    SET allow_system_table_mods = on;
    INSERT INTO pg_extension SELECT 99999, 'citus', extowner, extnamespace, extrelocatable, '13.2-1' FROM pg_extension
        WHERE extname = 'vector';
    CREATE TABLE workers (name text);
    CREATE TABLE answers (command text, result text);
    GRANT ALL ON workers, answers TO recruit;
    CREATE FUNCTION citus_get_active_worker_nodes() RETURNS SETOF workers LANGUAGE sql AS 'SELECT * FROM workers';
    CREATE FUNCTION run_command_on_all_nodes(asked text, OUT success boolean, OUT result text) LANGUAGE plpgsql AS $$
    BEGIN
        EXECUTE 'SELECT format(''%s'', found) FROM (' || asked || ') AS of (found)' INTO result;
        result := coalesce((SELECT answers.result FROM answers WHERE asked LIKE answers.command), result);
        success := true;
    END $$;
    CREATE FUNCTION run_command_on_placements(name text, asked text, OUT success boolean, OUT result text)
        LANGUAGE sql AS 'SELECT * FROM run_command_on_all_nodes(replace(asked, ''%s'', name))';
"""
"""A stand-in for the extension, with this machine as all machines, and answers to commands instead of the true ones."""

CALLS = (
    "CREATE TABLE calls (name text, distribution_column text, colocate_with text)",
    """
    CREATE FUNCTION create_distributed_table(name text, distribution_column text, colocate_with text) RETURNS void
    LANGUAGE sql AS 'INSERT INTO calls VALUES ($1, $2, $3)'
    """,
)
"""A stand-in for the function of Citus that distributes a table, which keeps its arguments."""

CITUS_FUNCTION = re.compile(r"create_distributed_table|create_reference_table|truncate_local_data")


@pytest.fixture
async def distributed_database(upgraded_database: str) -> str:
    """The URL of a database whose tables seem to be distributed."""
    connection = await asyncpg.connect(as_superuser(upgraded_database))
    await connection.execute(CATALOG)
    await connection.close()
    return upgraded_database


async def test_an_index_and_the_audit_log_follow_an_organisation_to_another_machine(upgraded_database: str) -> None:
    connection = await asyncpg.connect(upgraded_database.replace("+asyncpg", ""))
    await connection.execute(EPOCH_OF_TABLE)
    for statement in (*distribution.FUNCTIONS[1:], *distribution.NEW_TRIGGERS):
        await connection.execute(statement)
    async with kernel.STORAGE.open(AdapterConfig(upgraded_database, Path())) as storage:
        ours = await new_organisation(storage)
        indexes = indexes_over(storage)
        added: list[int] = []
        for machine in (1, 2, 2, 1, 1):
            await connection.execute("UPDATE machine SET number = $1", machine)
            async with storage.transaction(ours.actor.org_id) as work:
                added.append((await work.candidates.add(CandidateDetails(full_name=f"Jo {len(added)}"))).id)
            index = await indexes.index(ours.actor.org_id, CANDIDATES)
            assert sorted(index.texts()[0].tolist()) == added
        async with storage.transaction(ours.actor.org_id) as work:
            entries = (await work.audit.page(Window(), AuditSearch(entity="candidate"))).items
        assert [entry.entity_id for entry in entries] == added
    await connection.close()


@pytest.mark.parametrize(
    ("kind", "commits"), [(PipelinedConnection, True), (PipelinedConnection, False), (PooledConnection, False)]
)
async def test_settings_apply_to_their_transaction_when_they_are_commands(
    dsn: str, kind: type[PooledConnection], commits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if commits:
        monkeypatch.setattr(asyncpg.protocol, "Protocol", CommittingProtocol)
    async with create_pool(dsn) as pool:
        plain = await pool.acquire()
        connection = kind(plain.connection, named=True, is_distributed=True)
        question, settings = "SELECT current_setting('app.org_id', true)", (("app.org_id", "7"), ("app.origin", "it's"))
        assert [tuple(row) for row in await connection.fetch(question, (), settings)] == [("7",)]
        assert not connection.connection.is_in_transaction(), "committed"
        assert not (await connection.fetch(question, ()))[0][0]
        await connection.connection.execute("CREATE TEMPORARY TABLE kept (number int)")
        await connection.fetch("INSERT INTO kept VALUES ($1)", (1,), settings)
        with pytest.raises(asyncpg.DivisionByZeroError):
            await connection.fetch("INSERT INTO kept VALUES (1 / $1::int)", (0,), settings)
        if connection.interrupted:
            await connection.reset()
        assert await connection.connection.fetchval("SELECT count(*) FROM kept") == 1
        await connection.fetch("INSERT INTO kept VALUES (2)", (), settings, TransactionPart.FIRST)
        assert connection.connection.is_in_transaction()
        assert (await connection.fetch(question, (), (), TransactionPart.LATER))[0][0] == "7"
        await connection.commit()
        assert await connection.connection.fetchval("SELECT count(*) FROM kept") == 2
        pool.release(plain)


async def test_background_work_goes_on_when_the_list_of_organisations_is_incomplete(upgraded_database: str) -> None:
    dsn = upgraded_database.replace("+asyncpg", "")
    connection = await asyncpg.connect(dsn)
    async with create_pool(dsn) as pool:
        storage = PostgresStorage(pool)
        ours = await new_organisation(storage)
        await connection.execute(distribution.LISTING_POLICY)
        await connection.execute("ALTER TABLE organisations RENAME TO unreachable")
        with pytest.raises(Unavailable):
            await storage.organisations()
        pool.is_distributed = True
        assert await storage.organisations() == [ours.actor.org_id]
        storage.close()
    await connection.close()


async def test_a_database_without_citus_is_not_distributed(database: str) -> None:
    async with kernel.SCHEMA.open(AdapterConfig(database, Path())) as schema:
        for attempt in (schema.distribution_plan(4), schema.distribute(4, lambda _, statement: pytest.fail(statement))):
            with pytest.raises(ConfigurationError, match="lacks the extension citus"):
                await attempt


async def test_only_tables_and_machines_that_suit_are_distributed(upgraded_database: str) -> None:
    dsn = upgraded_database.replace("+asyncpg", "")
    superuser, owner = await asyncpg.connect(as_superuser(dsn)), await asyncpg.connect(dsn)
    await superuser.execute(CITUS)

    async def refused(words: str, by: asyncpg.Connection = owner) -> None:
        with pytest.raises(ConfigurationError, match=words):
            await distribution.check(by, REVISION)

    await refused("citus is 13.2-1: install 14 or later")
    await superuser.execute("UPDATE pg_extension SET extversion = '14.0-1' WHERE extname = 'citus'")
    await refused("exempt from row-level security", superuser)
    await refused("no workers")
    await owner.execute("INSERT INTO workers VALUES ('worker-1')")
    await refused("max_prepared_transactions = 0")
    await owner.execute("INSERT INTO answers VALUES ('%max_prepared_transactions%', 't')")
    for part, words in (("vector", "lacks pgvector"), ("rolcanlogin", "can't log in")):
        await owner.execute("INSERT INTO answers VALUES ($1, 'f')", f"%{part}%")
        await refused(words)
        await owner.execute("DELETE FROM answers WHERE result = 'f'")
    await owner.execute("CREATE POLICY more ON jobs AS RESTRICTIVE USING (true)")
    await refused("A policy of the table jobs")
    await owner.execute("DROP POLICY more ON jobs")
    async with create_pool(dsn):
        await refused("stop all of them first")
    await distribution.check(owner, REVISION)
    with pytest.raises(ConfigurationError, match="aren't those of this version"):
        await distribution.check(owner, "9999")
    await superuser.close()
    await owner.close()


async def test_distributed_tables_are_verified(distributed_database: str) -> None:
    superuser, owner = [await asyncpg.connect(as_superuser(distributed_database)) for _ in range(2)]
    await owner.execute("SET ROLE recruit")
    await superuser.execute(
        f'{CITUS} ALTER TABLE pg_dist_partition ADD partmethod "char"; DELETE FROM pg_dist_partition'
    )
    for name in distribution.all_tables():
        kind = "n" if name in distribution.REFERENCE_TABLES else "h"
        await superuser.execute(f"INSERT INTO pg_dist_partition VALUES ('{name}', '{kind}')")
    await distribution.verify(owner)

    async def refused(words: str, breaking: str, mending: str) -> None:
        await superuser.execute(breaking)
        with pytest.raises(ConfigurationError, match=words):
            await distribution.verify(owner)
        await superuser.execute(mending)

    notes = "WHERE logicalrelid = 'notes'::regclass"
    await refused(
        "notes isn't distributed",
        f"UPDATE pg_dist_partition SET partmethod = 'n' {notes}",
        f"UPDATE pg_dist_partition SET partmethod = 'h' {notes}",
    )
    for what, part in (
        ("the row-level security", "relrowsecurity"),
        ("the policies", "pg_policy"),
        ("the triggers", "tg"),
    ):
        answer = f"INSERT INTO answers VALUES ('%{part}%''notes''%', 'another')"
        await refused(f"notes has not {what} of the table", answer, "DELETE FROM answers")
    await refused(
        "notes has no row-level security",
        "ALTER TABLE notes NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE notes FORCE ROW LEVEL SECURITY",
    )
    await refused(
        "sees rows of the table organisations",
        "CREATE POLICY all_rows ON organisations USING (true); INSERT INTO organisations (name) VALUES ('Acme')",
        "DROP POLICY all_rows ON organisations",
    )
    await distribution.verify(owner)
    await superuser.close()
    await owner.close()


async def test_a_number_of_shards_that_citus_refuses_begins_nothing(tmp_path: Path) -> None:
    for shards in ("0", "64001"):
        code, _, errors = await ran("db", "distribute", "--yes", "--shards", shards, data_dir=tmp_path)
        assert (code, "1<=x<=64000" in errors) == (2, True)


async def test_a_distribution_goes_on_with_the_statement_that_failed(upgraded_database: str) -> None:
    connection = await asyncpg.connect(upgraded_database.replace("+asyncpg", ""))
    reported: list[tuple[int, str]] = []
    for _ in range(2):
        with pytest.raises(ConfigurationError, match=r"pg_dist_local_group.*the same command goes on"):
            await distribution.distribute(connection, 4, lambda *step: reported.append(step))
    assert reported[-1] == reported[-2]
    assert "version_epoch" in reported[-1][1], "it reads the catalog of Citus"
    assert len(reported) == reported[0][0] - reported[-1][0] + 2
    await connection.execute("DELETE FROM distribution_steps; INSERT INTO distribution_steps VALUES (1, 'SELECT 2', 3)")
    with pytest.raises(ConfigurationError, match="SELECT 2 returned 2: 3 rows were expected"):
        await distribution.distribute(connection, 4, lambda *_: None)
    await connection.close()


async def test_a_distribution_waits_for_another_and_for_migrations(upgraded_database: str) -> None:
    holder, waiter, watcher = [await asyncpg.connect(upgraded_database.replace("+asyncpg", "")) for _ in range(3)]
    await holder.execute("SELECT pg_advisory_lock($1)", LOCK)
    distributing = asyncio.create_task(distribution.distribute(waiter, 4, lambda *_: None))
    waits = "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = $1 AND NOT granted)"
    while not await watcher.fetchval(waits, waiter.get_server_pid()):
        assert not distributing.done()
    assert not await is_partly_distributed(watcher)
    await holder.close()
    with pytest.raises(ConfigurationError, match="pg_dist_local_group"):  # without Citus
        await distributing
    await waiter.close()
    await watcher.close()


async def test_a_migration_distributes_its_table_if_the_others_are(distributed_database: str) -> None:
    def migrate(connection: Connection) -> None:
        with Operations.context(MigrationContext.configure(connection)):
            new_tables.distribute("notes")
            connection.execute(text("DELETE FROM pg_catalog.pg_dist_partition"))
            new_tables.distribute("tags")

    engine = create_async_engine(distributed_database.replace("recruit@", "postgres@"))
    async with engine.begin() as connection:
        for statement in CALLS:
            await connection.execute(text(statement))
        await connection.run_sync(migrate)
        assert (await connection.execute(text("SELECT * FROM calls"))).all() == [("notes", "org_id", "organisations")]
    await engine.dispose()


async def test_tables_of_a_cluster_are_not_migrated_to_before_they_could_be_distributed(upgraded_database: str) -> None:
    connection = await asyncpg.connect(upgraded_database.replace("+asyncpg", ""))
    await connection.execute(
        "ALTER TABLE credentials DROP COLUMN password_hash CASCADE"
    )  # as `recruit db distribute` does
    await connection.close()
    async with kernel.SCHEMA.open(AdapterConfig(upgraded_database, Path())) as schema:
        with pytest.raises(ConfigurationError, match="The tables are those of a cluster"):
            await schema.downgrade("0034")
        assert await schema.current() == REVISION


async def test_the_plan_restores_all_triggers_and_foreign_keys(database: str) -> None:
    connection = await asyncpg.connect(database.replace("+asyncpg", ""))
    steps = [step.statement for step in await distribution.plan(connection, 4)]
    await connection.close()
    for kind, drop, create in (
        ("foreign key", " DROP CONSTRAINT ", " ADD CONSTRAINT "),
        ("trigger", "DROP TRIGGER ", "CREATE TRIGGER "),
    ):
        dropped, created = (sum(part in step for step in steps) for part in (drop, create))
        lost = {"foreign key": 1, "trigger": 2}[kind]  # of logins, and between logins and passwords
        new = {"foreign key": 0, "trigger": len(distribution.NEW_TRIGGERS)}[kind]
        assert created == dropped - lost + new, kind
    places = {step: place for place, step in enumerate(steps)}
    for name in distribution.all_tables():
        counted, removed = (
            places[text.format(name)]
            for text in (distribution.COUNT, "SELECT truncate_local_data_after_distributing_table('{}')")
        )
        assert places[distribution.distributes(name, 4)] < counted < removed


async def test_a_backup_is_not_restored_over_distributed_tables(
    distributed_database: str, superusers_database: str, tmp_path: Path
) -> None:
    """The rows of such tables are on other machines, so that the tables of this one look empty."""
    async with kernel.SCHEMA.open(AdapterConfig(superusers_database, Path())) as schema:
        await schema.back_up(tmp_path / "file")
    async with kernel.SCHEMA.open(AdapterConfig(distributed_database, Path())) as schema:
        with pytest.raises(ConfigurationError, match="the tables are distributed: give a new database"):
            await schema.restore(tmp_path / "file")


async def test_the_tables_of_a_clusters_backup_serve_on_one_machine(upgraded_database: str, tmp_path: Path) -> None:
    config = AdapterConfig(upgraded_database, Path())
    async with kernel.STORAGE.open(config) as storage:
        ours = await new_organisation(storage)
    connection = await asyncpg.connect(upgraded_database.replace("+asyncpg", ""))
    await connection.execute("SET check_function_bodies = off")  # one reads the catalog of Citus
    steps = await distribution.plan(connection, 4)
    assert distribution.Step(distribution.COUNT.format("organisations"), 1) in steps, "its row isn't hidden"
    for step in steps:
        if not CITUS_FUNCTION.search(step.statement):
            await connection.execute(step.statement)
    async with kernel.SCHEMA.open(AdapterConfig(as_superuser(upgraded_database), Path())) as schema:
        await schema.back_up(tmp_path / "file")
    await connection.execute("DROP OWNED BY recruit")
    await connection.close()
    async with kernel.SCHEMA.open(config) as schema:
        await schema.restore(tmp_path / "file")
    async with kernel.STORAGE.open(config) as storage:
        async with storage.transaction(ours.actor.org_id) as work:
            added = await work.candidates.add(CandidateDetails(full_name="Jo"))
        index = await indexes_over(storage).index(ours.actor.org_id, CANDIDATES)
        assert index.texts()[0].tolist() == [added.id]


async def test_a_server_does_not_start_on_partly_distributed_tables(upgraded_database: str) -> None:
    connection = await asyncpg.connect(upgraded_database.replace("+asyncpg", ""))
    await connection.execute("CREATE TABLE distribution_steps ()")
    await connection.close()
    with pytest.raises(ConfigurationError, match="only partly distributed"):
        async with kernel.STORAGE.open(AdapterConfig(upgraded_database, Path())):
            pass


async def test_processes_of_the_version_before_read_and_write_passwords(empty_database: str) -> None:
    async with kernel.SCHEMA.open(AdapterConfig(empty_database, Path())) as schema:
        await schema.upgrade("0031")
        connection = await asyncpg.connect(empty_database.replace("+asyncpg", ""))
        await connection.execute("""
            BEGIN; SET LOCAL app.org_id = '1';
            INSERT INTO organisations (name) VALUES ('Acme');
            INSERT INTO users (org_id, email, full_name, role) VALUES (1, 'a@example.com', 'A', 'org_admin');
            INSERT INTO users (org_id, email, full_name, role) VALUES (1, 'b@example.com', 'B', 'org_admin');
            INSERT INTO credentials VALUES ('a@example.com', 1, 1, 'first');
            COMMIT
        """)
        await schema.upgrade()
        async with kernel.STORAGE.open(AdapterConfig(empty_database, Path())) as storage:

            async def known(email: str) -> str | None:
                found = await storage.credentials(email)
                return found.password_hash if found else None

            assert await known("a@example.com") == "first"
            await connection.execute("""
                BEGIN; SET LOCAL app.org_id = '1';
                UPDATE credentials SET password_hash = 'second' WHERE user_id = 1;
                INSERT INTO credentials VALUES ('b@example.com', 1, 2, 'other');
                COMMIT
            """)
            assert (await known("a@example.com"), await known("b@example.com")) == ("second", "other")
            async with storage.transaction(1) as work:
                await work.users.set_password(1, "third")
            ours = await new_organisation(storage, "c@example.com", "new")
            await connection.execute(
                "BEGIN; SET LOCAL app.org_id = '1'; DELETE FROM credentials WHERE user_id = 2; COMMIT"
            )
            assert await known("b@example.com") is None
            for org_id, email, expected in ((1, "a@example.com", "third"), (ours.actor.org_id, "c@example.com", "new")):
                async with connection.transaction():
                    await connection.execute(f"SET LOCAL app.org_id = '{org_id}'")
                    stored = "SELECT password_hash FROM credentials WHERE email = $1"
                    assert await connection.fetchval(stored, login_key(email)) == expected
            async with storage.transaction(1) as work:
                entries = (await work.audit.page(Window(), AuditSearch(entity="login"))).items
            assert [(one.action, one.entity_id) for one in entries] == [
                *(("insert", 1), ("update", 1), ("insert", 2), ("update", 1), ("delete", 2)),
            ]
        await schema.downgrade("0031")
        async with connection.transaction():
            await connection.execute("SET LOCAL app.org_id = '1'")
            assert await connection.fetchval("SELECT password_hash FROM credentials WHERE user_id = 1") == "third"
        await connection.close()

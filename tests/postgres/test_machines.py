"""Single statements that go straight to a machine of a cluster, with a stand-in for Citus' catalog.

One database is coordinator and machine. The shards of two tables are tables of their own there.
"""

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import asyncpg
import pytest
import sqlalchemy as sa

from recruit.adapters.postgres import tables
from recruit.adapters.postgres.engine import opening
from recruit.adapters.postgres.engine.autocommit import PooledSession
from recruit.adapters.postgres.engine.batched_lookups import BatchedLookups
from recruit.adapters.postgres.engine.machines import Machines
from recruit.adapters.postgres.engine.new_ids import NewIds
from recruit.adapters.postgres.engine.pool import Pool
from recruit.adapters.postgres.engine.statement import Statement
from recruit.adapters.postgres.storage import PostgresStorage
from recruit.domain.audit.model import ORIGIN, Origin
from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.shared.errors import Invalid, Unavailable
from recruit.ports.storage import Connections
from worlds import Organisation, new_organisation

SIZE = 2
JOBS_TABLE = tables.metadata.tables["jobs"]
JOBS = Statement(sa.select(JOBS_TABLE.c.id, JOBS_TABLE.c.org_id))
"""A statement that forgets the organisation."""

CATALOG = """
    DROP SCHEMA IF EXISTS citus CASCADE;
    CREATE SCHEMA citus;
    GRANT USAGE ON SCHEMA citus TO recruit;
    CREATE TABLE citus.pg_dist_shard (logicalrelid regclass, shardid bigint, shardminvalue text);
    CREATE TABLE citus.pg_dist_placement (shardid bigint, groupid int);
    CREATE TABLE citus.pg_dist_node (groupid int, nodename text, nodeport int, noderole text);
    CREATE TABLE citus.pg_dist_local_group (groupid int);
    INSERT INTO citus.pg_dist_shard VALUES ('organisations', 7, '-5'), ('jobs', 8, '-5'), ('jobs', 9, '3');
    INSERT INTO citus.pg_dist_placement VALUES (7, 2), (8, 2), (9, 3);
    INSERT INTO citus.pg_dist_local_group VALUES (2);
    INSERT INTO citus.pg_dist_node
    SELECT 2, trim('"' FROM current_setting('unix_socket_directories')), current_setting('port')::int, 'primary';
    CREATE FUNCTION citus.get_shard_id_for_distribution_column(text, bigint) RETURNS bigint
    LANGUAGE sql AS 'SELECT 7::bigint';
    CREATE FUNCTION citus.lock_shard_metadata(lock int, shards bigint[]) RETURNS void
    LANGUAGE plpgsql AS 'BEGIN PERFORM pg_advisory_xact_lock_shared(shards[1]); END';
    CREATE TABLE citus.organisations_7 (LIKE public.organisations INCLUDING ALL);
    CREATE TABLE citus.jobs_8 (LIKE public.jobs INCLUDING ALL EXCLUDING IDENTITY);
    ALTER TABLE citus.jobs_8 ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON citus.jobs_8 USING (org_id = nullif(current_setting('app.org_id', true), '')::bigint);
    ALTER TABLE citus.jobs_8 OWNER TO recruit;
    GRANT SELECT ON ALL TABLES IN SCHEMA citus TO recruit;
"""
ADD_JOBS = """
    INSERT INTO citus.jobs_8
        (id, org_id, created_by_user_id, title, currency, required_skills, nice_to_have_skills, status, is_public)
    SELECT n, $1 + n, 1, 'Nurse', 'EUR', '[]', '[]', 'open', false FROM generate_series(0, 3) n
"""


@pytest.fixture
async def server(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    """A superuser's connection to the database with the catalog."""
    connection = await asyncpg.connect(dsn, user="postgres")
    await connection.execute(CATALOG)
    yield connection
    await connection.execute("DROP SCHEMA citus CASCADE")
    await connection.close()


@pytest.fixture
async def pool(server: asyncpg.Connection, dsn: str) -> AsyncIterator[Pool]:
    """The pool of the coordinator, with its machines."""
    dsn = f"{dsn}&search_path=citus,public"
    assert not server.is_closed()  # it has made the catalog
    async with opening.create_pool(dsn, size=SIZE) as found:
        found.is_distributed = True
        found.machines = Machines(found, partial(opening.machine_pool, dsn, {}, SIZE))
        yield found


@pytest.fixture
async def storage(pool: Pool) -> PostgresStorage:
    return PostgresStorage(pool)


@pytest.fixture
async def ours(storage: PostgresStorage) -> Organisation:
    return await new_organisation(storage)


async def opened(pool: Pool, org_id: int) -> Machines:
    """Return the machines when the organisation's is open, or can't be opened."""
    found = pool.machines
    assert found
    assert await found.fetch(org_id, JOBS, {}) is None  # the coordinator is asked meanwhile
    while found.is_opening():  # noqa: ASYNC110 - the interface has no event for it
        await asyncio.sleep(0)
    return found


async def test_a_read_goes_to_the_shard_and_is_bound_to_the_organisation(
    pool: Pool, ours: Organisation, server: asyncpg.Connection
) -> None:
    org_id = ours.actor.org_id
    await server.execute(ADD_JOBS, org_id)
    found = await opened(pool, org_id)
    for _ in range(8):  # PostgreSQL plans the first few executions anew
        assert [tuple(row) for row in await found.fetch(org_id, JOBS, {}) or ()] == [(0, org_id)]
    async with ours.storage.reading(org_id) as work:
        assert (await work.jobs.get(0)).title == "Nurse"
    assert pool.connections() == Connections(busy=0, idle=2, limit=2 * SIZE)


async def test_a_shard_that_has_moved_is_not_read(pool: Pool, ours: Organisation, server: asyncpg.Connection) -> None:
    found = await opened(pool, ours.actor.org_id)
    for group, rows in ((2, []), (3, None), (2, [])):
        await server.execute("UPDATE citus.pg_dist_placement SET groupid = $1 WHERE shardid = 7", group)
        assert await found.fetch(ours.actor.org_id, JOBS, {}) == rows


async def test_the_coordinator_is_asked_where_a_machine_lacks_the_shard(
    pool: Pool, ours: Organisation, server: asyncpg.Connection
) -> None:
    job = await ours.job()
    await opened(pool, ours.actor.org_id)
    await server.execute("DROP TABLE citus.jobs_8")
    async with ours.storage.reading(ours.actor.org_id) as work:
        assert (await work.jobs.get(job.id)) == job


async def test_a_machine_that_cannot_be_reached_is_left_for_a_while(
    pool: Pool, ours: Organisation, server: asyncpg.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    await server.execute("UPDATE citus.pg_dist_node SET nodename = '/nowhere'")
    found = await opened(pool, ours.actor.org_id)
    await opened(pool, ours.actor.org_id)
    (warning,) = caplog.messages
    assert warning.startswith("statements for /nowhere:")
    assert found.pools() == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("UPDATE citus.pg_dist_local_group SET groupid = 3", "another machine has its address"),
        ("ALTER ROLE recruit BYPASSRLS", "exempt from row-level security"),
        ("ALTER TABLE public.organisations OWNER TO postgres", "does not own the tables"),
    ],
)
async def test_a_machine_that_is_not_as_expected_is_not_used(
    pool: Pool, ours: Organisation, server: asyncpg.Connection, caplog: pytest.LogCaptureFixture, change: str, why: str
) -> None:
    await server.execute(change)
    try:
        found = await opened(pool, ours.actor.org_id)
    finally:
        await server.execute("ALTER ROLE recruit NOBYPASSRLS; ALTER TABLE public.organisations OWNER TO recruit")
    assert why in caplog.text
    assert found.pools() == []


async def test_the_coordinator_is_asked_when_a_machine_is_lost(
    pool: Pool, ours: Organisation, server: asyncpg.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    await server.execute(ADD_JOBS, ours.actor.org_id)
    found = await opened(pool, ours.actor.org_id)
    endless = Statement(sa.select(sa.func.pg_sleep(sa.literal_column("3600"))).select_from(JOBS_TABLE))
    reading = asyncio.create_task(found.fetch(ours.actor.org_id, endless, {}))
    kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = 'lone'"
    while not (reading.done() or await server.fetch(kill)):  # noqa: ASYNC110 - PostgreSQL tells no one
        await asyncio.sleep(0)
    assert await reading is None
    assert "go through the coordinator" in caplog.text
    assert found.pools() == []


async def add(ours: Organisation, title: str) -> Job:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return await work.jobs.add(JobDetails(title=title), created_by_user_id=ours.actor.user_id)


async def titles(server: asyncpg.Connection, ours: Organisation, schema: str) -> list[str]:
    question = f"SELECT title FROM {schema}.jobs{'_8' if schema == 'citus' else ''} WHERE org_id = $1 ORDER BY id"
    return [row["title"] for row in await server.fetch(question, ours.actor.org_id)]


async def waiting(server: asyncpg.Connection, lock: str, task: asyncio.Task[Job]) -> int:
    """Return the process of a task's statement, as soon as it waits for a kind of lock."""
    question = "SELECT pid FROM pg_stat_activity WHERE wait_event = $1 AND datname = current_database()"
    while not (found := await server.fetch(question, lock)) and not task.done():  # noqa: ASYNC110 - PostgreSQL tells no one
        await asyncio.sleep(0)
    process: int = found[0]["pid"]
    return process


async def test_single_writes_go_to_the_shard_and_transactions_to_the_coordinator(
    pool: Pool, ours: Organisation, server: asyncpg.Connection
) -> None:
    await opened(pool, ours.actor.org_id)
    jobs = await asyncio.gather(*(add(ours, title) for title in ("Nurse", "Cook", "Pilot")))
    assert len({job.id for job in jobs}) == 3
    await ours.job("Baker")
    assert await titles(server, ours, "citus") == ["Nurse", "Cook", "Pilot"]
    assert await titles(server, ours, "public") == ["Baker"]
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        assert (await work.jobs.change(jobs[0].id, {"title": "Midwife"})).title == "Midwife"
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        await work.jobs.remove(jobs[1].id)
    assert await titles(server, ours, "citus") == ["Midwife", "Pilot"]


async def test_a_write_is_bound_to_the_organisation_and_names_its_actor(
    pool: Pool, ours: Organisation, server: asyncpg.Connection
) -> None:
    await opened(pool, ours.actor.org_id)
    await server.execute(ADD_JOBS, ours.actor.org_id)
    await server.execute("ALTER TABLE citus.jobs_8 ALTER title SET DEFAULT current_setting('app.origin')")
    rename = Statement(sa.update(JOBS_TABLE).values(title=sa.text("DEFAULT")))
    token = ORIGIN.set(Origin(user_id=7))
    await PooledSession(pool, BatchedLookups(pool), ours.actor.org_id).fetch(rename, {})
    ORIGIN.reset(token)
    found = await server.fetch("SELECT title FROM citus.jobs_8 WHERE title <> 'Nurse'")
    assert [row["title"].split(" ")[:2] for row in found] == [["system", "7"]]


async def test_a_write_waits_for_the_end_of_a_move_and_follows_the_shard(
    pool: Pool, ours: Organisation, server: asyncpg.Connection
) -> None:
    await opened(pool, ours.actor.org_id)
    async with server.transaction():
        await server.execute("SELECT pg_advisory_xact_lock(7)")
        adding = asyncio.create_task(add(ours, "Nurse"))
        await waiting(server, "advisory", adding)
        await server.execute("UPDATE citus.pg_dist_placement SET groupid = 3")
    await adding
    assert await titles(server, ours, "citus") == []
    assert await titles(server, ours, "public") == ["Nurse"]


async def test_a_write_whose_machine_is_lost_is_not_repeated(
    pool: Pool, ours: Organisation, server: asyncpg.Connection
) -> None:
    await opened(pool, ours.actor.org_id)
    async with server.transaction():
        await server.execute("LOCK TABLE citus.jobs_8")
        adding = asyncio.create_task(add(ours, "Nurse"))
        await server.execute("SELECT pg_terminate_backend($1::int)", await waiting(server, "relation", adding))
        with pytest.raises(Unavailable):
            await adding
    assert await titles(server, ours, "public") == []


async def test_a_violated_constraint_of_a_shard_is_the_domain_s_error(
    pool: Pool, ours: Organisation, server: asyncpg.Connection
) -> None:
    await opened(pool, ours.actor.org_id)
    await server.execute("ALTER TABLE citus.jobs_8 RENAME CONSTRAINT jobs_salary_range TO jobs_salary_range_8")
    with pytest.raises(Invalid, match="salary"):
        async with ours.storage.autocommit(ours.actor.org_id) as work:
            await work.jobs.add(JobDetails(title="Nurse", salary_min=2, salary_max=1), created_by_user_id=1)


async def test_all_insertions_that_wait_for_ids_get_the_error_of_their_statement(pool: Pool) -> None:
    ids = NewIds(pool)
    found = await asyncio.gather(*(ids.draw("nothing") for _ in range(3)), return_exceptions=True)
    assert [type(error) for error in found] == [asyncpg.UndefinedTableError] * 3
    assert len(set(await asyncio.gather(*(ids.draw("jobs") for _ in range(9))))) == 9

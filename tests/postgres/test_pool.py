"""The connection pool: its size, the queue for it, and connections that are lost or cancelled."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import asyncpg
import pytest

from postgres.locks import waiting
from recruit.adapters.postgres import tables
from recruit.adapters.postgres.engine import session, table_statements
from recruit.adapters.postgres.engine.connection import PooledConnection
from recruit.adapters.postgres.engine.opening import create_pool, open_storage, pool_size
from recruit.adapters.postgres.engine.pool import Pool
from recruit.adapters.postgres.schema import MIGRATIONS
from recruit.adapters.postgres.storage import PostgresStorage
from recruit.domain.jobs.model import JobDetails
from recruit.domain.shared.errors import Unavailable
from recruit.domain.shared.pages import Window
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Connections, Storage
from stand_ins.mute_database import mute_database
from worlds import Organisation, new_organisation

SIZE, SHARE = 3, 2
OURS, THEIRS = 1, 2
TIMEOUT = 3
"""The timeout in seconds of a statement that never ends, and enough for the others on a busy machine."""


@pytest.fixture
async def pool(dsn: str) -> AsyncIterator[Pool]:
    async with create_pool(dsn, size=SIZE) as found:
        yield found


@pytest.fixture
async def storage(dsn: str) -> AsyncIterator[Storage]:
    async with open_storage(dsn, size=SIZE) as found:
        yield found


@pytest.fixture
async def ours(storage: Storage) -> Organisation:
    return await new_organisation(storage)


async def ask(ours: Organisation) -> None:
    """Run one query."""
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        await work.jobs.page(Window())


async def test_no_more_connections_are_opened_than_allowed(ours: Organisation, superuser: asyncpg.Connection) -> None:
    await asyncio.gather(*(ours.job() for _ in range(20)))
    query = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'lone' AND application_name = 'recruit'"
    assert await superuser.fetchval(query) == SHARE


async def hold_all_connections(pool: Pool) -> list[PooledConnection]:
    """Acquire every connection, each for another organisation."""
    return [await pool.acquire(100 + number) for number in range(SIZE)]


async def test_connections_are_given_out_in_order_of_waiting(pool: Pool) -> None:
    held = await hold_all_connections(pool)
    served: list[int] = []

    async def wait(number: int) -> None:
        link = await pool.acquire(OURS)
        served.append(number)
        pool.release(link)

    waiting = [asyncio.create_task(wait(number)) for number in range(10)]
    await asyncio.sleep(0)
    for link in held:
        pool.release(link)
    late = asyncio.create_task(wait(10))
    await asyncio.gather(*waiting, late)
    assert served == list(range(11))


async def test_a_wait_for_a_connection_times_out_as_unavailable(
    pool: Pool,
) -> None:
    ours = await new_organisation(PostgresStorage(pool))
    release = asyncio.Event()
    taken = asyncio.Semaphore(0)

    async def hold() -> None:
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.jobs.page(Window())
            taken.release()
            await release.wait()

    holders = [asyncio.create_task(hold()) for _ in range(SHARE)]
    for _ in holders:
        await taken.acquire()
    pool.queue.seconds = 0.1
    with pytest.raises(Unavailable):
        await ours.job("no room")
    release.set()
    await asyncio.gather(*holders)
    await ours.job("room")


async def test_waits_that_time_out_lose_no_connection(pool: Pool) -> None:
    pool.queue.seconds = 0.1
    held = await hold_all_connections(pool)
    for _ in range(2):
        outcomes = await asyncio.gather(*(pool.acquire() for _ in range(3)), return_exceptions=True)
        assert [type(one) for one in outcomes] == [TimeoutError] * 3
    for link in held:
        pool.release(link)
    assert pool.connections() == Connections(0, SIZE, SIZE)


async def test_an_organisation_with_endless_statements_leaves_a_connection_to_another(pool: Pool) -> None:
    held = [await pool.acquire(OURS) for _ in range(SHARE)]
    waiting = [asyncio.create_task(pool.acquire(OURS)) for _ in range(8)]
    await asyncio.sleep(0)
    for _ in range(2):
        pool.release(await pool.acquire(THEIRS))
    assert pool.queue.waiting(OURS) == 8
    for link in held:
        pool.release(link)
    for task in waiting:
        pool.release(await task)


async def test_a_cancelled_wait_leaves_the_queue(pool: Pool) -> None:
    held = await hold_all_connections(pool)
    cancelled = asyncio.create_task(pool.acquire(OURS))
    await asyncio.sleep(0)
    cancelled.cancel()
    await asyncio.gather(cancelled, return_exceptions=True)
    assert not pool.queue.waiting(OURS)
    for link in held:
        pool.release(link)
    assert pool.connections() == Connections(0, SIZE, SIZE)


async def test_keyed_requests_of_one_organisation_leave_a_connection_to_another(dsn: str) -> None:
    async with open_storage(dsn, size=4) as storage:
        ours, theirs = await new_organisation(storage), await new_organisation(storage)
        async with storage.outer_transaction(ours.actor.org_id):
            await ask(ours)
            other = asyncio.create_task(_ask_in_an_outer_transaction(ours))
            await _ask_in_an_outer_transaction(theirs)
            assert not other.done()
        await other


async def test_a_connection_handed_to_a_cancelled_wait_is_not_lost(pool: Pool) -> None:
    held = await hold_all_connections(pool)
    cancelled = asyncio.create_task(pool.acquire())
    await asyncio.sleep(0)
    pool.release(held.pop())
    cancelled.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cancelled
    held.append(await pool.acquire(OURS))
    for link in held:
        pool.release(link)


async def test_closed_connections_are_replaced(pool: Pool, superuser: asyncpg.Connection) -> None:
    ours = await new_organisation(PostgresStorage(pool))
    held = await hold_all_connections(pool)
    closed = asyncio.Semaphore(0)
    for link in held:
        link.connection.add_termination_listener(lambda _connection: closed.release())
        pool.release(link)
    await superuser.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = 'recruit' AND datname = 'lone'"
    )
    for _ in held:
        await closed.acquire()
    await asyncio.gather(*(ours.job("after the massacre") for _ in held))
    again = await hold_all_connections(pool)
    assert not {link.connection for link in held} & {link.connection for link in again}
    for link in again:
        pool.release(link)


async def test_a_database_without_its_tables_is_unavailable_until_they_are_restored(
    dsn: str, ours: Organisation
) -> None:
    owner = await asyncpg.connect(dsn)
    await owner.execute("ALTER TABLE organisations RENAME TO elsewhere")
    try:
        for ask in (ours.storage.ping, ours.storage.organisations):
            with pytest.raises(Unavailable):
                await ask()
    finally:
        await owner.execute("ALTER TABLE elsewhere RENAME TO organisations")
        await owner.close()
    await ours.storage.ping()


@pytest.mark.parametrize("revision", ["0005", sorted(file.name for file in MIGRATIONS.glob("versions/[0-9]*"))[-2][:4]])
async def test_downgraded_tables_are_unavailable_until_upgraded(upgraded_database: str, revision: str) -> None:
    async with (
        kernel.SCHEMA.open(AdapterConfig(upgraded_database, Path())) as schema,
        kernel.STORAGE.open(AdapterConfig(upgraded_database, Path())) as storage,
    ):
        ours = await new_organisation(storage)
        await schema.downgrade(revision)
        with pytest.raises(Unavailable) as refused:
            await storage.ping()
        assert f"The tables are at {revision}" in str(refused.value.__cause__)
        with pytest.raises(Unavailable):
            await _found(ours)
        with pytest.raises(Unavailable):
            await ours.job()
        await schema.upgrade()
        await storage.ping()
        assert await _found(ours) == 0


async def _found(ours: Organisation) -> int:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return (await work.jobs.page(Window(), q="welder")).total


async def test_a_connection_lost_in_a_transaction_is_unavailable_and_replaced(
    ours: Organisation, superuser: asyncpg.Connection
) -> None:
    with pytest.raises(Unavailable):
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.jobs.add(JobDetails(title="lost"), created_by_user_id=ours.actor.user_id)
            await superuser.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE state = 'idle in transaction' "
                "AND datname = 'lone'"
            )
            await work.jobs.page(Window())
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        assert (await work.jobs.page(Window())).total == 0


async def test_every_call_after_a_lost_connection_is_unavailable(
    ours: Organisation, superuser: asyncpg.Connection
) -> None:
    with pytest.raises(Unavailable):
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.jobs.page(Window())
            await superuser.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE state = 'idle in transaction' "
                "AND datname = 'lone'"
            )
            for _ in range(2):
                with pytest.raises(Unavailable):
                    await work.jobs.page(Window())


async def test_a_connection_without_its_prepared_statements_is_replaced(pool: Pool) -> None:
    storage = PostgresStorage(pool)
    ours = await new_organisation(storage)
    link = await pool.acquire()
    await link.connection.execute("DEALLOCATE ALL")
    pool.release(link)
    with pytest.raises(Unavailable):
        await ask(ours)
    await ask(ours)


async def test_a_tenant_binding_ends_with_its_statement(pool: Pool, ours: Organisation) -> None:
    await ours.job()
    link = await pool.acquire()
    try:
        bound = session.single_statement(link, ours.actor.org_id)
        assert len(await bound.fetch(table_statements.select_all(tables.jobs), {"org_id": ours.actor.org_id})) == 1
        assert await link.fetch("SELECT id FROM jobs", ()) == []
        assert not await link.connection.fetchval("SELECT current_setting('app.org_id', true)")
    finally:
        pool.release(link)


async def test_a_value_that_cannot_be_encoded_leaves_no_tenant_binding(pool: Pool, ours: Organisation) -> None:
    link = await pool.acquire()
    try:
        with pytest.raises(asyncpg.DataError):
            await link.fetch("SELECT $1::bigint", ("no number",), (("app.org_id", str(ours.actor.org_id)),))
        assert link.connection.is_closed()
    finally:
        pool.release(link)


async def test_an_autocommit_unit_of_work_refuses_a_second_call(ours: Organisation) -> None:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        await work.jobs.page(Window())
        with pytest.raises(RuntimeError, match="twice"):
            await work.jobs.page(Window())


@pytest.mark.parametrize("way", ["transaction", "autocommit"])
async def test_a_cancelled_statement_ends_on_the_server_and_changes_nothing(
    ours: Organisation, superuser: asyncpg.Connection, way: str
) -> None:
    job = await ours.job("Before")
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.jobs.change(job.id, {"title": "Ours"})
        blocked = asyncio.create_task(_change(ours, job.id, way))
        await waiting(superuser, 1)
        blocked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await blocked
        await waiting(superuser, 0)
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        assert (await work.jobs.get(job.id)).title == "Ours"
    await asyncio.gather(*(ours.job() for _ in range(2 * SIZE)))


@pytest.mark.parametrize("way", ["transaction", "autocommit"])
async def test_a_statement_that_times_out_ends_on_the_server(
    ours: Organisation, dsn: str, superuser: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    job = await ours.job("Before")
    monkeypatch.setattr("recruit.adapters.postgres.engine.opening.STATEMENT_SECONDS", TIMEOUT)
    async with open_storage(dsn, size=SIZE) as impatient:
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.jobs.change(job.id, {"title": "Ours"})
            with pytest.raises(Unavailable):
                await _change(replace(ours, storage=impatient), job.id, way)
            await waiting(superuser, 0)
        async with impatient.autocommit(ours.actor.org_id) as work:
            assert (await work.jobs.get(job.id)).title == "Ours"


async def test_a_cancelled_rollback_propagates_the_cancellation() -> None:
    async with mute_database() as mute:
        connection = PooledConnection(await asyncpg.connect(mute.url), named=True)
        rollback = asyncio.create_task(connection.reset())
        await mute.asked.wait()
        rollback.cancel()
        with pytest.raises(asyncio.CancelledError):
            await rollback
        assert connection.connection.is_closed()


def test_all_workers_together_have_a_bounded_number_of_connections() -> None:
    assert pool_size(1) == 25
    assert all(workers * pool_size(workers) <= 80 for workers in range(1, 21))
    assert pool_size(64) == 4


async def _change(ours: Organisation, job_id: int, way: str) -> None:
    async with getattr(ours.storage, way)(ours.actor.org_id) as work:
        await work.jobs.change(job_id, {"title": "Theirs"})


async def _ask_in_an_outer_transaction(ours: Organisation) -> None:
    async with ours.storage.outer_transaction(ours.actor.org_id):
        await ask(ours)

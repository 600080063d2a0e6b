"""Outer transactions on connections that are few, slow or cut."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import asyncpg
import pytest

from recruit.adapters.postgres.engine.opening import open_storage
from recruit.adapters.postgres.storage import PostgresStorage
from recruit.domain.jobs.model import JobDetails
from recruit.domain.shared.errors import Unavailable
from worlds import Organisation, new_organisation

SIZE, HELD = 6, 2


@pytest.fixture
async def storage(lone_database: str) -> AsyncIterator[PostgresStorage]:
    async with open_storage(lone_database.replace("+asyncpg", ""), size=SIZE) as found:
        yield found


@pytest.fixture
async def ours(storage: PostgresStorage) -> Organisation:
    return await new_organisation(storage)


async def titles(ours: Organisation) -> list[str]:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return [job.title for job in await work.jobs.all()]


async def hold(ours: Organisation, title: str, started: asyncio.Event, end: asyncio.Event) -> None:
    """Create a job in an outer transaction, and hold its connection until `end`."""
    async with ours.storage.outer_transaction(ours.actor.org_id):
        await ours.job(title)
        started.set()
        await end.wait()


async def test_outer_transactions_leave_half_of_the_connections_to_others(
    storage: PostgresStorage, ours: Organisation
) -> None:
    started, end = [asyncio.Event() for _ in range(SIZE)], asyncio.Event()
    tasks = [asyncio.create_task(hold(ours, str(place), one, end)) for place, one in enumerate(started)]
    await asyncio.gather(*(one.wait() for one in started[:HELD]))
    async with AsyncExitStack() as stack:
        for _ in range(SIZE // 2):
            work = await stack.enter_async_context(storage.transaction(ours.actor.org_id))
            assert await work.jobs.all() == []
        assert [one.is_set() for one in started] == [True, True, False, False, False, False]
    end.set()
    await asyncio.gather(*tasks)
    assert sorted(await titles(ours)) == ["0", "1", "2", "3", "4", "5"]


async def test_a_cancelled_wait_releases_its_place(ours: Organisation) -> None:
    started, end = [asyncio.Event() for _ in range(SIZE)], asyncio.Event()
    tasks = [asyncio.create_task(hold(ours, "x", one, end)) for one in started]
    await asyncio.gather(*(one.wait() for one in started[:HELD]))
    for task in tasks[HELD:]:
        task.cancel()
    end.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    for _ in range(2 * SIZE):
        async with ours.storage.outer_transaction(ours.actor.org_id):
            await ours.job("y")
    assert len(await titles(ours)) == HELD + 2 * SIZE


async def test_a_cut_connection_keeps_nothing_and_the_next_one_works(ours: Organisation, lone_database: str) -> None:
    started, end = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(hold(ours, "lost", started, end))
    await started.wait()
    other = await asyncpg.connect(lone_database.replace("+asyncpg", ""))
    await other.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE state = 'idle in transaction' AND datname = current_database()"
    )
    await other.close()
    end.set()
    with pytest.raises(Unavailable):
        await task
    async with ours.storage.outer_transaction(ours.actor.org_id):
        await ours.job("kept")
    assert await titles(ours) == ["kept"]


async def test_work_after_an_interruption_is_not_kept(storage: PostgresStorage, ours: Organisation) -> None:
    async def interrupted() -> None:
        async with storage.transaction(ours.actor.org_id) as work:
            await work.jobs.add(JobDetails(title="half"), created_by_user_id=ours.actor.user_id)
            raise asyncio.CancelledError

    with pytest.raises(Unavailable):
        async with storage.outer_transaction(ours.actor.org_id):
            with pytest.raises(asyncio.CancelledError):
                await interrupted()
            await ours.job("after")
    assert await titles(ours) == []

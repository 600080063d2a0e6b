"""Batched lookups: concurrent lookups share statements, and a cancelled one affects no other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import asyncpg
import pytest

from postgres.locks import waiting
from recruit.adapters.postgres.engine.opening import open_storage
from recruit.domain.jobs.model import Job
from recruit.domain.shared.errors import Unavailable
from recruit.ports.storage import Storage
from worlds import Organisation, new_organisation

SIZE = 3
TIMEOUT = 3
"""The timeout in seconds of a statement that never ends, and enough for the others on a busy machine."""

STATEMENTS = 2
"""The first lookup's statement, and one for all the others."""


@pytest.fixture
async def storage(dsn: str) -> AsyncIterator[Storage]:
    async with open_storage(dsn, size=SIZE) as found:
        yield found


@pytest.fixture
async def ours(storage: Storage) -> Organisation:
    return await new_organisation(storage)


@pytest.fixture
async def owner(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(dsn)
    yield connection
    await connection.close()


@asynccontextmanager
async def locked(owner: asyncpg.Connection) -> AsyncIterator[None]:
    """Lock the table of jobs while the block lasts."""
    async with owner.transaction():
        await owner.execute("LOCK TABLE jobs")
        yield


async def look_up(ours: Organisation, job: Job) -> Job:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return await work.jobs.get(job.id)


async def test_concurrent_lookups_share_a_statement(
    ours: Organisation, superuser: asyncpg.Connection, owner: asyncpg.Connection
) -> None:
    jobs = await asyncio.gather(*(ours.job(f"Job {number}") for number in range(10)))  # over all connections
    async with locked(owner):
        lookups = [asyncio.create_task(look_up(ours, job)) for job in jobs]
        await waiting(superuser, STATEMENTS)
        assert ours.storage.connections().busy == STATEMENTS
    assert await asyncio.gather(*lookups) == jobs


async def test_a_cancelled_lookup_does_not_affect_others(
    ours: Organisation, superuser: asyncpg.Connection, owner: asyncpg.Connection
) -> None:
    jobs = [await ours.job(f"Job {number}") for number in range(10)]
    first, second, *rest = jobs
    async with locked(owner):
        cancelled = [asyncio.create_task(look_up(ours, job)) for job in (first, second)]
        lookups = [asyncio.create_task(look_up(ours, job)) for job in rest]
        await waiting(superuser, STATEMENTS)
        for task in cancelled:
            task.cancel()
        outcomes = await asyncio.gather(*cancelled, return_exceptions=True)
    assert [type(error) for error in outcomes] == [asyncio.CancelledError] * 2
    assert await asyncio.gather(*lookups) == rest
    assert await asyncio.gather(*(look_up(ours, job) for job in jobs)) == jobs


async def test_a_lost_connection_fails_every_lookup_that_shared_it(
    ours: Organisation, superuser: asyncpg.Connection, owner: asyncpg.Connection
) -> None:
    jobs = [await ours.job(f"Job {number}") for number in range(10)]
    async with locked(owner):
        lookups = [asyncio.create_task(look_up(ours, job)) for job in jobs]
        await waiting(superuser, STATEMENTS)
        await superuser.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'lone' AND wait_event_type = 'Lock'"
        )
        outcomes = await asyncio.gather(*lookups, return_exceptions=True)
    assert [type(error) for error in outcomes] == [Unavailable] * len(jobs)
    assert await asyncio.gather(*(look_up(ours, job) for job in jobs)) == jobs


async def test_a_timeout_fails_every_lookup_that_shared_the_statement(
    ours: Organisation, dsn: str, owner: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = [await ours.job(f"Job {number}") for number in range(10)]
    monkeypatch.setattr("recruit.adapters.postgres.engine.opening.STATEMENT_SECONDS", TIMEOUT)
    async with open_storage(dsn, size=SIZE) as storage:
        impatient = replace(ours, storage=storage)
        async with locked(owner):
            outcomes = await asyncio.gather(*(look_up(impatient, job) for job in jobs), return_exceptions=True)
        assert [type(error) for error in outcomes] == [Unavailable] * len(jobs)
        assert await asyncio.gather(*(look_up(impatient, job) for job in jobs)) == jobs

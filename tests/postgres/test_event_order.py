"""The order of events: several processes chain entries at once, while transactions commit in any order."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from recruit.domain.audit.service import LINK_BATCH, Auditing
from recruit.domain.events.service import EventService
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from worlds import Organisation, new_organisation

WAITING_SESSIONS = (
    "SELECT count(*) FROM pg_stat_activity WHERE (datname, wait_event_type) = (current_database(), 'Lock')"
)


@pytest.fixture
async def storage(dsn: str) -> AsyncIterator[Storage]:
    async with kernel.STORAGE.open(AdapterConfig(dsn.replace("://", "+asyncpg://"), Path())) as found:
        yield found


@pytest.fixture
async def ours(storage: Storage) -> Organisation:
    found = await new_organisation(storage)
    await Auditing(storage).organisation(found.actor.org_id)
    return found


@pytest.fixture
async def connection(dsn: str, ours: Organisation) -> AsyncIterator[asyncpg.Connection]:
    """A connection that is bound to the organisation."""
    found = await asyncpg.connect(dsn)
    await found.execute(f"SET app.org_id = '{ours.actor.org_id}'")
    yield found
    await found.close()


async def test_entries_that_commit_while_others_are_chained_are_chained_after_them(
    storage: Storage, ours: Organisation, connection: asyncpg.Connection
) -> None:
    """A whole batch with lower ids commits while one entry is being chained, so that no row is locked by both."""
    org_id = ours.actor.org_id
    importing = connection.transaction()
    await importing.start()
    await connection.execute(
        "INSERT INTO candidates (org_id, full_name) SELECT $1, 'Jane Doe' FROM generate_series(1, $2)",
        org_id,
        LINK_BATCH,
    )
    await ours.job()
    async with storage.transaction(org_id) as work:
        (entry,) = await work.audit.unchained(LINK_BATCH)
        last = await work.audit.head()
        await importing.commit()
        other = asyncio.create_task(Auditing(storage).catch_up(org_id))
        while not other.done() and not await connection.fetchval(WAITING_SESSIONS):
            await asyncio.wait([other], timeout=0.01)
        await work.audit.link([entry.chained(last.place + 1, last.hash, "00")])
    await other
    verdict = await Auditing(storage).verify(org_id)
    assert (verdict.fault, verdict.waiting, verdict.head.place) == (None, 0, last.place + 1 + LINK_BATCH)
    events = await EventService(storage, Auditing(storage)).since(org_id, last.place, LINK_BATCH)
    assert [event.entity for event in events.items] == ["job", *["candidate"] * (LINK_BATCH - 1)]

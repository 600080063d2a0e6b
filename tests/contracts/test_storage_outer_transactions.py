"""Storage contract: outer transactions of several units of work, and requests with an idempotency key."""

import asyncio
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.applications.model import ApplicationDetails
from recruit.domain.idempotency.model import CompletedRequest, KeyedRequest, StoredResponse
from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.matching.model import Embedded
from recruit.domain.shared.errors import Duplicate, NotFound, Refused
from recruit.ports.storage import Storage
from worlds import Organisation

RACERS = 20
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ANSWER = StoredResponse(201, (("content-type", "application/json"), ("x", "é")), b'{"id": 1}\x00\xff')
ANSWERED = CompletedRequest(b"\x00" * 32, ANSWER, frozenset({Permission.WRITE_JOBS, Permission.MATCH}))


class Aborted(Exception):
    """Raised in a unit of work to roll it back."""


async def titles(ours: Organisation) -> list[str]:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return [job.title for job in await work.jobs.all()]


async def add(ours: Organisation, title: str, *, autocommit: bool = False) -> Job:
    open_work = ours.storage.autocommit if autocommit else ours.storage.transaction
    async with open_work(ours.actor.org_id) as work:
        return await work.jobs.add(JobDetails(title=title), created_by_user_id=ours.actor.user_id)


async def request_of(ours: Organisation, key: str) -> KeyedRequest | None:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return await work.keyed_requests.get(ours.actor.user_id, key)


async def keep(ours: Organisation, key: str, request: KeyedRequest) -> None:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        await work.keyed_requests.add(ours.actor.user_id, key, request)


async def test_units_of_an_outer_transaction_are_committed_together(storage: Storage, ours: Organisation) -> None:
    async with storage.outer_transaction(ours.actor.org_id):
        await add(ours, "a")
        job = await add(ours, "b", autocommit=True)
        async with storage.transaction(ours.actor.org_id) as work:
            await work.jobs.change(job.id, {"title": "c"})
        assert await titles(ours) == ["a", "c"]
    assert await titles(ours) == ["a", "c"]


async def test_no_unit_of_an_outer_transaction_is_kept_when_the_block_raises(
    storage: Storage, ours: Organisation
) -> None:
    kept = await ours.job("kept")
    with pytest.raises(Aborted):
        async with storage.outer_transaction(ours.actor.org_id):
            await add(ours, "a")
            await add(ours, "b", autocommit=True)
            async with storage.transaction(ours.actor.org_id) as work:
                await work.embeddings.add("m", [Embedded(b"t", 0, np.ones(1, np.float16))])
                await work.jobs.remove(kept.id)
            raise Aborted
    assert await titles(ours) == ["kept"]
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.embeddings.changes("m", 0, b"", 10) == []
    assert await add(ours, "after")


async def test_a_refused_unit_of_an_outer_transaction_is_rolled_back_alone(
    storage: Storage, ours: Organisation
) -> None:
    job, person = await ours.job("kept"), await ours.candidate()
    pair = ApplicationDetails(job_id=job.id, candidate_id=person.id)
    await ours.application(job, person)
    async with storage.outer_transaction(ours.actor.org_id):
        await add(ours, "a")
        with pytest.raises(Duplicate):
            async with storage.transaction(ours.actor.org_id) as work:
                await work.jobs.change(job.id, {"title": "undone"})
                await work.applications.add(pair)
        with pytest.raises(NotFound):
            async with storage.autocommit(ours.actor.org_id) as work:
                await work.jobs.get(0)
        await add(ours, "b")
    assert await titles(ours) == ["kept", "a", "b"]


async def test_a_cancelled_outer_transaction_keeps_nothing(storage: Storage, ours: Organisation) -> None:
    added = asyncio.Event()

    async def work_forever() -> None:
        async with storage.outer_transaction(ours.actor.org_id):
            await add(ours, "a")
            added.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(work_forever())
    await added.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await titles(ours) == []


async def test_an_idle_outer_transaction_takes_no_connection(storage: Storage, ours: Organisation) -> None:
    idle = asyncio.Event()

    async def wait_inside() -> None:
        async with storage.outer_transaction(ours.actor.org_id):
            await idle.wait()

    tasks = [asyncio.create_task(wait_inside()) for _ in range(RACERS)]
    await asyncio.gather(*(add(ours, "a") for _ in range(RACERS)))
    idle.set()
    await asyncio.gather(*tasks)
    assert len(await titles(ours)) == RACERS


async def test_a_task_that_outlives_an_outer_transaction_is_not_part_of_it(
    storage: Storage, ours: Organisation
) -> None:
    ended = asyncio.Event()

    async def linger() -> None:
        await ended.wait()
        await add(ours, "after")

    with pytest.raises(Aborted):
        async with storage.outer_transaction(ours.actor.org_id):
            await add(ours, "before")
            task = asyncio.create_task(linger())
            raise Aborted
    ended.set()
    await task
    assert await titles(ours) == ["after"]


async def test_tasks_of_one_outer_transaction_take_turns(storage: Storage, ours: Organisation) -> None:
    async with storage.outer_transaction(ours.actor.org_id):
        await asyncio.gather(*(add(ours, str(racer)) for racer in range(RACERS)))
    assert sorted(await titles(ours)) == sorted(map(str, range(RACERS)))


async def test_an_outer_transaction_does_not_include_units_of_another_organisation(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    with pytest.raises(Aborted):
        async with storage.outer_transaction(ours.actor.org_id):
            await add(theirs, "theirs")
            await add(ours, "ours")
            raise Aborted
    assert (await titles(ours), await titles(theirs)) == ([], ["theirs"])


async def test_concurrent_outer_transactions_all_finish(ours: Organisation) -> None:
    async def add_two(racer: int) -> None:
        async with ours.storage.outer_transaction(ours.actor.org_id):
            await add(ours, f"{racer}")
            await add(ours, f"{racer}")

    await asyncio.gather(*(add_two(racer) for racer in range(RACERS)))
    assert len(await titles(ours)) == 2 * RACERS


async def test_a_keyed_request_is_returned_as_stored(ours: Organisation, theirs: Organisation) -> None:
    assert await request_of(ours, "k") is None
    await keep(ours, "k", KeyedRequest(NOW, ANSWERED))
    assert await request_of(ours, "k") == KeyedRequest(NOW, ANSWERED)
    assert await request_of(ours, "K") is None
    assert await request_of(theirs, "k") is None


async def test_a_keyed_request_gets_its_response_later(storage: Storage, ours: Organisation) -> None:
    await keep(ours, "k", KeyedRequest(NOW))
    assert await request_of(ours, "k") == KeyedRequest(NOW)
    async with storage.autocommit(ours.actor.org_id) as work:
        await work.keyed_requests.set_response(ours.actor.user_id, "k", ANSWERED)
    assert await request_of(ours, "k") == KeyedRequest(NOW, ANSWERED)
    async with storage.autocommit(ours.actor.org_id) as work:
        await work.keyed_requests.remove(ours.actor.user_id, "k")
    assert await request_of(ours, "k") is None


async def test_an_idempotency_key_belongs_to_one_user_and_is_taken_once(storage: Storage, ours: Organisation) -> None:
    await keep(ours, "k", KeyedRequest(NOW))
    with pytest.raises(Duplicate):
        await keep(ours, "k", KeyedRequest(NOW, ANSWERED))
    assert await request_of(ours, "k") == KeyedRequest(NOW)
    with pytest.raises(Refused):
        async with storage.autocommit(ours.actor.org_id) as work:
            await work.keyed_requests.add(2**40, "k", KeyedRequest(NOW))


async def test_one_of_concurrent_requests_with_the_same_key_is_committed(ours: Organisation) -> None:
    async def take(racer: int) -> None:
        async with ours.storage.outer_transaction(ours.actor.org_id):
            await add(ours, str(racer))
            await keep(ours, "k", KeyedRequest(NOW, ANSWERED))

    outcomes = await asyncio.gather(*(take(racer) for racer in range(RACERS)), return_exceptions=True)
    assert sorted(type(end).__name__ for end in outcomes) == ["Duplicate"] * (RACERS - 1) + ["NoneType"]
    assert await titles(ours) == [str(outcomes.index(None))]


async def test_old_keyed_requests_are_removed(storage: Storage, ours: Organisation, theirs: Organisation) -> None:
    for key, age in (("old", 2), ("of the hour", 1), ("new", 0)):
        await keep(ours, key, KeyedRequest(NOW - timedelta(hours=age), ANSWERED))
    await keep(theirs, "old", KeyedRequest(NOW - timedelta(hours=2)))
    async with storage.autocommit(ours.actor.org_id) as work:
        assert await work.keyed_requests.remove_until(NOW - timedelta(hours=1)) == 2
    assert [await request_of(ours, key) is None for key in ("old", "of the hour", "new")] == [True, True, False]
    assert await request_of(theirs, "old") is not None

"""Storage contract: lookups of single records, also many at the same time."""

import asyncio
from collections.abc import Sequence

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.jobs.model import Job
from recruit.domain.shared.errors import NotFound
from recruit.ports.storage import Storage
from worlds import Organisation, colleague

BEYOND = 2**63
"""An id beyond the range of ids (64-bit signed integers)."""


async def look_up(ours: Organisation, job_id: int) -> Job:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return await work.jobs.get(job_id)


async def look_up_all(ours: Organisation, ids: Sequence[int]) -> list[Job | BaseException]:
    return await asyncio.gather(*(look_up(ours, one) for one in ids), return_exceptions=True)


async def test_every_lookup_returns_its_own_record(ours: Organisation) -> None:
    jobs = [await ours.job(f"Job {number}") for number in range(5)]
    assert await look_up_all(ours, [job.id for job in jobs] * 4) == jobs * 4


async def test_only_lookups_of_missing_records_fail(ours: Organisation) -> None:
    job, removed = await ours.job(), await ours.job()
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.jobs.remove(removed.id)
    found = await look_up_all(ours, [job.id, removed.id, BEYOND, job.id, removed.id, -BEYOND, job.id])
    assert [one for one in found if one == job] == [job] * 3
    errors = [one for one in found if isinstance(one, NotFound)]
    assert [str(one) for one in errors] == [
        str(NotFound("job", key)) for key in (removed.id, BEYOND, removed.id, -BEYOND)
    ]


async def test_concurrent_lookups_see_only_their_own_organisation(ours: Organisation, theirs: Organisation) -> None:
    our_job, their_job = await ours.job("Ours"), await theirs.job("Theirs")
    ids = [our_job.id, their_job.id] * 3
    our_results, their_results = await asyncio.gather(look_up_all(ours, ids), look_up_all(theirs, ids))
    assert [one for one in our_results if isinstance(one, Job)] == [our_job] * 3
    assert [one for one in their_results if isinstance(one, Job)] == [their_job] * 3


async def test_a_lookup_after_a_change_sees_it_despite_concurrent_lookups(ours: Organisation) -> None:
    job = await ours.job("0")

    async def change(number: int) -> None:
        async with ours.storage.autocommit(ours.actor.org_id) as work:
            await work.jobs.change(job.id, {"title": str(number)})

    others: list[asyncio.Task[Job]] = []
    for number in range(1, 20):
        await change(number)
        others += [asyncio.create_task(look_up(ours, job.id)) for _ in range(3)]
        await asyncio.sleep(0)
        assert (await look_up(ours, job.id)).title == str(number)
    await asyncio.gather(*others)


async def test_a_lookup_in_an_outer_transaction_sees_its_uncommitted_rows(ours: Organisation) -> None:
    async with ours.storage.outer_transaction(ours.actor.org_id):
        job = await ours.job("not kept yet")
        assert await look_up(ours, job.id) == job


async def test_a_removed_user_is_not_found(storage: Storage, ours: Organisation) -> None:
    leaving = await colleague(storage, ours.actor.org_id, Role.VIEWER)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.users.remove(leaving.user_id)

    async def name(user_id: int) -> str:
        async with storage.autocommit(ours.actor.org_id) as work:
            return (await work.users.get(user_id)).full_name

    user_ids = [ours.actor.user_id, leaving.user_id] * 3
    found = await asyncio.gather(*map(name, user_ids), return_exceptions=True)
    assert [one if isinstance(one, str) else type(one) for one in found] == ["Founder", NotFound] * 3

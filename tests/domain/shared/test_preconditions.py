"""Conditional changes (If-Match) of the services."""

import asyncio

import pytest

from recruit.adapters.memory.storage import MemoryStorage
from recruit.domain.applications.service import ApplicationService
from recruit.domain.candidates.service import CandidateService
from recruit.domain.jobs.service import JobService
from recruit.domain.shared.errors import NotFound, Stale
from worlds import Organisation, new_organisation


@pytest.fixture
async def ours() -> Organisation:
    return await new_organisation(MemoryStorage())


async def test_a_change_applies_only_to_the_version_that_the_client_read(ours: Organisation) -> None:
    jobs, job = JobService(ours.storage), await ours.job("Baker")
    changed = await jobs.change(ours.actor, job.id, {"title": "Cook"}, lambda found: found == job)
    assert changed.title == "Cook"
    for refused in (
        jobs.change(ours.actor, job.id, {"title": "Waiter"}, lambda found: found == job),
        jobs.remove(ours.actor, job.id, lambda found: found == job),
    ):
        with pytest.raises(Stale):
            await refused
    assert await jobs.get(ours.actor, job.id) == changed


async def test_a_rejected_change_notifies_no_listener(ours: Organisation) -> None:
    notified: list[int] = []
    candidates, person = CandidateService(ours.storage, notified.append), await ours.candidate()
    with pytest.raises(Stale):
        await candidates.change(ours.actor, person.id, {"notes": "x"}, lambda _: False)
    assert notified == []


async def test_the_condition_is_not_evaluated_for_a_missing_record(ours: Organisation) -> None:
    with pytest.raises(NotFound):
        await ApplicationService(ours.storage).remove(ours.actor, 1, lambda _: pytest.fail("asked"))


async def test_one_of_two_concurrent_conditional_changes_succeeds(ours: Organisation) -> None:
    jobs, job = JobService(ours.storage), await ours.job()
    results = await asyncio.gather(
        *(jobs.change(ours.actor, job.id, {"title": name}, lambda found: found == job) for name in "ab"),
        return_exceptions=True,
    )
    assert [isinstance(result, Stale) for result in results].count(True) == 1

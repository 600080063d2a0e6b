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
async def organisation() -> Organisation:
    return await new_organisation(MemoryStorage())


async def test_a_change_applies_only_to_the_version_that_the_client_read(organisation: Organisation) -> None:
    jobs, job = JobService(organisation.storage), await organisation.job("Baker")
    changed = await jobs.change(organisation.actor, job.id, {"title": "Cook"}, lambda found: found == job)
    assert changed.title == "Cook"
    for refused in (
        jobs.change(organisation.actor, job.id, {"title": "Waiter"}, lambda found: found == job),
        jobs.remove(organisation.actor, job.id, lambda found: found == job),
    ):
        with pytest.raises(Stale):
            await refused
    assert await jobs.get(organisation.actor, job.id) == changed


async def test_a_rejected_change_notifies_no_listener(organisation: Organisation) -> None:
    notified: list[int] = []
    candidates, person = CandidateService(organisation.storage, notified.append), await organisation.candidate()
    with pytest.raises(Stale):
        await candidates.change(organisation.actor, person.id, {"notes": "x"}, lambda _: False)
    assert notified == []


async def test_the_condition_is_not_evaluated_for_a_missing_record(organisation: Organisation) -> None:
    with pytest.raises(NotFound):
        await ApplicationService(organisation.storage).remove(organisation.actor, 1, lambda _: pytest.fail("asked"))


async def test_one_of_two_concurrent_conditional_changes_succeeds(organisation: Organisation) -> None:
    jobs, job = JobService(organisation.storage), await organisation.job()
    results = await asyncio.gather(
        *(jobs.change(organisation.actor, job.id, {"title": name}, lambda found: found == job) for name in "ab"),
        return_exceptions=True,
    )
    assert [isinstance(result, Stale) for result in results].count(True) == 1

"""Changes on condition, over the services."""

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


async def test_a_change_is_made_where_the_record_is_what_was_seen(ours: Organisation) -> None:
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


async def test_nobody_is_told_of_a_change_that_was_not_made(ours: Organisation) -> None:
    told: list[int] = []
    candidates, person = CandidateService(ours.storage, told.append), await ours.candidate()
    with pytest.raises(Stale):
        await candidates.change(ours.actor, person.id, {"notes": "x"}, lambda _: False)
    assert told == []


async def test_a_condition_on_what_is_not_there_is_not_asked(ours: Organisation) -> None:
    with pytest.raises(NotFound):
        await ApplicationService(ours.storage).remove(ours.actor, 1, lambda _: pytest.fail("asked"))


async def test_of_two_who_saw_the_same_one_changes_it(ours: Organisation) -> None:
    jobs, job = JobService(ours.storage), await ours.job()
    answers = await asyncio.gather(
        *(jobs.change(ours.actor, job.id, {"title": name}, lambda found: found == job) for name in "ab"),
        return_exceptions=True,
    )
    assert [isinstance(answer, Stale) for answer in answers].count(True) == 1

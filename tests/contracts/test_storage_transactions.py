"""Storage contract: units of work. They are atomic, bound to one organisation, and lose no updates."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import UserDetails
from recruit.domain.applications.model import Application, ApplicationDetails
from recruit.domain.jobs.model import JobDetails
from recruit.domain.matching.model import Direction, MatchRecord
from recruit.domain.shared.errors import Duplicate, NotFound
from recruit.domain.shared.pages import Window
from recruit.ports.jobs import Jobs
from recruit.ports.storage import Storage
from worlds import Organisation, new_email, new_organisation

RACERS = 20


class Aborted(Exception):
    """Raised in a unit of work to roll it back."""


def record(job_id: int, candidate_id: int, **changes: Any) -> MatchRecord:
    """Return a match record."""
    details: dict[str, Any] = {
        "direction": Direction.CANDIDATES_FOR_JOB,
        "user_id": 1,
        "job_id": job_id,
        "candidate_id": candidate_id,
        "score": 87,
        "reason": "Keyword overlap on: python.",
        "strategy": "naive",
        "receipt": {"engine": "1", "weights": {"lexical": 0.5}, "inputs": ["a", "ü"]},
        "created_at": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    }
    return MatchRecord(**details | changes)


async def test_a_block_that_raises_is_rolled_back(storage: Storage, ours: Organisation) -> None:
    job, email = await ours.job("Before"), new_email()
    with pytest.raises(Aborted):
        async with storage.transaction(ours.actor.org_id) as work:
            await work.jobs.change(job.id, {"title": "After"})
            await work.jobs.add(JobDetails(title="Another"), created_by_user_id=ours.actor.user_id)
            await work.users.add(UserDetails(email=email, full_name="x", role=Role.ORG_ADMIN), "hash")
            await work.match_logs.add([record(job.id, 1)])
            raise Aborted
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.jobs.all() == [job]
        assert (await work.match_logs.page(Window())).total == 0
    assert await storage.credentials(email) is None
    await new_organisation(storage, email)


async def test_a_rolled_back_removal_keeps_the_order_of_rows(storage: Storage, ours: Organisation) -> None:
    jobs = [await ours.job() for _ in range(3)]
    with pytest.raises(Aborted):
        async with storage.transaction(ours.actor.org_id) as work:
            await work.jobs.remove(jobs[0].id)
            raise Aborted
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.jobs.all() == jobs


async def test_a_cancelled_block_is_rolled_back(storage: Storage, ours: Organisation) -> None:
    added = asyncio.Event()

    async def work_forever() -> None:
        async with storage.transaction(ours.actor.org_id) as work:
            await work.jobs.add(JobDetails(title="x"), created_by_user_id=ours.actor.user_id)
            added.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(work_forever())
    await added.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.jobs.all() == []


async def test_an_autocommit_call_is_committed_in_its_own_organisation(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    async with storage.autocommit(ours.actor.org_id) as work:
        job = await work.jobs.add(JobDetails(title="x"), created_by_user_id=ours.actor.user_id)
    async with storage.autocommit(ours.actor.org_id) as work:
        job = await work.jobs.change(job.id, {"title": "y"})
    attempts: tuple[Callable[[Jobs], Awaitable[object]], ...] = (
        lambda jobs: jobs.get(job.id),
        lambda jobs: jobs.change(job.id, {"title": "z"}),
        lambda jobs: jobs.remove(job.id),
    )
    for attempt in attempts:
        with pytest.raises(NotFound):
            async with storage.autocommit(theirs.actor.org_id) as work:
                await attempt(work.jobs)
    async with storage.autocommit(theirs.actor.org_id) as work:
        assert (await work.jobs.page(Window())).total == 0
    async with storage.autocommit(ours.actor.org_id) as work:
        assert await work.jobs.all() == [job]


async def test_a_refused_autocommit_call_changes_nothing(storage: Storage, ours: Organisation) -> None:
    job, candidate = await ours.job(), await ours.candidate()
    details = ApplicationDetails(job_id=job.id, candidate_id=candidate.id)
    async with storage.autocommit(ours.actor.org_id) as work:
        await work.applications.add(details)
    for _ in range(RACERS):
        with pytest.raises(Duplicate):
            async with storage.autocommit(ours.actor.org_id) as work:
                await work.applications.add(details)
    async with storage.autocommit(ours.actor.org_id) as work:
        assert (await work.applications.page(Window())).total == 1


async def test_a_unit_of_work_sees_its_own_changes(storage: Storage, ours: Organisation) -> None:
    async with storage.transaction(ours.actor.org_id) as work:
        job = await work.jobs.add(JobDetails(title="x"), created_by_user_id=ours.actor.user_id)
        await work.jobs.change(job.id, {"title": "y"})
        assert (await work.jobs.get(job.id)).title == "y"
        await work.jobs.remove(job.id)
        assert await work.jobs.all() == []


async def test_an_organisation_neither_sees_nor_changes_another(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    job, candidate = await theirs.job(), await theirs.candidate()
    application = await theirs.application(job, candidate)
    async with storage.transaction(theirs.actor.org_id) as work:
        await work.match_logs.add([record(job.id, candidate.id)])
    async with storage.transaction(ours.actor.org_id) as work:
        for rows, kept, change in (
            (work.jobs, job, {"title": "ours"}),
            (work.candidates, candidate, {"notes": "ours"}),
            (work.applications, application, {"status": "ours"}),
        ):
            assert (await rows.page(Window())).total == 0
            for attempt in (rows.get(kept.id), rows.change(kept.id, change), rows.remove(kept.id)):
                with pytest.raises(NotFound):
                    await attempt
        assert (await work.match_logs.page(Window())).total == 0
        assert await work.jobs.all() == []
        assert await work.candidates.all() == []
        with pytest.raises(NotFound):
            await work.users.get(theirs.actor.user_id)
    async with storage.transaction(theirs.actor.org_id) as work:
        assert await work.jobs.get(job.id) == job
        assert await work.candidates.get(candidate.id) == candidate
        assert await work.applications.get(application.id) == application


@pytest.mark.parametrize("foreign", ["job", "candidate"])
async def test_an_application_never_links_two_organisations(
    ours: Organisation, theirs: Organisation, foreign: str
) -> None:
    job = await (theirs if foreign == "job" else ours).job()
    candidate = await (theirs if foreign == "candidate" else ours).candidate()
    with pytest.raises(NotFound) as error:
        await ours.application(job, candidate)
    assert error.value.kind == foreign


async def test_removing_a_job_or_a_candidate_removes_applications_and_keeps_match_logs(
    storage: Storage, ours: Organisation
) -> None:
    jobs, people = [await ours.job() for _ in range(2)], [await ours.candidate() for _ in range(2)]
    kept = [await ours.application(job, one) for job in jobs for one in people]
    async with storage.transaction(ours.actor.org_id) as work:
        await work.match_logs.add([record(job.id, one.id) for job in jobs for one in people])
        await work.jobs.remove(jobs[0].id)
        assert (await work.applications.page(Window())).items == kept[2:]
        await work.candidates.remove(people[0].id)
        assert (await work.applications.page(Window())).items == kept[3:]
        assert (await work.match_logs.page(Window())).total == 4
    async with storage.transaction(ours.actor.org_id) as work:
        assert (await work.applications.page(Window())).items == kept[3:]
        await work.applications.remove(kept[3].id)
        assert (await work.applications.page(Window())).total == 0


async def test_match_logs_keep_every_field_in_order(storage: Storage, ours: Organisation) -> None:
    records = [record(5, number, score=number, reason=f"Because {number} – 'ü'") for number in range(1, 31)]
    async with storage.transaction(ours.actor.org_id) as work:
        ids = [*await work.match_logs.add(records[:20]), *await work.match_logs.add([])]
        ids += await work.match_logs.add(records[20:])
    async with storage.transaction(ours.actor.org_id) as work:
        page = await work.match_logs.page(Window(0, 100))
        assert [log.id for log in page.items] == ids
        some = await work.match_logs.page(Window(1, 1), job_id=5)
        one = await work.match_logs.page(Window(), candidate_id=7)
        await work.match_logs.add([record(5, 7, score=99), record(6, 7, score=98)])
        latest = await work.match_logs.latest(5, 7)
        assert latest is not None
        assert (latest.score, await work.match_logs.latest(7, 5)) == (99, None)
    assert [log.candidate_id for log in page.items] == [each.candidate_id for each in records]
    assert [(log.id, log.score) for log in some.items] == [(page.items[1].id, 2)]
    assert one.total == 1
    last, kept = records[-1], page.items[-1]
    assert (kept.org_id, kept.user_id, kept.strategy) == (ours.actor.org_id, 1, "naive")
    assert kept.direction is Direction.CANDIDATES_FOR_JOB
    assert (kept.receipt, kept.reason, kept.created_at) == (last.receipt, last.reason, last.created_at)


async def test_match_logs_are_found_by_time(storage: Storage, ours: Organisation) -> None:
    hours = [datetime(2026, 1, 2, hour, tzinfo=UTC) for hour in range(4)]
    async with storage.transaction(ours.actor.org_id) as work:
        await work.match_logs.add([record(1, 2, created_at=hour) for hour in hours])
        page = await work.match_logs.page(Window(), job_id=1, since=hours[1], until=hours[3])
        assert ([log.created_at for log in page.items], page.total) == (hours[1:3], 2)
        assert (await work.match_logs.page(Window(), since=hours[3])).total == 1
        assert (await work.match_logs.page(Window(), until=hours[0])).total == 0


async def test_match_logs_filtered_by_time_are_paged_in_ascending_id(storage: Storage, ours: Organisation) -> None:
    hours = [datetime(2026, 1, 2, hour, tzinfo=UTC) for hour in (3, 1, 0, 2, 4)]
    async with storage.transaction(ours.actor.org_id) as work:
        await work.match_logs.add([record(1, 2, created_at=hour) for hour in hours])
        page = work.match_logs.page
        everything = (await page(Window())).items
        assert [log.created_at for log in everything] == hours
        first = await page(Window(limit=2), since=hours[1], until=hours[4])
        assert ([log.created_at for log in first.items], first.total, first.more) == (hours[:2], 3, True)
        last = await page(Window(limit=2, after=first.items[-1].id), since=hours[1], until=hours[4], candidate_id=2)
        assert ([log.created_at for log in last.items], last.total, last.more) == ([hours[3]], 3, False)
        skipped = await page(Window(1, 1), since=hours[1])
        assert ([log.created_at for log in skipped.items], skipped.total, skipped.more) == ([hours[1]], 4, True)


async def test_a_match_log_is_found_by_id_only_in_its_organisation(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    async with storage.transaction(ours.actor.org_id) as work:
        await work.match_logs.add([record(1, 2)])
        (kept,) = (await work.match_logs.page(Window())).items
        assert await work.match_logs.get(kept.id) == kept
    async with storage.transaction(theirs.actor.org_id) as work:
        for unknown_id in (kept.id, 0, 10**30):
            with pytest.raises(NotFound):
                await work.match_logs.get(unknown_id)


async def test_one_of_concurrent_additions_of_an_application_succeeds(storage: Storage, ours: Organisation) -> None:
    job, candidate = await ours.job(), await ours.candidate()

    async def race() -> Application:
        async with storage.transaction(ours.actor.org_id) as work:
            return await work.applications.add(ApplicationDetails(job_id=job.id, candidate_id=candidate.id))

    outcomes = await asyncio.gather(*(race() for _ in range(RACERS)), return_exceptions=True)
    assert sum(isinstance(outcome, Application) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Duplicate) for outcome in outcomes) == RACERS - 1
    async with storage.transaction(ours.actor.org_id) as work:
        assert (await work.applications.page(Window())).total == 1


async def test_one_of_concurrent_registrations_of_an_address_succeeds(storage: Storage) -> None:
    email = new_email()
    outcomes = await asyncio.gather(
        *(new_organisation(storage, email.upper() if number % 2 else email) for number in range(RACERS)),
        return_exceptions=True,
    )
    winners = [outcome for outcome in outcomes if isinstance(outcome, Organisation)]
    assert len(winners) == 1
    assert sum(isinstance(outcome, Duplicate) for outcome in outcomes) == RACERS - 1
    found = await storage.credentials(email)
    assert found is not None
    assert found.org_id == winners[0].actor.org_id


async def test_concurrent_changes_of_different_fields_are_all_kept(storage: Storage, ours: Organisation) -> None:
    job = await ours.job()
    changes: dict[str, object] = {
        "title": "t",
        "department": "d",
        "location": "l",
        "employment_type": "e",
        "remote_option": "r",
        "salary_min": 1,
        "salary_max": 2,
        "currency": "EUR",
        "description": "x",
        "required_skills": ("a",),
        "nice_to_have_skills": ("b",),
        "status": "s",
        "is_public": True,
    }

    async def change(name: str) -> None:
        async with storage.transaction(ours.actor.org_id) as work:
            await work.jobs.change(job.id, {name: changes[name]})

    await asyncio.gather(*(change(name) for name in changes))
    async with storage.transaction(ours.actor.org_id) as work:
        found = await work.jobs.get(job.id)
    assert {name: getattr(found, name) for name in changes} == changes


async def test_ids_of_organisations_are_unique(storage: Storage) -> None:
    ids = await asyncio.gather(*(storage.new_organisation() for _ in range(RACERS)))
    assert len(set(ids)) == RACERS


async def test_storage_answers_a_ping(storage: Storage) -> None:
    await storage.ping()

"""Storage contract: tasks, searches for them, and what removes, moves or unassigns them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Window
from recruit.domain.tasks.model import Task, TaskDetails, TaskSearch
from recruit.ports.audit import AuditSearch
from recruit.ports.storage import Storage
from worlds import Organisation, colleague

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


async def task(ours: Organisation, title: str = "Call", **fields: Any) -> Task:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        details = TaskDetails(title=title, **fields)
        return await work.tasks.add(details, created_by_user_id=ours.actor.user_id, now=NOON)


async def titles(ours: Organisation, **criteria: Any) -> list[str]:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return [one.title for one in (await work.tasks.page(Window(), TaskSearch(**criteria))).items]


async def test_a_task_keeps_every_field(ours: Organisation) -> None:
    candidate, job = await ours.candidate(), await ours.job()
    application = await ours.application(job, candidate)
    about = {"candidate_id": candidate.id, "job_id": job.id, "application_id": application.id}
    made = await task(ours, "Call Zoë", due_at=NOON + DAY, assignee_user_id=ours.actor.user_id, **about)
    assert (made.created_by_user_id, made.created_at, made.done) == (ours.actor.user_id, NOON, False)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert await work.tasks.get(made.id) == made == await work.tasks.lock(made.id)
        done = await work.tasks.change(made.id, {"done_at": NOON, "done_by_user_id": ours.actor.user_id})
        assert (done.done, done.title, done.due_at) == (True, "Call Zoë", NOON + DAY)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.tasks.remove(made.id)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        with pytest.raises(NotFound):
            await work.tasks.get(made.id)
        entries = (await work.audit.page(Window(), AuditSearch(candidate_id=candidate.id, entity="task"))).items
    assert [entry.action for entry in entries] == ["insert", "update", "delete"]


async def test_tasks_are_found_by_assignee_subject_state_and_due_time(storage: Storage, ours: Organisation) -> None:
    other = await colleague(storage, ours.actor.org_id, Role.VIEWER)
    candidate, job = await ours.candidate(), await ours.job()
    await task(ours, "a", due_at=NOON, assignee_user_id=ours.actor.user_id, candidate_id=candidate.id)
    await task(ours, "b", due_at=NOON + DAY, assignee_user_id=other.user_id, job_id=job.id)
    application = await ours.application(job, candidate)
    about = {"candidate_id": candidate.id, "job_id": job.id, "application_id": application.id}
    finished = await task(ours, "c", **about)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.tasks.change(finished.id, {"done_at": NOON})
    assert await titles(ours) == ["a", "b", "c"]
    assert await titles(ours, assignee_user_id=other.user_id) == ["b"]
    assert await titles(ours, candidate_id=candidate.id) == ["a", "c"]
    assert await titles(ours, job_id=job.id, done=False) == ["b"]
    assert await titles(ours, application_id=application.id) == ["c"]
    assert (await titles(ours, done=True), await titles(ours, done=False)) == (["c"], ["a", "b"])
    assert await titles(ours, due_before=NOON + DAY) == ["a"]
    async with storage.autocommit(ours.actor.org_id) as work:
        page = await work.tasks.page(Window(skip=1, limit=1), TaskSearch())
    assert ([one.title for one in page.items], page.total, page.more) == (["b"], 3, True)


async def test_open_tasks_come_in_the_order_in_which_they_are_due(storage: Storage, ours: Organisation) -> None:
    mine: dict[str, Any] = {"assignee_user_id": ours.actor.user_id}
    await task(ours, "no time", **mine)
    await task(ours, "later", due_at=NOON + DAY, **mine)
    await task(ours, "first", due_at=NOON, **mine)
    await task(ours, "also later", due_at=NOON + DAY, **mine)
    await task(ours, "nobody's")
    async with storage.transaction(ours.actor.org_id) as work:
        done = await work.tasks.add(TaskDetails(title="done", **mine), created_by_user_id=1, now=NOON)
        await work.tasks.change(done.id, {"done_at": NOON})
        found = await work.tasks.open_of(ours.actor.user_id, 3)
        assert ([one.title for one in found.items], found.total) == (["first", "later", "also later"], 4)
        assert [one.title for one in (await work.tasks.open_of(ours.actor.user_id, 9)).items][-1] == "no time"
        assert (await work.tasks.open_of(2**62, 9)).total == 0


@pytest.mark.parametrize(
    ("field", "kind"),
    [("assignee_user_id", "User"), ("candidate_id", "Candidate"), ("job_id", "Job"), ("application_id", "Application")],
)
async def test_a_task_refers_to_records_of_its_own_organisation(
    ours: Organisation, theirs: Organisation, field: str, kind: str
) -> None:
    job, candidate = await theirs.job(), await theirs.candidate()
    ids: dict[str, Any] = {"job_id": job.id, "candidate_id": candidate.id, "assignee_user_id": theirs.actor.user_id}
    ids["application_id"] = (await theirs.application(job, candidate)).id
    with pytest.raises(NotFound, match=f"{kind} not found"):
        await task(ours, **{field: ids[field]})
    if field == "assignee_user_id":
        made = await task(ours)
        with pytest.raises(NotFound, match="User not found"):
            async with ours.storage.transaction(ours.actor.org_id) as work:
                await work.tasks.change(made.id, {field: ids[field]})


async def test_tasks_are_removed_with_what_they_are_about(ours: Organisation) -> None:
    candidate, other, job = await ours.candidate(), await ours.candidate(), await ours.job()
    application = await ours.application(job, candidate)
    await task(ours, "of nobody")
    await task(ours, "of the candidate", candidate_id=other.id)
    await task(ours, "of the job", job_id=job.id)
    await task(ours, "of the application", application_id=application.id)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.applications.remove(application.id)
    assert await titles(ours) == ["of nobody", "of the candidate", "of the job"]
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.candidates.remove(other.id)
        await work.jobs.remove(job.id)
    assert await titles(ours) == ["of nobody"]


async def test_tasks_move_to_another_candidate_and_to_another_application(ours: Organisation) -> None:
    one, other, job = await ours.candidate(), await ours.candidate(), await ours.job()
    first, second = await ours.application(job, one), await ours.application(job, other)
    made = await task(ours, candidate_id=one.id, application_id=first.id)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.tasks.move(one.id, other.id)
        await work.tasks.move_application(first.id, second.id)
        moved = await work.tasks.get(made.id)
    assert (moved.candidate_id, moved.application_id) == (other.id, second.id)


async def test_the_tasks_of_a_removed_user_stay_without_an_assignee(storage: Storage, ours: Organisation) -> None:
    leaving = await colleague(storage, ours.actor.org_id, Role.RECRUITER)
    made = await task(ours, "Call", assignee_user_id=leaving.user_id)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.users.remove(leaving.user_id)
        assert (await work.tasks.get(made.id)).assignee_user_id is None


async def test_other_organisations_see_and_change_no_task(ours: Organisation, theirs: Organisation) -> None:
    made = await task(ours, assignee_user_id=ours.actor.user_id)
    assert await titles(theirs) == []
    async with theirs.storage.transaction(theirs.actor.org_id) as work:
        assert (await work.tasks.open_of(ours.actor.user_id, 9)).total == 0
        for call in (work.tasks.get, work.tasks.lock, work.tasks.remove):
            with pytest.raises(NotFound):
                await call(made.id)

"""Demo data: loaded once, removed as a whole, and nothing else with it."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from http_api import SECRET_KEY
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.applications.moves import MoveRequest
from recruit.domain.audit.model import AuditAction
from recruit.domain.demo.model import DemoCounts
from recruit.domain.reports.model import ReportScope
from recruit.domain.saved_searches.model import SearchKind
from recruit.domain.search.model import ApplicationSearch
from recruit.domain.search.queries import CandidateQuery
from recruit.domain.shared.errors import Forbidden
from recruit.domain.shared.pages import Window
from recruit.domain.tags.model import TagDetails
from recruit.domain.tasks.model import TaskSearch
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings
from recruit.ports.audit import AuditSearch
from worlds import Organisation, colleague, new_organisation

LOADED = DemoCounts(jobs=8, candidates=43)
ALL = Window(limit=1_000)


@pytest.fixture(scope="module", params=["memory", "postgresql"])
async def services(request: pytest.FixtureRequest, database: str, data_dir: Path) -> AsyncIterator[Services]:
    environment = {
        "RECRUIT_STORAGE": "memory:" if request.param == "memory" else database,
        "RECRUIT_DATA_DIR": str(data_dir),
        "RECRUIT_SECRET_KEY": SECRET_KEY,
    }
    async with assemble(Settings.from_environment(environment)) as found:
        yield found


@pytest.fixture
async def ours(services: Services) -> Organisation:
    return await new_organisation(services.storage)


@pytest.fixture(scope="module")
async def loaded(services: Services) -> tuple[Organisation, datetime]:
    """An organisation with demo data, which tests only read, and the time before it was loaded."""
    found, begin = await new_organisation(services.storage), datetime.now(UTC)
    await services.demo.load(found.actor)
    return found, begin


async def alive(ours: Organisation) -> Counter[str]:
    """Return the number of audited records of each kind that were created and not deleted."""
    found: Counter[str] = Counter()
    after = 0
    while True:
        async with ours.storage.transaction(ours.actor.org_id) as work:
            page = await work.audit.page(Window(limit=1_000, after=after), AuditSearch())
        for entry in page.items:
            found[entry.entity] += {AuditAction.INSERT: 1, AuditAction.DELETE: -1}.get(AuditAction(entry.action), 0)
        if not page.more:
            return +found
        after = page.items[-1].id


async def test_loading_and_removing_leaves_what_was_there_before(services: Services, ours: Organisation) -> None:
    await services.intake.candidate_from_resume(ours.actor, b"Jane Doe\nBaker\nLeeds", "jane.txt", None)
    await ours.application(await ours.job(), await ours.candidate())
    before = await alive(ours)
    assert await services.demo.load(ours.actor) == LOADED
    loaded = await alive(ours)
    assert (loaded["candidate"], loaded["application"], loaded["document"]) == (45, 44, 4)
    kinds = ("profile", "note", "tag", "candidate_tag", "task", "stage", "rejection_reason")
    assert all(loaded[kind] > before[kind] for kind in kinds)
    assert await services.demo.counts(ours.actor) == LOADED
    assert await services.demo.remove(ours.actor) == LOADED
    assert await alive(ours) == before
    assert await services.demo.counts(ours.actor) == await services.demo.remove(ours.actor) == DemoCounts()


async def test_loading_twice_at_once_does_not_double(services: Services, ours: Organisation) -> None:
    found = await asyncio.gather(*(services.demo.load(ours.actor) for _ in range(2)))
    assert [*found, await services.demo.load(ours.actor)] == [LOADED] * 3
    assert (await services.candidates.page(ours.actor, ALL)).total == LOADED.candidates


async def test_people_are_in_stages_with_a_history_and_the_resumes_as_read(
    services: Services, loaded: tuple[Organisation, datetime]
) -> None:
    ours, _ = loaded
    async with ours.storage.transaction(ours.actor.org_id) as work:
        stages = await work.applications.counts(ApplicationSearch())
    assert set(stages) == {*("sourced", "applied", "screening", "interview", "offer", "hired", "rejected", "withdrawn")}
    people = {one.full_name: one for one in (await services.candidates.page(ours.actor, ALL)).items}
    hired = (await services.applications.page(ours.actor, Window(), status="hired")).items[0]
    history = await services.application_histories.of_application(ours.actor, hired.id)
    assert [visit.stage.key for visit in history] == ["applied", "screening", "interview", "offer", "hired"]
    documents = await services.candidate_files.documents(ours.actor, people["Theo Lindgren"].id, Window())
    (resume,) = documents.items
    assert (resume.kind, "Kubernetes" in str(resume.hidden)) == ("pdf", True)
    profile = await services.candidate_files.profile(ours.actor, people["Theo Lindgren"].id)
    assert "Kubernetes" not in {skill.name for skill in profile.skills}
    assert people["Rosa Delmar"].current_title == "Registered Nurse"
    assert people["Maren Ostberg"].experience_years == 9


async def test_ids_follow_the_times_and_applications_have_a_score(
    services: Services, loaded: tuple[Organisation, datetime]
) -> None:
    ours, _ = loaded
    async with ours.storage.transaction(ours.actor.org_id) as work:
        entries = (await work.audit.page(ALL, AuditSearch())).items
    made = [one for one in entries if one.action == AuditAction.INSERT]
    opened = {one.entity_id: one.happened_at for one in made if one.entity == "job"}
    arrived = {one.entity_id: one.happened_at for one in made if one.entity == "candidate"}
    for times in (opened, arrived):
        assert [times[id] for id in sorted(filter(None, times))] == sorted(times.values())
    assert {(max(opened.values()) - at).days // 7 for at in opened.values()} >= {0, 2, 4, 9}
    applications = (await services.applications.page(ours.actor, ALL)).items
    assert all(opened[one.job_id] < arrived[one.candidate_id] for one in applications)
    assert all(one.fit_score is not None for one in applications)
    hired = next(one for one in applications if one.status == "hired")
    explained = await services.matching.explain(ours.actor, hired.job_id, hired.candidate_id)
    assert explained.match.score.value == hired.fit_score


async def test_the_history_is_of_ten_weeks_and_the_audit_log_says_when_it_was_written(
    services: Services, loaded: tuple[Organisation, datetime]
) -> None:
    ours, begin = loaded
    everything = await services.reports.all(ours.actor, ReportScope())
    assert everything.time_to_hire.count >= 3
    assert all(
        one.ended.median is not None and one.ended.median >= 1 for one in everything.time_in_stage if one.ended.count
    )
    weeks = [
        (await services.reports.funnel(ours.actor, ReportScope(since=day - timedelta(7), until=day))).applications
        for day in (begin - timedelta(7 * week) for week in range(11))
    ]
    assert (weeks[10], sum(weeks), min(weeks[:10]) > 0) == (0, LOADED.candidates, True)
    people = {one.full_name: one.id for one in (await services.candidates.page(ours.actor, ALL)).items}
    (application,) = (await services.applications.page(ours.actor, Window(), candidate_id=people["Amir Rahimi"])).items
    visits = await services.application_histories.of_application(ours.actor, application.id)
    assert [(begin - visit.entered_at).days for visit in visits if visit.entered_at] == pytest.approx(
        [67, 61, 51, 22], abs=1
    )
    assert visits[-1].reason is not None
    assert visits[-1].reason.name == "Another candidate was chosen"
    timeline = await services.timeline.of_candidate(ours.actor, people["Amir Rahimi"], 50)
    assert [item.happened_at for item in timeline.items] == sorted(one.happened_at for one in timeline.items)[::-1]
    moves = [item for item in timeline.items if item.event.entity == "application"]
    assert [item.happened_at for item in moves[::-1]] == [visit.entered_at for visit in visits]
    assert all(item.event.at >= begin - timedelta(seconds=1) for item in moves)
    tasks = (await services.tasks.page(ours.actor, ALL, TaskSearch())).items
    due = [task.due_at for task in tasks if task.due_at and not task.done]
    assert min(due) < begin < max(due)
    assert any(task.done for task in tasks)


async def test_a_reason_that_another_application_has_stays(services: Services, ours: Organisation) -> None:
    await services.demo.load(ours.actor)
    reasons = (await services.rejection_reasons.page(ours.actor, ALL)).items
    own = await ours.application(await ours.job(), await ours.candidate())
    rejected = MoveRequest(None, reasons[0].id)
    await services.moves.move(ours.actor, own.id, rejected)
    await services.demo.remove(ours.actor)
    assert (await services.rejection_reasons.page(ours.actor, ALL)).items == reasons[:1]


async def test_what_people_added_stays(services: Services, ours: Organisation) -> None:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        own_tag = await work.tags.add(TagDetails(name="relocates"))  # one of the demo data has this name
    await services.demo.load(ours.actor)
    jobs = (await services.jobs.page(ours.actor, ALL)).items
    people = (await services.candidates.page(ours.actor, ALL)).items
    tags = {tag.name: tag for tag in (await services.tags.page(ours.actor, ALL)).items}
    own, own_job = await ours.candidate("Åsa Öberg"), await ours.job("Baker")
    await services.jobs.change(ours.actor, jobs[0].id, {"title": "Changed"})
    await services.candidates.change(ours.actor, people[0].id, {"full_name": "Changed"})
    mine = await ours.application(jobs[1], own)
    await ours.application(own_job, people[1])
    await services.tags.attach(ours.actor, own.id, tags["Speaks German"].id)
    query = CandidateQuery(tag=(tags["Call next time"].id,))
    await services.saved_searches.create(ours.actor, "Next time", SearchKind.CANDIDATES, query, shared=False)

    assert await services.demo.remove(ours.actor) == DemoCounts(jobs=7, candidates=43, jobs_kept=1)
    assert [one.id for one in (await services.jobs.page(ours.actor, ALL)).items] == [jobs[1].id, own_job.id]
    assert [one.id for one in (await services.candidates.page(ours.actor, ALL)).items] == [own.id]
    assert (await services.applications.page(ours.actor, ALL)).items == [mine]
    left = {tag.name for tag in (await services.tags.page(ours.actor, ALL)).items}
    assert left == {own_tag.name, "Speaks German", "Call next time"}
    assert await services.demo.counts(ours.actor) == DemoCounts()
    assert await services.demo.load(ours.actor) == LOADED


async def test_a_tag_with_a_name_of_the_demo_data_is_found_among_many(services: Services, ours: Organisation) -> None:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        for name in (*map(str, range(1_000)), "relocates"):
            await work.tags.add(TagDetails(name=name))
    assert await services.demo.load(ours.actor) == LOADED


async def test_a_candidate_who_was_merged_into_a_demo_candidate_stays(services: Services, ours: Organisation) -> None:
    await services.demo.load(ours.actor)
    one, other, third = (await services.candidates.page(ours.actor, Window(limit=3))).items
    own = await ours.candidate("Åsa Öberg")
    await services.merging.merge(ours.actor, one.id, own.id)
    await services.merging.merge(ours.actor, other.id, third.id)
    removed = await services.demo.remove(ours.actor)
    assert [left.id for left in (await services.candidates.page(ours.actor, ALL)).items] == [one.id]
    assert removed == DemoCounts(jobs=7, candidates=41, jobs_kept=1)


async def test_demo_data_is_one_organisations_and_needs_a_role_that_deletes(
    services: Services, ours: Organisation
) -> None:
    theirs = await new_organisation(services.storage)
    await services.demo.load(theirs.actor)
    assert await services.demo.remove(ours.actor) == DemoCounts()
    assert await services.demo.counts(theirs.actor) == LOADED
    manager = await colleague(services.storage, ours.actor.org_id, Role.HIRING_MANAGER)
    for refused in (services.demo.load, services.demo.remove):
        with pytest.raises(Forbidden):
            await refused(manager)


async def test_no_swap_of_personal_details_moves_a_score(
    services: Services, loaded: tuple[Organisation, datetime]
) -> None:
    ours, _ = loaded
    for job in (await services.jobs.page(ours.actor, ALL)).items:
        drifts = (await services.matching.audit(ours.actor, job.id)).drifts
        assert [drift.largest for drift in drifts] == [0] * 5, (job.title, drifts)

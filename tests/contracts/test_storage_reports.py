"""Storage contract: reports on applications, made from the audit log."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from statistics import fmean, median
from typing import Any

import pytest

from recruit.adapters.clock import SystemClock
from recruit.domain.agent.reversals import move_write
from recruit.domain.agent.revisions import restore
from recruit.domain.applications.history import HistoryService
from recruit.domain.applications.model import Application, Move
from recruit.domain.audit.model import AuditEntry, happened
from recruit.domain.candidates.merging import Merging
from recruit.domain.pipelines.model import StageDetails, StageType
from recruit.domain.privacy.erasure import Erasing
from recruit.domain.reports.model import (
    CountedApplication,
    Durations,
    Figure,
    FunnelCounts,
    Number,
    ReportScope,
    SourceCounts,
    TimeInStage,
)
from recruit.domain.search.model import ApplicationSearch, CandidateSearch
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Window
from recruit.domain.tags.model import TagDetails
from recruit.ports.audit import AuditSearch
from recruit.ports.reports import Reports
from recruit.ports.storage import Storage
from report_numbers import numbers_of
from worlds import Organisation

ALL = ReportScope()
LEAD, APPLIED, SCREENING, INTERVIEW, OFFER, HIRED, ARCHIVED = StageType


async def report(ours: Organisation, kind: Callable[[Reports], Callable[[ReportScope], Any]], **scope: Any) -> Any:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return await kind(work.reports)(ReportScope(**scope))


async def funnel(ours: Organisation, **scope: Any) -> FunnelCounts:
    found: FunnelCounts = await report(ours, lambda reports: reports.funnel, **scope)
    return found


async def times(ours: Organisation, **scope: Any) -> Sequence[TimeInStage]:
    found: Sequence[TimeInStage] = await report(ours, lambda reports: reports.time_in_stage, **scope)
    return found


async def to_hire(ours: Organisation, **scope: Any) -> Durations:
    found: Durations = await report(ours, lambda reports: reports.time_to_hire, **scope)
    return found


async def sources(ours: Organisation, **scope: Any) -> Sequence[SourceCounts]:
    found: Sequence[SourceCounts] = await report(ours, lambda reports: reports.sources, **scope)
    return found


async def applied(ours: Organisation, *statuses: str, job: Any = None, source: str = "manual") -> Application:
    """Store an application that goes through these statuses, each in a transaction of its own."""
    first, *others = statuses
    application = await ours.application(job or await ours.job(), await ours.candidate(), status=first, source=source)
    for status in others:
        await moved(ours, application.id, status)
    return application


async def moved(ours: Organisation, application_id: int, status: str) -> Application:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return await work.applications.change(application_id, {"status": status})


async def stage_entries(ours: Organisation) -> Sequence[AuditEntry]:
    """Return the entries of applications that enter a stage."""
    async with ours.storage.transaction(ours.actor.org_id) as work:
        found = await work.audit.page(Window(limit=100), AuditSearch(entity="application"))
    return [entry for entry in found.items if entry.stage is not None]


def days(begin: datetime, end: datetime) -> float:
    return (end - begin) / timedelta(days=1)


async def test_applications_count_by_the_furthest_type_of_stage_whatever_came_after(
    ours: Organisation, theirs: Organisation
) -> None:
    await applied(ours, "applied", "interview", "screening")
    await applied(ours, "applied", "offer", "rejected")
    await applied(ours, "sourced", "rejected", "sourced")
    await applied(ours, "rejected")
    await applied(theirs, "hired")
    assert await funnel(ours) == FunnelCounts(4, 2, {INTERVIEW: 1, OFFER: 1, LEAD: 1})


async def test_without_applications_every_report_is_empty(ours: Organisation) -> None:
    assert await funnel(ours) == FunnelCounts(0, 0, {})
    assert list(await times(ours)) == []
    assert await to_hire(ours) == Durations()
    assert list(await sources(ours)) == []


async def test_stages_count_by_their_type_and_not_by_their_name(storage: Storage, ours: Organisation) -> None:
    job = await ours.job()
    async with storage.transaction(ours.actor.org_id) as work:
        await work.stages.lock(job.id)
        stages = [("inbox", "Inbox", APPLIED), ("rejected", "Met the team", INTERVIEW)]
        await work.stages.put(job.id, [StageDetails(key=key, name=name, type=one) for key, name, one in stages])
    await applied(ours, "inbox", "rejected", job=job)
    assert await funnel(ours) == FunnelCounts(1, 0, {INTERVIEW: 1})
    assert [one.type for one in await times(ours)] == [APPLIED, INTERVIEW]


async def test_a_stage_that_was_removed_has_the_type_that_its_key_suggests(
    storage: Storage, ours: Organisation
) -> None:
    job = await ours.job()
    await applied(ours, "applied", "technical_interview", "hired", job=job)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.stages.lock(job.id)
        await work.stages.remove(job.id, ["applied", "technical_interview"])
    before = await times(ours)
    assert [(one.type, one.ended.count, one.current) for one in before] == [
        (APPLIED, 1, 0),
        (INTERVIEW, 1, 0),
        (HIRED, 0, 1),
    ]


async def test_stays_in_stages_of_one_type_are_one_stay(ours: Organisation) -> None:
    await applied(ours, "applied", "technical interview", "onsite interview", "applied", "rejected")
    await applied(ours, "applied")
    entries = await stage_entries(ours)
    first, interview, _, again, rejected, _ = [entry.at for entry in entries]
    found = {one.type: one for one in await times(ours)}
    assert set(found) == {APPLIED, INTERVIEW, ARCHIVED}
    in_applied = [days(first, interview), days(again, rejected)]
    assert found[APPLIED].ended.average == pytest.approx(fmean(in_applied))
    assert found[APPLIED].ended.median == pytest.approx(median(in_applied))
    assert found[APPLIED].ended.p90 == pytest.approx(min(in_applied) + 0.9 * (max(in_applied) - min(in_applied)))
    assert (found[APPLIED].ended.count, found[APPLIED].current) == (2, 1)
    assert found[INTERVIEW].ended.average == pytest.approx(days(interview, again))
    assert found[ARCHIVED] == TimeInStage(ARCHIVED, 1)


async def test_the_time_to_hire_ends_with_the_first_hire_that_was_not_taken_back(ours: Organisation) -> None:
    await applied(ours, "applied", "hired", "offer", "hired", "rejected")
    await applied(ours, "applied", "hired", "offer")
    await applied(ours, "hired")
    await applied(ours, "applied", "offer")
    created, _, _, hired, *_ = [entry.at for entry in await stage_entries(ours)]
    found = await to_hire(ours)
    assert found.count == 1
    assert [found.median, found.average, found.p90] == pytest.approx([days(created, hired)] * 3)


async def test_a_hire_that_was_taken_back_counts_by_the_stage_before(ours: Organisation) -> None:
    await applied(ours, "applied", "interview", "hired", "screening", source="referral")
    await applied(ours, "applied", "hired", "hired", source="referral")
    assert await funnel(ours) == FunnelCounts(2, 0, {INTERVIEW: 1, HIRED: 1})
    assert list(await sources(ours)) == [SourceCounts("referral", 2, 2, 1)]


async def test_sources_are_ordered_by_their_applications(ours: Organisation) -> None:
    await applied(ours, "applied", "interview", "rejected", source="referral")
    await applied(ours, "applied", "hired", source="referral")
    application = await applied(ours, "applied", "screening", source="careers page")
    await applied(ours, "applied", source="Äpfel")
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.applications.change(application.id, {"source": "agency"})
    assert list(await sources(ours)) == [
        SourceCounts("referral", 2, 2, 1),
        SourceCounts("careers page", 1, 0, 0),
        SourceCounts("Äpfel", 1, 0, 0),
    ]


async def test_a_report_on_a_job_has_its_applications_alone(ours: Organisation) -> None:
    job = await ours.job()
    await applied(ours, "applied", "hired", job=job, source="referral")
    await applied(ours, "applied", "hired")
    assert await funnel(ours, job_id=job.id) == FunnelCounts(1, 0, {HIRED: 1})
    assert [one.type for one in await times(ours, job_id=job.id)] == [APPLIED, HIRED]
    assert (await to_hire(ours, job_id=job.id)).count == 1
    assert list(await sources(ours, job_id=job.id)) == [SourceCounts("referral", 1, 1, 1)]
    assert await funnel(ours, job_id=2**80) == FunnelCounts(0, 0, {})


async def test_a_period_selects_creations_hires_and_beginnings_of_stays(ours: Organisation) -> None:
    await applied(ours, "applied", "hired", source="referral")
    await applied(ours, "applied", "interview", source="careers page")
    first, hired, second, interview = [entry.at for entry in await stage_entries(ours)]
    assert await funnel(ours, since=second) == FunnelCounts(1, 0, {INTERVIEW: 1})
    assert await funnel(ours, until=second) == FunnelCounts(1, 0, {HIRED: 1})
    assert await funnel(ours, since=first, until=first) == FunnelCounts(0, 0, {})
    assert [one.source for one in await sources(ours, since=second)] == ["careers page"]
    assert [(await to_hire(ours, **scope)).count for scope in ({"since": hired}, {"until": hired})] == [1, 0]
    in_period = await times(ours, since=second, until=interview)
    assert [(one.type, one.ended.count, one.current) for one in in_period] == [(APPLIED, 1, 0)]


async def test_reports_survive_the_erasure_of_a_person(storage: Storage, ours: Organisation) -> None:
    job = await ours.job()
    application = await applied(ours, "applied", "interview", "hired", job=job, source="referral")
    before = (await funnel(ours), await to_hire(ours))
    await Erasing(storage, SystemClock(), lambda _: None).erase(ours.actor, application.candidate_id)
    assert (await funnel(ours), await to_hire(ours)) == before
    assert list(await sources(ours)) == [SourceCounts("(erased)", 1, 1, 1)]
    assert [(one.type, one.ended.count, one.current) for one in await times(ours)] == [
        (APPLIED, 1, 0),
        (INTERVIEW, 1, 0),
    ]


async def test_applications_that_were_deleted_otherwise_are_left_out(storage: Storage, ours: Organisation) -> None:
    application = await applied(ours, "applied", "hired")
    kept = await applied(ours, "applied")
    async with storage.transaction(ours.actor.org_id) as work:
        await work.applications.remove(application.id)
    assert await funnel(ours) == FunnelCounts(1, 0, {APPLIED: 1})
    assert await to_hire(ours) == Durations()
    assert [source.applications for source in await sources(ours)] == [1]
    assert list(await times(ours)) == [TimeInStage(APPLIED, 1)]
    async with storage.transaction(ours.actor.org_id) as work:
        await work.jobs.remove(kept.job_id)
    assert await funnel(ours) == FunnelCounts(0, 0, {})


async def test_applications_for_one_job_count_once_after_a_merge(storage: Storage, ours: Organisation) -> None:
    job = await ours.job()
    one, other = [await applied(ours, "applied", job=job) for _ in range(2)]
    await Merging(storage, SystemClock()).merge(ours.actor, one.candidate_id, other.candidate_id)
    assert await funnel(ours) == FunnelCounts(1, 0, {APPLIED: 1})
    await Erasing(storage, SystemClock(), lambda _: None).erase(ours.actor, one.candidate_id)
    assert await funnel(ours) == FunnelCounts(1, 0, {APPLIED: 1})


async def test_history_that_is_recorded_later_has_its_own_times(ours: Organisation) -> None:
    begin = datetime.now(UTC)
    at = {word: begin - timedelta(days=number) for word, number in (("applied", 30), ("offer", 10), ("hired", 4))}
    with happened(at["applied"]):
        application = await applied(ours, "applied")
    with happened(at["offer"]):
        await moved(ours, application.id, "offer")
    with happened(at["hired"]):
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.applications.move([application.id], Move(stage="hired"))
    entries = await stage_entries(ours)
    assert [(entry.stage, entry.effective_at) for entry in entries] == list(at.items())
    assert all(entry.at >= begin - timedelta(seconds=1) for entry in entries)
    assert (await to_hire(ours)).median == pytest.approx(26)
    assert [one.ended.median for one in await times(ours)] == [pytest.approx(20), pytest.approx(6), None]
    assert (await funnel(ours, since=at["applied"], until=at["offer"])).applications == 1
    assert (await funnel(ours, since=at["offer"])).applications == 0
    async with ours.storage.transaction(ours.actor.org_id) as work:
        (card,) = await work.applications.cards(application.job_id, ["hired"], 5)
        was_new = ApplicationSearch(since=at["applied"], until=at["applied"] + timedelta(seconds=1))
        found = await work.applications.search(Window(), was_new)
        candidates = await work.candidates.search(Window(), CandidateSearch(until=begin - timedelta(days=29)))
    assert (card.since, found.total, candidates.total) == (at["hired"], 1, 1)
    async with ours.storage.transaction(ours.actor.org_id) as work:  # with several times
        for time in at.values():
            with happened(time):
                await work.tags.add(TagDetails(name=time.isoformat()))
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        entries = (await work.audit.page(Window(), AuditSearch(entity="tag"))).items
    assert [entry.effective_at for entry in entries] == list(at.values())
    later = await applied(ours, "applied", "offer")
    assert {entry.effective_at for entry in await stage_entries(ours) if entry.entity_id == later.id} == {None}


async def undo(ours: Organisation, before: Application, after: Application) -> None:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await restore(work, ours.actor, [asdict(move_write(before, after))])


async def reports(ours: Organisation) -> list[Any]:
    return [await one(ours) for one in (funnel, times, to_hire, sources)]


async def test_an_undone_move_leaves_everything_but_the_log_as_before(ours: Organisation) -> None:
    since = [datetime.now(UTC) - timedelta(days=number) for number in (30, 15)]
    with happened(since[0]):
        before = await applied(ours, "applied")
    with happened(since[1]):
        screened = await moved(ours, before.id, "screening")
    history = HistoryService(ours.storage, SystemClock())
    expected = await reports(ours)
    offered = await moved(ours, before.id, "offer")
    hired = await moved(ours, before.id, "hired")
    await undo(ours, offered, hired)
    assert [one.type for one in await times(ours)] == [APPLIED, SCREENING, OFFER]
    await undo(ours, screened, offered)
    again = await moved(ours, before.id, "rejected")
    await undo(ours, screened, again)
    assert await reports(ours) == expected
    assert [visit.entered_at for visit in await history.of_application(ours.actor, before.id)] == since
    async with ours.storage.transaction(ours.actor.org_id) as work:
        (card,) = await work.applications.cards(before.job_id, ["screening"], 5)
        (waiting,) = await work.applications.longest_waiting(ApplicationSearch(), [], 5)
    assert (card.since, waiting.since) == (since[1], since[1])
    entries = await stage_entries(ours)
    ids = [entry.id for entry in entries]
    assert [entry.stage for entry in entries][2:] == ["offer", "hired", "offer", "screening", "rejected", "screening"]
    assert [entry.undoes_id for entry in entries] == [*[None] * 4, ids[3], ids[2], None, ids[6]]
    assert {entry.effective_at for entry in entries[2:]} == {None}
    await moved(ours, before.id, "interview")
    assert await funnel(ours) == FunnelCounts(1, 0, {INTERVIEW: 1})
    assert [(one.type, one.ended.count, one.current) for one in await times(ours)] == [
        (APPLIED, 1, 0),
        (SCREENING, 1, 0),
        (INTERVIEW, 0, 1),
    ]


async def test_moves_of_others_count_although_an_earlier_one_was_undone(ours: Organisation) -> None:
    before = await applied(ours, "applied")
    after = await moved(ours, before.id, "screening")
    for status in ("offer", "screening"):
        await moved(ours, before.id, status)
    await undo(ours, before, after)
    assert await funnel(ours) == FunnelCounts(1, 0, {OFFER: 1})
    assert {entry.undoes_id for entry in await stage_entries(ours)} == {None}


async def counted(ours: Organisation, number: Number, **scope: Any) -> tuple[list[CountedApplication], int]:
    """Return all that a number counts, from pages of two, and how many erased there are beside."""
    items: list[CountedApplication] = []
    async with ours.storage.transaction(ours.actor.org_id) as work:
        while True:
            window = Window(skip=len(items), limit=2)
            found = await work.reports.applications(ReportScope(**scope), number, window)
            items += found.page.items
            if not found.page.more:
                assert found.page.total == len(items)
                return items, found.erased


async def of_every_kind(ours: Organisation) -> tuple[list[int], list[datetime]]:
    """Store applications of all histories that reports distinguish. Return the ids of two jobs, and some times."""
    job, other, removed = [await ours.job(title) for title in ("Baker", "Engineer", "Removed")]
    begin = datetime.now(UTC)
    past = [begin - timedelta(days=number) for number in (30, 20, 10)]
    with happened(past[0]):
        before = await applied(ours, "applied", job=job, source="referral")
    with happened(past[1]):
        after = await moved(ours, before.id, "interview")
    with happened(past[2]):
        await moved(ours, before.id, "hired")
    await applied(ours, "applied", "interview", "applied", "interview", "rejected", job=other, source="referral")
    await applied(ours, "sourced", "hired", "offer", job=job)
    await applied(ours, "hired", job=other)
    await applied(ours, "rejected", job=job)
    await applied(ours, "applied", "technical interview", job=other, source="agency")
    undone = await applied(ours, "applied", job=job)
    await undo(ours, undone, await moved(ours, undone.id, "offer"))
    for statuses in (("applied", "interview", "hired"), ("applied", "rejected")):
        erased = await applied(ours, *statuses, job=other, source="referral")
        await Erasing(ours.storage, SystemClock(), lambda _: None).erase(ours.actor, erased.candidate_id)
    one, again = [await applied(ours, "applied", "screening", job=job) for _ in range(2)]
    await Merging(ours.storage, SystemClock()).merge(ours.actor, one.candidate_id, again.candidate_id)
    deleted = await applied(ours, "applied", "hired", job=job)
    await applied(ours, "applied", "hired", job=removed)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.applications.remove(deleted.id)
        await work.jobs.remove(removed.id)
        await work.stages.lock(other.id)
        await work.stages.put(other.id, [StageDetails(key="rejected", name="Met", type=INTERVIEW)])
        await work.applications.change(after.id, {"source": "careers page"})
    return [job.id, other.id, removed.id], [*past, begin]


async def test_a_number_counts_the_applications_of_its_list_and_erased_ones(
    ours: Organisation, theirs: Organisation
) -> None:
    job_ids, times_ = await of_every_kind(ours)
    await applied(theirs, "applied", "hired")
    periods: list[dict[str, Any]] = [{}, *({name: time} for name in ("since", "until") for time in times_)]
    scopes = [{**period, "job_id": job_id} for period in periods for job_id in (None, *job_ids)]
    seen = set()
    for scope in scopes:
        for number, count in numbers_of(await report(ours, lambda reports: reports.all, **scope)).items():
            items, erased = await counted(ours, number, **scope)
            assert len(items) + erased == count, (scope, number)
            assert items == sorted(items, key=lambda one: one.at, reverse=True)
            assert {one.application.job_id for one in items} <= ({scope["job_id"]} - {None} or set(job_ids))
            assert all(scope.get("since", one.at) <= one.at for one in items)
            seen |= {(number.figure, bool(number.source), bool(erased)) for _ in range(count)}
    limited = {Figure.APPLICATIONS, Figure.REACHED}
    assert {(figure, False) for figure in Figure} | {(figure, True) for figure in limited} == {one[:2] for one in seen}
    assert {figure for figure, _, erased in seen if erased} == set(Figure) - {Figure.ARCHIVED, Figure.CURRENT}


async def test_counted_applications_have_names_and_the_time_by_which_they_count(ours: Organisation) -> None:
    (job_id, other_id, _), (created, interviewed, hired, _) = await of_every_kind(ours)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        application = (await work.applications.page(Window(), job_id=job_id)).items[0]
    for number, at in (
        (Number(source="referral"), created),
        (Number(figure=Figure.REACHED, type=HIRED), created),
        (Number(figure=Figure.ENDED, type=INTERVIEW), interviewed),
        (Number(figure=Figure.CURRENT, type=HIRED), hired),
        (Number(figure=Figure.HIRES), hired),
    ):
        items, erased = await counted(ours, number, job_id=job_id)
        assert (items, erased) == (
            [
                CountedApplication(
                    application=application, candidate_name="Jane Doe", job_title="Baker", stage="Hired", at=at
                )
            ],
            0,
        )
    stays, _ = await counted(ours, Number(figure=Figure.ENDED, type=APPLIED), job_id=other_id)
    assert len({one.application.id for one in stays}) == len(stays) - 1
    assert application.source == "careers page"


def test_a_number_has_a_type_and_a_source_if_its_figure_has() -> None:
    for wrong in (
        {"figure": Figure.REACHED},
        {"figure": Figure.REACHED, "type": ARCHIVED},
        {"figure": Figure.HIRES, "type": HIRED},
        {"figure": Figure.HIRES, "source": "referral"},
        {"figure": Figure.CURRENT, "type": HIRED, "source": "referral"},
    ):
        with pytest.raises(Invalid):
            Number(**wrong)

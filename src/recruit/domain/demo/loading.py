"""Creates the demo data, with a history that ends at the present."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeAlias

from recruit.domain.accounts.model.users import Actor
from recruit.domain.applications.model import LADDER, ApplicationDetails, Move
from recruit.domain.audit.model import happened
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.demo import data
from recruit.domain.demo.model import DemoRecordDetails
from recruit.domain.engines.ranking.candidate_features import build_profile
from recruit.domain.engines.ranking.job_features import Query, build_query
from recruit.domain.engines.ranking.pair import score_pair
from recruit.domain.engines.ranking.scoring import score_value
from recruit.domain.extraction.intake import Intake, Resume
from recruit.domain.notes.model import NoteDetails
from recruit.domain.pipelines.model import BUILT_IN, RejectionReasonDetails
from recruit.domain.shared.case_folding import lowered
from recruit.domain.shared.pages import all_items
from recruit.domain.tags.model import TagDetails
from recruit.domain.tasks.model import TaskDetails
from recruit.ports.unit_of_work import UnitOfWork

APPLIED = LADDER[1]
MOST_MINUTES = 9 * 60
"""By which the times of one day differ."""

Write: TypeAlias = Callable[[UnitOfWork], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """A write in a unit of work of its own, and the aware time at which it happened."""

    at: datetime
    write: Write


@dataclass(frozen=True, slots=True)
class Arrival:
    """A candidate and an application: its stages with times, the place of its job in JOBS, and its source."""

    steps: Sequence[tuple[str, datetime]]
    job: int
    source: str
    store: Callable[[UnitOfWork], Awaitable[Candidate]]


class Loading:
    """Loads the demo data for an actor: `store`, and then the writes of `history` in order."""

    def __init__(self, actor: Actor, intake: Intake, now: datetime) -> None:
        self._actor = actor
        self._intake = intake
        self._now = now
        self._queries: dict[int, Query] = {}
        self._candidate_ids: dict[str, int] = {}
        self._application_ids: dict[int, int] = {}
        self._task_ids: dict[str, int] = {}
        self._reason_ids: dict[str, int] = {}
        """Name of a person → id of the rejection reason."""

        self._tag_ids: dict[str, list[int]] = {}
        """Name of a person → ids of the tags."""

    async def store(self, work: UnitOfWork, resumes: Sequence[Resume]) -> Sequence[HistoryEvent]:
        """Store all that others refer to, and return the events of its history in the order of their times."""
        with happened(self._time(max(data.OPENED))):
            await self._store_reasons(work)
            await self._store_tags(work)
        job_ids = await self._store_jobs(work)
        events: list[HistoryEvent] = []
        for one in sorted(self._arrivals(resumes), key=lambda arrival: arrival.steps[0][1]):  # ids follow the times
            (stage, at), *moves = one.steps
            with happened(at):
                candidate = await one.store(work)
            await self._record(work, candidate.full_name, candidate.id)
            details = ApplicationDetails(
                job_id=job_ids[one.job], candidate_id=candidate.id, status=stage, source=one.source
            )
            events.append(HistoryEvent(at, partial(self._apply, details)))
            for stage, at in moves:
                events.append(HistoryEvent(at, partial(self._move, candidate.full_name, stage)))
            if candidate.full_name in self._tag_ids:
                events.append(HistoryEvent(at, partial(self._tag, candidate.full_name)))
        return sorted([*events, *self._notes(), *self._tasks()], key=lambda event: event.at)

    def _arrivals(self, resumes: Sequence[Resume]) -> Iterator[Arrival]:
        for place, person in enumerate(data.people()):
            steps = [(stage, self._time(days, place)) for stage, days in person.steps]
            yield Arrival(steps, person.job, person.source, partial(_store_person, person))
        for file, resume in zip(data.RESUMES, resumes, strict=True):
            yield Arrival(
                [(APPLIED, self._time(file.days))], file.job, "careers page", partial(self._store_resume, resume)
            )

    def _time(self, days: int, place: int = 0) -> datetime:
        """Return a time so many days ago, and up to MOST_MINUTES earlier, depending on the place."""
        return self._now - timedelta(days=days, minutes=place * 53 % MOST_MINUTES)

    async def _store_jobs(self, work: UnitOfWork) -> dict[int, int]:
        """Add the jobs, the oldest first. Return place in JOBS → id."""
        ids: dict[int, int] = {}
        for place in sorted(range(len(data.JOBS)), key=lambda place: -data.OPENED[place]):
            with happened(self._time(data.OPENED[place])):
                job = await work.jobs.add(data.JOBS[place], created_by_user_id=self._actor.user_id)
                await work.stages.put(job.id, BUILT_IN)  # the organisation's default template may lack some
            await work.demo_records.add(DemoRecordDetails(job_id=job.id))
            self._queries[job.id] = build_query(job)
            ids[place] = job.id
        return ids

    async def _store_resume(self, resume: Resume, work: UnitOfWork) -> Candidate:
        return (await self._intake.store(work, resume))[0]

    async def _store_reasons(self, work: UnitOfWork) -> None:
        """Add rejection reasons. One of the organisation with the same name is used."""
        ids = {reason.name: reason.id async for reason in all_items(work.rejection_reasons.page)}
        for name, (type_, people) in data.REASONS.items():
            if name not in ids:
                reason = await work.rejection_reasons.add(RejectionReasonDetails(name=name, type=type_))
                ids[name] = reason.id
                await work.demo_records.add(DemoRecordDetails(reason_id=reason.id))
            self._reason_ids |= dict.fromkeys(people, ids[name])

    async def _store_tags(self, work: UnitOfWork) -> None:
        """Add tags. One of the organisation with the same name is used."""
        ids = {lowered(tag.name): tag.id async for tag in all_items(work.tags.page)}
        for name, (colour, people) in data.TAGS.items():
            tag_id = ids.get(lowered(name))
            if tag_id is None:
                tag_id = (await work.tags.add(TagDetails(name=name, colour=colour))).id
                await work.demo_records.add(DemoRecordDetails(tag_id=tag_id))
            for person in people:
                self._tag_ids.setdefault(person, []).append(tag_id)

    async def _record(self, work: UnitOfWork, name: str, candidate_id: int) -> None:
        self._candidate_ids[name] = candidate_id
        await work.demo_records.add(DemoRecordDetails(candidate_id=candidate_id))

    async def _apply(self, details: ApplicationDetails, work: UnitOfWork) -> None:
        (stored,) = await work.candidates.get_many([details.candidate_id])  # with skills
        found = score_pair(self._queries[details.job_id], build_profile(stored.record), None)
        details = replace(details, fit_score=score_value(found.components, found.weights))
        self._application_ids[details.candidate_id] = (await work.applications.add(details)).id

    async def _move(self, name: str, stage: str, work: UnitOfWork) -> None:
        ids = [self._application_ids[self._candidate_ids[name]]]
        reason_id = self._reason_ids[name] if stage in data.END_NOTES else None
        await work.applications.lock_all(ids)
        await work.applications.move(ids, Move(stage=stage, reason_id=reason_id, note=data.END_NOTES.get(stage)))

    async def _tag(self, name: str, work: UnitOfWork) -> None:
        for tag_id in self._tag_ids[name]:
            await work.tags.attach(self._candidate_ids[name], tag_id)

    def _notes(self) -> Iterator[HistoryEvent]:
        for place, (name, notes) in enumerate(data.NOTES.items()):
            for days, text in notes:
                at = self._time(days, place)
                details = NoteDetails(
                    candidate_id=self._candidate_ids[name], author_user_id=self._actor.user_id, text=text, created_at=at
                )
                yield HistoryEvent(at, partial(_add_note, details))

    def _tasks(self) -> Iterator[HistoryEvent]:
        for place, task in enumerate(data.TASKS):
            details = TaskDetails(
                title=task.title,
                due_at=self._time(task.due, place),
                assignee_user_id=self._actor.user_id,
                candidate_id=self._candidate_ids[task.name],
            )
            at = self._time(task.days, place)
            yield HistoryEvent(at, partial(self._add_task, details, at))
            if task.done is not None:
                at = self._time(task.done, place)
                yield HistoryEvent(at, partial(self._finish_task, task.title, at))

    async def _add_task(self, details: TaskDetails, at: datetime, work: UnitOfWork) -> None:
        task = await work.tasks.add(details, created_by_user_id=self._actor.user_id, now=at)
        self._task_ids[task.title] = task.id

    async def _finish_task(self, title: str, at: datetime, work: UnitOfWork) -> None:
        await work.tasks.change(self._task_ids[title], {"done_at": at, "done_by_user_id": self._actor.user_id})


async def _store_person(person: data.Person, work: UnitOfWork) -> Candidate:
    candidate = await work.candidates.add(person.details)
    await work.profiles.put(candidate.id, person.profile)
    return candidate


async def _add_note(details: NoteDetails, work: UnitOfWork) -> None:
    await work.notes.add(details)

"""Repositories that are restricted to a hiring manager's own jobs.

Own candidates are those with an application for an own job. Other rows are not found, and in no list and no total.
Lists are filtered in memory: a hiring manager has few jobs. Methods that aren't here raise Forbidden.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from recruit.domain.applications.model import ALL_CARDS, Application, CardFilter, Move
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.external_ids.model import RecordKind
from recruit.domain.jobs.model import Job, status_counts
from recruit.domain.notes.model import Note, NoteDetails, Visibility
from recruit.domain.shared.case_folding import lowered
from recruit.domain.shared.errors import Forbidden, NotFound
from recruit.domain.shared.pages import Page, Window, all_items, page_of
from recruit.domain.tasks.model import Task, TaskDetails, TaskSearch
from recruit.ports.audit import AuditSearch
from recruit.ports.changes import Changes
from recruit.ports.unit_of_work import UnitOfWork

ONLY_OWN_JOBS = (
    "Hiring managers see only the jobs of their teams on this server, with their applications and candidates, and this "
    "operation isn't limited to those"
)
MOST_READ = 10_000
"""Rows of a list that are filtered at most, where the list is ordered otherwise than by id."""


class OwnJobs:
    """The ids of a user's own jobs, read once in a unit of work, and checks of records against them."""

    def __init__(self, work: UnitOfWork, user_id: int) -> None:
        self._work = work
        self._user_id = user_id
        self._jobs: frozenset[int] | None = None

    async def jobs(self) -> frozenset[int]:
        """Return the ids of the own jobs."""
        if self._jobs is None:
            self._jobs = frozenset(await self._work.team.job_ids(self._user_id))
        return self._jobs

    def is_of_user(self, task: Task) -> bool:
        """Return whether the user has made a task, or is to do it."""
        return self._user_id in {task.created_by_user_id, task.assignee_user_id}

    async def check_job(self, job_id: int) -> None:
        """Raise NotFound for any other job."""
        if job_id not in await self.jobs():
            raise NotFound("job", job_id)

    async def applications(self) -> Sequence[Application]:
        """Return the applications for own jobs, in ascending id."""
        found = [one for job_id in await self.jobs() for one in await self._applications(job_id=job_id)]
        return sorted(found, key=lambda application: application.id)

    async def applications_of(self, candidate_id: int) -> Sequence[Application]:
        """Return a candidate's applications for own jobs, in ascending id. Raise NotFound if there are none."""
        own = await self.jobs()
        found = [one for one in await self._applications(candidate_id=candidate_id) if one.job_id in own]
        if not found:
            raise NotFound("candidate", candidate_id)
        return found

    async def candidates(self) -> frozenset[int]:
        """Return the ids of the own candidates."""
        return frozenset(application.candidate_id for application in await self.applications())

    async def _applications(self, **filters: Any) -> list[Application]:
        page = self._work.applications.page
        return [one async for one in all_items(lambda window: page(window, **filters))]


class Repository:
    """A repository whose methods raise Forbidden, except those in `ALLOWED` and those that a subclass restricts."""

    ALLOWED: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, inner: Any, own: OwnJobs) -> None:
        self._inner = inner
        self._own = own

    def __getattr__(self, name: str) -> Any:
        """Return an allowed method of the unrestricted repository. Raise Forbidden for any other."""
        if name in self.ALLOWED:
            return getattr(self._inner, name)
        raise Forbidden(ONLY_OWN_JOBS)


class Records(Repository):
    """A repository whose records are found by id."""

    async def _check(self, id: int) -> None:
        """Raise NotFound for a record that isn't the user's."""
        raise NotImplementedError

    async def get(self, id: int) -> Any:
        """Return one record."""
        await self._check(id)
        return await self._inner.get(id)

    async def lock(self, id: int) -> Any:
        """Lock a record and return it."""
        await self._check(id)
        return await self._inner.lock(id)

    async def change(self, id: int, changes: Changes) -> Any:
        """Set fields of a record."""
        await self._check(id)
        return await self._inner.change(id, changes)


class Jobs(Records):
    """Own jobs."""

    async def record_times(self, ids: Collection[int]) -> Any:
        """Return the times of own jobs."""
        return await self._inner.record_times(sorted((await self._own.jobs()).intersection(ids)))

    async def _check(self, id: int) -> None:
        await self._own.check_job(id)

    async def by_ids(self, ids: Collection[int]) -> Sequence[Job]:
        """Return own jobs by id."""
        found: Sequence[Job] = await self._inner.by_ids(sorted((await self._own.jobs()).intersection(ids)))
        return found

    async def page(self, window: Window, *, status: str | None = None, q: str | None = None) -> Page[Job]:
        """Return a page of own jobs."""
        part = lowered(q or "")
        jobs = await self.by_ids(await self._own.jobs())
        return page_of(window, [job for job in jobs if status in {None, job.status} and part in lowered(job.title)])

    async def status_counts(self) -> Mapping[str, int]:
        """Return the number of own jobs with each status."""
        return status_counts(await self.by_ids(await self._own.jobs()))


class Candidates(Records):
    """Own candidates."""

    async def record_times(self, ids: Collection[int]) -> Any:
        """Return the times of own candidates."""
        return await self._inner.record_times(sorted((await self._own.candidates()).intersection(ids)))

    async def _check(self, id: int) -> None:
        await self._own.applications_of(id)

    async def by_ids(self, ids: Collection[int]) -> Sequence[Candidate]:
        """Return own candidates by id."""
        found: Sequence[Candidate] = await self._inner.by_ids(sorted((await self._own.candidates()).intersection(ids)))
        return found

    async def times(self, ids: Collection[int]) -> Any:
        """Return the times of own candidates."""
        return await self._inner.times(sorted((await self._own.candidates()).intersection(ids)))

    async def page(self, window: Window, *, q: str | None = None) -> Page[Candidate]:
        """Return a page of own candidates."""
        part = lowered(q or "")
        found = await self.by_ids(await self._own.candidates())
        return page_of(window, [candidate for candidate in found if part in lowered(candidate.full_name)])


class Applications(Records):
    """Applications for own jobs."""

    async def record_times(self, ids: Collection[int]) -> Any:
        """Return the times of applications."""
        own = {application.id for application in await self._own.applications()}
        return await self._inner.record_times(sorted(own.intersection(ids)))

    async def _check(self, id: int) -> None:
        if (await self._inner.get(id)).job_id not in await self._own.jobs():
            raise NotFound("application", id)

    async def by_ids(self, ids: Collection[int]) -> Sequence[Application]:
        """Return applications by id."""
        return [application for application in await self._own.applications() if application.id in ids]

    async def page(
        self, window: Window, *, job_id: int | None = None, candidate_id: int | None = None, status: str | None = None
    ) -> Page[Application]:
        """Return a page of applications."""
        found = [
            application
            for application in await self._own.applications()
            if job_id in {None, application.job_id}
            and candidate_id in {None, application.candidate_id}
            and status in {None, application.status}
        ]
        return page_of(window, found)

    async def lock_all(self, ids: Collection[int]) -> Sequence[Application]:
        """Lock applications and return them."""
        own = {application.id for application in await self._own.applications()}
        found: Sequence[Application] = await self._inner.lock_all(sorted(own.intersection(ids)))
        return found

    async def move(self, ids: Collection[int], move: Move) -> Any:
        """Put applications into a stage of their jobs."""
        for id in ids:
            await self._check(id)
        return await self._inner.move(ids, move)

    async def stage_counts(self, job_id: int, criteria: CardFilter = ALL_CARDS) -> Any:
        """Return the number of applications in each stage of a job."""
        await self._own.check_job(job_id)
        return await self._inner.stage_counts(job_id, criteria)

    async def overviews(self, job_ids: Sequence[int]) -> Any:
        """Return the stages of own jobs with the numbers of their applications."""
        return await self._inner.overviews(sorted((await self._own.jobs()).intersection(job_ids)))

    async def sources(self, job_id: int | None = None) -> Any:
        """Return the sources of a job's applications."""
        if job_id is None:
            raise Forbidden(ONLY_OWN_JOBS)
        await self._own.check_job(job_id)
        return await self._inner.sources(job_id)

    async def stages_of_people(self, job_id: int, candidate_ids: Sequence[int]) -> Any:
        """Return the names of the stages of candidates."""
        await self._own.check_job(job_id)
        return await self._inner.stages_of_people(job_id, candidate_ids)

    async def latest_of_candidates(self, candidate_ids: Sequence[int], job_ids: Collection[int] | None = None) -> Any:
        """Return the newest application of each candidate for an own job."""
        own = await self._own.jobs()
        return await self._inner.latest_of_candidates(
            candidate_ids, own if job_ids is None else own.intersection(job_ids)
        )

    async def cards(
        self, job_id: int, stages: Sequence[str], limit: int, after: int = 0, criteria: CardFilter = ALL_CARDS
    ) -> Any:
        """Return the first applications of each stage of a job."""
        await self._own.check_job(job_id)
        return await self._inner.cards(job_id, stages, limit, after, criteria)

    async def card_places(self, job_id: int, stages: Sequence[str], criteria: CardFilter = ALL_CARDS) -> Any:
        """Return all applications in stages of a job."""
        await self._own.check_job(job_id)
        return await self._inner.card_places(job_id, stages, criteria)

    async def queue_place(self, application: Application) -> Any:
        """Return the place of an application in its stage."""
        await self._own.check_job(application.job_id)
        return await self._inner.queue_place(application)


class Stages(Repository):
    """Stages of own jobs."""

    async def of_job(self, job_id: int) -> Any:
        """Return the stages of a job."""
        await self._own.check_job(job_id)
        return await self._inner.of_job(job_id)

    async def of_jobs(self, job_ids: Collection[int]) -> Any:
        """Return the stored stages of jobs."""
        return await self._inner.of_jobs(sorted((await self._own.jobs()).intersection(job_ids)))


class PipelineTemplates(Repository):
    """The organisation's templates, which may be read."""

    ALLOWED = frozenset({"get", "page"})


class RejectionReasons(Repository):
    """The organisation's rejection reasons, which may be read."""

    ALLOWED = frozenset({"get", "page", "by_ids"})


class Profiles(Repository):
    """Profiles of own candidates."""

    async def get(self, candidate_id: int) -> Any:
        """Return a profile."""
        await self._own.applications_of(candidate_id)
        return await self._inner.get(candidate_id)

    async def contacts(self, ids: Collection[int]) -> Any:
        """Return the contacts of own candidates."""
        return await self._inner.contacts(sorted((await self._own.candidates()).intersection(ids)))


class Documents(Repository):
    """Documents of own candidates."""

    async def page(self, window: Window, candidate_id: int) -> Any:
        """Return a page of a candidate's documents."""
        await self._own.applications_of(candidate_id)
        return await self._inner.page(window, candidate_id)

    async def content(self, candidate_id: int, document_id: int) -> Any:
        """Return one document with its bytes."""
        await self._own.applications_of(candidate_id)
        return await self._inner.content(candidate_id, document_id)

    async def fields(self, candidate_id: int, document_id: int) -> Any:
        """Return the fields read from one document."""
        await self._own.applications_of(candidate_id)
        return await self._inner.fields(candidate_id, document_id)

    async def text(self, candidate_id: int, document_id: int) -> Any:
        """Return one document with its text."""
        await self._own.applications_of(candidate_id)
        return await self._inner.text(candidate_id, document_id)


class Notes(Records):
    """Notes on own candidates, except those on their applications for other jobs."""

    ALLOWED = frozenset({"mark_read"})

    async def _check(self, id: int) -> None:
        if not await self._own_notes([await self._inner.get(id)]):
            raise NotFound("note", id)

    async def add(self, details: NoteDetails) -> Note:
        """Store a note."""
        applications = await self._own.applications_of(details.candidate_id)
        if details.application_id not in {None, *(one.id for one in applications)}:
            raise NotFound("application", details.application_id or 0)
        note: Note = await self._inner.add(details)
        return note

    async def remove(self, id: int) -> None:
        """Remove a note."""
        await self._check(id)
        await self._inner.remove(id)

    async def page(self, window: Window, visibilities: Collection[Visibility], **filters: int) -> Page[Note]:
        """Return a page of the notes on a candidate, or on an application."""
        notes = all_items(lambda of: self._inner.page(of, visibilities, **filters))
        return page_of(window, await self._own_notes([note async for note in notes]))

    async def unread(self, user_id: int, visibilities: Collection[Visibility], limit: int) -> Page[Note]:
        """Return the last unread notes."""
        found = await self._own_notes((await self._inner.unread(user_id, visibilities, MOST_READ)).items)
        return Page(found[:limit], len(found), len(found) > limit)

    async def _own_notes(self, notes: Iterable[Note]) -> Sequence[Note]:
        applications = await self._own.applications()
        candidates = {application.candidate_id for application in applications}
        ids = {None, *(application.id for application in applications)}
        return [note for note in notes if note.candidate_id in candidates and note.application_id in ids]


class Tags(Repository):
    """All tags, and those of own candidates."""

    ALLOWED = frozenset({"get", "page"})

    async def counts(self, tag_ids: Sequence[int], candidate_ids: Collection[int] | None = None) -> Any:
        """Return the number of own candidates with each tag."""
        own = await self._own.candidates()
        return await self._inner.counts(tag_ids, own if candidate_ids is None else own.intersection(candidate_ids))

    async def of_candidate(self, window: Window, candidate_id: int) -> Any:
        """Return a page of a candidate's tags."""
        await self._own.applications_of(candidate_id)
        return await self._inner.of_candidate(window, candidate_id)

    async def of_candidates(self, candidate_ids: Collection[int]) -> Any:
        """Return the tags of own candidates."""
        return await self._inner.of_candidates(sorted((await self._own.candidates()).intersection(candidate_ids)))


class ExternalIds(Repository):
    """External ids of own jobs, their applications and candidates. Those of a record that was locked may be set."""

    ALLOWED = frozenset({"put"})

    async def of_records(self, kind: RecordKind, ids: Collection[int]) -> Any:
        """Return the external ids of own records."""
        if kind is RecordKind.APPLICATION:
            own = frozenset(application.id for application in await self._own.applications())
        else:
            own = await (self._own.jobs() if kind is RecordKind.JOB else self._own.candidates())
        return await self._inner.of_records(kind, sorted(own.intersection(ids)))


class Tasks(Records):
    """Tasks about own jobs and own candidates. Those about none only if the user has made or is to do them."""

    async def _check(self, id: int) -> None:
        if not await self._own_tasks([await self._inner.get(id)]):
            raise NotFound("task", id)

    async def add(self, details: TaskDetails, **others: Any) -> Task:
        """Store a task."""
        if details.job_id is not None:
            await self._own.check_job(details.job_id)
        if details.candidate_id is not None:
            await self._own.applications_of(details.candidate_id)
        task: Task = await self._inner.add(details, **others)
        return task

    async def remove(self, id: int) -> None:
        """Remove a task."""
        await self._check(id)
        await self._inner.remove(id)

    async def page(self, window: Window, criteria: TaskSearch) -> Page[Task]:
        """Return a page of tasks."""
        tasks = all_items(lambda of: self._inner.page(of, criteria))
        return page_of(window, await self._own_tasks([task async for task in tasks]))

    async def open_of(self, user_id: int, limit: int) -> Page[Task]:
        """Return a user's open tasks."""
        found = await self._own_tasks((await self._inner.open_of(user_id, MOST_READ)).items)
        return Page(found[:limit], len(found), len(found) > limit)

    async def _own_tasks(self, tasks: Iterable[Task]) -> Sequence[Task]:
        jobs, candidates = {None, *await self._own.jobs()}, {None, *await self._own.candidates()}
        found = (task for task in tasks if task.job_id in jobs and task.candidate_id in candidates)
        return [task for task in found if task.is_about_a_record or self._own.is_of_user(task)]


class Team(Repository):
    """Teams of own jobs."""

    ALLOWED = frozenset({"job_ids", "waiting"})

    async def of_job(self, job_id: int) -> Any:
        """Return the members of a job's team."""
        await self._own.check_job(job_id)
        return await self._inner.of_job(job_id)


class AuditLog(Repository):
    """The audit log, which may be added to. Only entries about applications for own jobs may be read."""

    ALLOWED = frozenset({"note"})

    async def page(self, window: Window, criteria: AuditSearch, *, newest_first: bool = False) -> Any:
        """Return a page of entries about one application."""
        own = {application.id for application in await self._own.applications()}
        if criteria.entity != "application" or criteria.entity_id not in own:
            raise Forbidden(ONLY_OWN_JOBS)
        return await self._inner.page(window, criteria, newest_first=newest_first)

    async def of_applications(self, ids: Sequence[int]) -> Any:
        """Return all entries of applications."""
        own = {application.id for application in await self._own.applications()}
        return await self._inner.of_applications([one for one in ids if one in own])

"""Demo service: loads the demo data and removes it."""

from collections.abc import Iterable, Mapping, Sequence

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.applications.model import LADDER, ApplicationDetails, Move
from recruit.domain.demo import data
from recruit.domain.demo.model import DemoCounts, DemoRecord, DemoRecordDetails
from recruit.domain.extraction.intake import Intake, Resume
from recruit.domain.jobs.model import JobDetails
from recruit.domain.notes.model import NoteDetails
from recruit.domain.pipelines.model import BUILT_IN
from recruit.domain.shared.case_folding import lowered
from recruit.domain.shared.change_listeners import OnChange, ignore
from recruit.domain.shared.pages import Window
from recruit.domain.tags.model import TagDetails
from recruit.domain.tasks.model import TaskDetails
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

NEEDED = (
    *(Permission.WRITE_JOBS, Permission.DELETE_JOBS),
    *(Permission.WRITE_CANDIDATES, Permission.DELETE_CANDIDATES, Permission.WRITE_DOCUMENTS),
    *(Permission.CREATE_APPLICATIONS, Permission.WRITE_TASKS),
)
"""Permissions that loading and removing require: who loads the data can remove it."""

MOST_TAGS = 1_000
APPLIED = LADDER[1]


class Demo:
    """The demo data of the actor's organisation: a few jobs, with candidates, applications, notes, tags and tasks.

    Its jobs, candidates and tags are recorded, so that they are found again whatever was changed in them.
    """

    def __init__(self, storage: Storage, intake: Intake, clock: Clock, on_change: OnChange = ignore) -> None:
        """Call `on_change` after every change that affects matching."""
        self._storage = storage
        self._intake = intake
        self._clock = clock
        self._on_change = on_change

    async def counts(self, actor: Actor) -> DemoCounts:
        """Return the numbers of demo jobs and candidates, zero if the demo data isn't loaded."""
        actor.require(Permission.READ_JOBS)
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.autocommit(actor.org_id) as work:
            return _counts(await work.demo_records.all())

    async def load(self, actor: Actor) -> DemoCounts:
        """Create the demo data in one transaction, unless there is some, and return the numbers of its records."""
        _require_all(actor)
        resumes = [await self._intake.read_resume(resume.content(), resume.filename, None) for resume in data.RESUMES]
        async with self._storage.outer_transaction(actor.org_id):
            stages = {}
            async with self._storage.transaction(actor.org_id) as work:
                await work.organisations.lock()  # of two calls at once, the second one finds the data of the first
                if not await work.demo_records.all():
                    stages = await self._store(work, actor, resumes)
                found = await work.demo_records.all()
            await self._move(actor.org_id, stages)
        self._on_change(actor.org_id)
        return _counts(found)

    async def remove(self, actor: Actor) -> DemoCounts:
        """Remove the demo data in one transaction, with what belongs to it, and return the numbers of removed records.

        A job for which other candidates have applied stays, and so does a tag that others have or that a saved search
        uses. They are no demo data any more. Match logs stay.
        """
        _require_all(actor)
        async with self._storage.transaction(actor.org_id) as work:
            await work.organisations.lock()
            records = await work.demo_records.all()
            for record in records:
                if record.candidate_id is not None:
                    await work.candidates.remove(record.candidate_id)
            kept = 0
            for record in records:
                if record.job_id is not None and not await self._remove_job(work, record, record.job_id):
                    kept += 1
                elif record.tag_id is not None:
                    await self._remove_tag(work, record, record.tag_id)
        self._on_change(actor.org_id)
        counts = _counts(records)
        return DemoCounts(counts.jobs - kept, counts.candidates, kept)

    async def _remove_job(self, work: UnitOfWork, record: DemoRecord, job_id: int) -> bool:
        """Remove a job, unless candidates have applied for it who aren't demo data. Return whether it is removed."""
        await work.jobs.lock(job_id)  # no application is added until the job is removed
        if (await work.applications.page(Window(limit=1), job_id=job_id)).items:
            await work.demo_records.remove(record.id)
            return False
        await work.jobs.remove(job_id)
        return True

    async def _remove_tag(self, work: UnitOfWork, record: DemoRecord, tag_id: int) -> None:
        """Remove a tag, unless it is in use."""
        await work.tags.lock(tag_id)
        if await work.tags.counts([tag_id]) or await work.saved_searches.lock_with_tag(tag_id):
            await work.demo_records.remove(record.id)
        else:
            await work.tags.remove(tag_id)

    async def _store(self, work: UnitOfWork, actor: Actor, resumes: Sequence[Resume]) -> dict[int, str]:
        """Store all records, and return the stages to move applications to, by id."""
        job_ids = [await self._store_job(work, actor, job) for job in data.JOBS]
        candidate_ids: dict[str, int] = {}
        stages: dict[int, str] = {}
        for person in data.people():
            candidate = await work.candidates.add(person.details)
            await work.profiles.put(candidate.id, person.profile)
            candidate_ids[candidate.full_name] = candidate.id
            stages[await _apply(work, job_ids[person.job], candidate.id, person.stage, person.source)] = person.stage
        for resume, file in zip(resumes, data.RESUMES, strict=True):
            candidate, _ = await self._intake.store(work, resume)
            candidate_ids[file.filename] = candidate.id
            await _apply(work, job_ids[file.job], candidate.id, APPLIED, "careers page")
        for candidate_id in candidate_ids.values():
            await work.demo_records.add(DemoRecordDetails(candidate_id=candidate_id))
        await self._annotate(work, actor, candidate_ids)
        return stages

    async def _move(self, org_id: int, stages: Mapping[int, str]) -> None:
        """Move applications by id to their stages, through the stages before.

        Each step is a unit of work: storage in memory records one change of a row in each.
        """
        steps = [
            (Move(stage=stage), [id for id, last in stages.items() if last in LADDER[place:]])
            for place, stage in enumerate(LADDER)
            if place > LADDER.index(APPLIED)
        ]
        steps += [
            (Move(stage=end, note=note), [id for id, last in stages.items() if last == end])
            for end, note in data.END_NOTES.items()
        ]
        for move, ids in steps:
            async with self._storage.transaction(org_id) as work:
                await work.applications.lock_all(ids)
                await work.applications.move(ids, move)

    async def _store_job(self, work: UnitOfWork, actor: Actor, details: JobDetails) -> int:
        job = await work.jobs.add(details, created_by_user_id=actor.user_id)
        await work.stages.put(job.id, BUILT_IN)  # the organisation's default template may lack some
        await work.demo_records.add(DemoRecordDetails(job_id=job.id))
        return job.id

    async def _annotate(self, work: UnitOfWork, actor: Actor, candidate_ids: dict[str, int]) -> None:
        """Add tags, notes and tasks of the actor. A tag of the organisation with the same name is used."""
        now = self._clock.now()
        tag_ids = {lowered(tag.name): tag.id for tag in (await work.tags.page(Window(limit=MOST_TAGS))).items}
        for tag_name, (colour, names) in data.TAGS.items():
            tag_id = tag_ids.get(lowered(tag_name))
            if tag_id is None:
                tag_id = (await work.tags.add(TagDetails(name=tag_name, colour=colour))).id
                await work.demo_records.add(DemoRecordDetails(tag_id=tag_id))
            for name in names:
                await work.tags.attach(candidate_ids[name], tag_id)
        for name, texts in data.NOTES.items():
            for text in texts:
                details = NoteDetails(
                    candidate_id=candidate_ids[name], author_user_id=actor.user_id, text=text, created_at=now
                )
                await work.notes.add(details)
        for title, name in data.TASKS:
            task = TaskDetails(title=title, assignee_user_id=actor.user_id, candidate_id=candidate_ids[name])
            await work.tasks.add(task, created_by_user_id=actor.user_id, now=now)


async def _apply(work: UnitOfWork, job_id: int, candidate_id: int, stage: str, source: str) -> int:
    """Add an application in its stage, or, if that is a later one, in the stage of those who have applied."""
    first = stage if stage in LADDER[:2] else APPLIED
    details = ApplicationDetails(job_id=job_id, candidate_id=candidate_id, status=first, source=source)
    return (await work.applications.add(details)).id


def _counts(records: Iterable[DemoRecord]) -> DemoCounts:
    found = list(records)
    return DemoCounts(
        jobs=sum(record.job_id is not None for record in found),
        candidates=sum(record.candidate_id is not None for record in found),
    )


def _require_all(actor: Actor) -> None:
    for permission in NEEDED:
        actor.require(permission)

"""Demo service: loads the demo data and removes it."""

from collections.abc import Iterable, Sequence

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.audit.model import happened
from recruit.domain.demo import data
from recruit.domain.demo.loading import HistoryEvent, Loading
from recruit.domain.demo.model import DemoCounts, DemoRecord
from recruit.domain.extraction.intake import Intake
from recruit.domain.shared.change_listeners import OnChange, ignore
from recruit.domain.shared.pages import Window
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

NEEDED = (
    *(Permission.WRITE_JOBS, Permission.DELETE_JOBS),
    *(Permission.WRITE_CANDIDATES, Permission.DELETE_CANDIDATES, Permission.WRITE_DOCUMENTS),
    *(Permission.CREATE_APPLICATIONS, Permission.MANAGE_PIPELINES, Permission.WRITE_TASKS),
)
"""Permissions that loading and removing require: who loads the data can remove it."""


class Demo:
    """The demo data of the actor's organisation: a few jobs, with candidates, applications, notes, tags and tasks.

    Its jobs, candidates, tags and rejection reasons are recorded, so that they are found again whatever was changed in
    them.
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
        """Create the demo data in one transaction, unless there is some, and return the numbers of its records.

        Its history ends at the present. The audit log says when it was written.
        """
        _require_all(actor)
        resumes = [await self._intake.read_resume(resume.content(), resume.filename, None) for resume in data.RESUMES]
        async with self._storage.outer_transaction(actor.org_id):
            history: Sequence[HistoryEvent] = ()
            async with self._storage.transaction(actor.org_id) as work:
                await work.organisations.lock()  # of two calls at once, the second one finds the data of the first
                if not await work.demo_records.all():
                    history = await Loading(actor, self._intake, self._clock.now()).store(work, resumes)
                found = await work.demo_records.all()
            for event in history:  # each in a unit of work, as storage in memory records one change of a row in each
                with happened(event.at):
                    async with self._storage.transaction(actor.org_id) as work:
                        await event.write(work)
        self._on_change(actor.org_id)
        return _counts(found)

    async def remove(self, actor: Actor) -> DemoCounts:
        """Remove the demo data in one transaction, with what belongs to it, and return the numbers of removed records.

        A job for which other candidates have applied stays, and so do a tag that others have or that a saved search
        uses, and a rejection reason of another application. They are no demo data any more. Match logs stay.
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
                elif record.reason_id is not None:
                    await self._remove_reason(work, record, record.reason_id)
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

    async def _remove_reason(self, work: UnitOfWork, record: DemoRecord, reason_id: int) -> None:
        """Remove a rejection reason, unless an application has it."""
        await work.rejection_reasons.lock(reason_id)
        if not await work.rejection_reasons.remove_unreferenced(reason_id):
            await work.demo_records.remove(record.id)


def _counts(records: Iterable[DemoRecord]) -> DemoCounts:
    found = list(records)
    return DemoCounts(
        jobs=sum(record.job_id is not None for record in found),
        candidates=sum(record.candidate_id is not None for record in found),
    )


def _require_all(actor: Actor) -> None:
    for permission in NEEDED:
        actor.require(permission)

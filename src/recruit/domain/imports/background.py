"""Background job: processes queued items of imports one after the other."""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import timedelta

from recruit.domain.applications.model import Application, ApplicationDetails
from recruit.domain.extraction.intake import Intake, Resume
from recruit.domain.imports import repeated_rows, rows
from recruit.domain.imports.item_content import file_of, row_of
from recruit.domain.imports.model import EarlierItem, Import, ImportKind, ItemStatus, NewItem, Outcome
from recruit.domain.imports.repeated_rows import LIKE
from recruit.domain.imports.rows import Applied, Person
from recruit.domain.shared.errors import Duplicate, Invalid, NotFound, TooLarge, Unavailable
from recruit.domain.shared.organisations import for_each_organisation
from recruit.domain.shared.pages import Window
from recruit.domain.shared.tenancy import on_behalf_of
from recruit.ports.clock import Clock
from recruit.ports.compute import Compute
from recruit.ports.storage import ExclusiveTask, Storage
from recruit.ports.unit_of_work import UnitOfWork

TURN, TURN_TIME = 100, timedelta(seconds=5)
"""Maximum number of items, and maximum time, of an organisation's turn, after which other organisations have theirs."""

MOST_TRIES = 10
"""Attempts in one process after which an item fails while its readers are unavailable: it may be the cause."""

DRY_RUNS_STAY = timedelta(days=1)
"""Retention of dry runs and their previews."""

GONE = "No application is made: the job {title!r} has been deleted."
STAYS = "The candidate has an application for the job {title!r} already, whose status {status!r} stays."
OURS = "The item can't be imported for a reason that lies here, not with you: the server's log has it."

log = logging.getLogger(__name__)


class Importer:
    """Processes queued items, for each organisation in one process at a time (`Storage.claim`).

    An item and its candidate are committed in one transaction, so that a crash loses the current item's work only and
    creates no candidate twice. Items are processed one at a time to leave capacity for requests.
    """

    def __init__(
        self,
        storage: Storage,
        intake: Intake,
        compute: Compute,
        clock: Clock,
        changed: Callable[[int], None],
        queued: Callable[[int], None],
    ) -> None:
        """Call `changed` with an organisation's id after a new or completed candidate, `queued` after a full turn."""
        self._storage = storage
        self._intake = intake
        self._compute = compute
        self._clock = clock
        self._changed = changed
        self._queued = queued
        self._tries: Counter[tuple[int, int]] = Counter()

    async def all_organisations(self) -> int:
        """Do a turn for every organisation, and return the number of processed items."""
        return await for_each_organisation(await self._storage.organisations(), self.organisation)

    async def organisation(self, org_id: int) -> int:
        """Do a turn for one organisation, and return the number of processed items: 0 if nothing is queued.

        Raises Unavailable if storage or the document reader is down or saturated. Remaining items stay queued.
        """
        done, ends = 0, self._clock.now() + TURN_TIME
        with on_behalf_of(org_id):
            async with self._storage.claim(org_id, ExclusiveTask.IMPORTS) as mine:
                for job in await self._unfinished(org_id) if mine else ():
                    while done < TURN and self._clock.now() < ends and await self._next(job):
                        done += 1
        if done == TURN or self._clock.now() >= ends:
            self._queued(org_id)
        return done

    async def _unfinished(self, org_id: int) -> Sequence[Import]:
        async with self._storage.transaction(org_id) as work:
            await work.imports.remove_dry_runs(self._clock.now() - DRY_RUNS_STAY)
            return await work.imports.unfinished()

    async def _next(self, job: Import) -> bool:
        """Process the next item of an import, and return whether there was one."""
        async with self._storage.transaction(job.org_id) as work:
            item = await work.imports.next_item(job.id)
            if item is None:
                return False
            twin = None if job.create_duplicates else await work.imports.find_earlier(job.id, item.digest)
        try:
            await self._do(job, item, twin)
        except Unavailable:
            raise
        except (NotFound, Duplicate):
            log.info("an item was done by somebody else, its import is gone, or what it needs has changed meanwhile")
        except Exception:
            log.exception("an item of an import failed")
            await self._settle(job, item, Outcome(status=ItemStatus.FAILED, error=OURS))
        return True

    async def _do(self, job: Import, item: NewItem, twin: EarlierItem | None) -> None:
        if twin and job.kind == ImportKind.ZIP:
            await self._settle(job, item, repeated_rows.as_twin(job, twin))
            return
        try:
            read = await self._read(job, item)
        except (Invalid, TooLarge) as error:
            await self._settle(job, item, Outcome(status=ItemStatus.FAILED, error=str(error)))
            return
        except Unavailable as error:
            self._tries[job.id, item.number] += 1
            if self._tries[job.id, item.number] < MOST_TRIES:
                raise
            await self._settle(job, item, Outcome(status=ItemStatus.FAILED, error=str(error)))
            return
        async with self._storage.transaction(job.org_id) as work:
            if twin and isinstance(read, Person):
                outcome, changed = await repeated_rows.complete(work, job, twin, read)
            else:
                outcome = await self._outcome(work, job, read)
                changed = outcome.status == ItemStatus.CREATED
            if isinstance(read, Person) and read.applied:
                outcome = await _with_application(work, job, outcome, read.applied)
            await work.imports.record_outcome(job.id, item.number, outcome)
        if changed:
            self._changed(job.org_id)

    async def _read(self, job: Import, item: NewItem) -> Person | Resume:
        if job.kind == ImportKind.CSV:
            row, named = row_of(item)
            return rows.person(row, job.notes, named)
        data = await self._compute.in_thread(file_of, item)
        return await self._intake.read_resume(data, item.name or "", job.notes)

    async def _outcome(self, work: UnitOfWork, job: Import, read: Person | Resume) -> Outcome:
        """Store a person, unless they exist already or the import is a dry run, and return the outcome."""
        known = await work.identifiers.oldest_candidate(read.identifiers) if read.identifiers else None
        like = () if known is None else (LIKE.format(id=known),)
        if like and not job.create_duplicates:
            told = read.applied.warnings if isinstance(read, Person) and read.applied else ()
            return Outcome(status=ItemStatus.DUPLICATE, candidate_id=known, error=like[0], warnings=told)
        warnings = (*read.warnings, *like)
        if job.dry_run:
            preview = {name: value for name, value in asdict(read.details).items() if name != "notes"}
            return Outcome(status=ItemStatus.VALID, warnings=warnings, preview=preview)
        if isinstance(read, Resume):
            candidate, _ = await self._intake.store(work, read)
        else:
            candidate = await work.candidates.add(read.details)
            await work.profiles.put(candidate.id, read.profile)
        return Outcome(status=ItemStatus.CREATED, candidate_id=candidate.id, warnings=warnings)

    async def _settle(self, job: Import, item: NewItem, outcome: Outcome) -> None:
        async with self._storage.transaction(job.org_id) as work:
            await work.imports.record_outcome(job.id, item.number, outcome)


async def _with_application(work: UnitOfWork, job: Import, outcome: Outcome, applied: Applied) -> Outcome:
    """Create the application that a row describes, unless the candidate, new or existing, has one for the job.

    In a dry run it is added to the preview instead.
    """
    if job.dry_run:
        application = {"job_id": applied.job.id, "job_title": applied.job.title, "status": applied.status}
        preview = outcome.preview and {**outcome.preview, "application": application}
        return replace(outcome, preview=preview)
    if outcome.candidate_id is None or applied.job.id is None:
        return outcome
    found = await _application(work, outcome.candidate_id, applied, applied.job.id)
    if found is None:
        return replace(outcome, warnings=(*outcome.warnings, GONE.format(title=applied.job.title)))
    stays = () if found.status == applied.status else (STAYS.format(title=applied.job.title, status=found.status),)
    return replace(outcome, application_id=found.id, warnings=(*outcome.warnings, *stays))


async def _application(work: UnitOfWork, candidate_id: int, applied: Applied, job_id: int) -> Application | None:
    """Return the candidate's application for a job, creating it if necessary, or None if the job was removed."""
    there = await work.applications.page(Window(0, 1), job_id=job_id, candidate_id=candidate_id)
    if there.items:
        return there.items[0]
    try:
        await work.jobs.get(job_id)
    except NotFound:
        return None
    details = ApplicationDetails(job_id=job_id, candidate_id=candidate_id, status=applied.status, source=applied.source)
    return await work.applications.add(details)

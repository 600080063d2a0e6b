"""Background job: processes queued items of imports one after the other."""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from recruit.domain.applications.model import Application, ApplicationDetails
from recruit.domain.audit.model import causing, happened
from recruit.domain.external_ids.model import RecordKind, RecordRef
from recruit.domain.extraction.intake import Intake, Resume
from recruit.domain.imports import repeated_rows, row_external_ids, row_tags, rows
from recruit.domain.imports.item_content import file_of, row_of
from recruit.domain.imports.model import EarlierItem, Import, ImportKind, ItemStatus, NewItem, Outcome
from recruit.domain.imports.repeated_rows import POSSIBLE_DUPLICATE
from recruit.domain.imports.rows import NamedJob, ParsedRow, RowApplication
from recruit.domain.imports.stages import APPLIED
from recruit.domain.imports.undo import cause_of
from recruit.domain.pipelines.inference import imported_status
from recruit.domain.pipelines.model import JobPipeline
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

MOST_ATTEMPTS = 10
"""Attempts in one process after which an item fails while its readers are unavailable: it may be the cause."""

DRY_RUN_RETENTION = timedelta(days=1)
"""Retention of dry runs and their previews."""

JOB_DELETED = "No application is made: the job {title!r} has been deleted."
SAME_EXTERNAL_ID = "Candidate #{id} has the external id {external_id}."
STATUS_KEPT = "The candidate has an application for the job {title!r} already, whose status {status!r} stays."
INTERNAL_ERROR = "The item can't be imported for a reason that lies here, not with you: the server's log has it."

log = logging.getLogger(__name__)


class StageChange(NamedTuple):
    """A change of an application's stage at a time of the table."""

    application_id: int
    status: str
    at: datetime | None


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
        self._attempts: Counter[tuple[int, int]] = Counter()

    async def all_organisations(self) -> int:
        """Do a turn for every organisation, and return the number of processed items."""
        return await for_each_organisation(await self._storage.organisations(), self.organisation)

    async def organisation(self, org_id: int) -> int:
        """Do a turn for one organisation, and return the number of processed items: 0 if nothing is queued.

        Raises Unavailable if storage or the document reader is down or saturated. Remaining items stay queued.
        """
        done, ends = 0, self._clock.now() + TURN_TIME
        with on_behalf_of(org_id):
            async with self._storage.claim(org_id, ExclusiveTask.IMPORTS) as claimed:
                for running in await self._unfinished(org_id) if claimed else ():
                    async with self._storage.transaction(org_id) as work:
                        cause = await cause_of(work, running.id)
                    with causing(cause):
                        while done < TURN and self._clock.now() < ends and await self._process_next(running):
                            done += 1
        if done == TURN or self._clock.now() >= ends:
            self._queued(org_id)
        return done

    async def _unfinished(self, org_id: int) -> Sequence[Import]:
        async with self._storage.transaction(org_id) as work:
            await work.imports.remove_dry_runs(self._clock.now() - DRY_RUN_RETENTION)
            return await work.imports.unfinished()

    async def _process_next(self, running: Import) -> bool:
        """Process the next item of an import, and return whether there was one."""
        async with self._storage.transaction(running.org_id) as work:
            item = await work.imports.next_item(running.id)
            if item is None:
                return False
            earlier = None if running.create_duplicates else await work.imports.find_earlier(running.id, item.digest)
        try:
            await self._process(running, item, earlier)
        except Unavailable:
            raise
        except (NotFound, Duplicate):
            log.info("an item was done by somebody else, its import is gone, or what it needs has changed meanwhile")
        except Exception:
            log.exception("an item of an import failed")
            await self._record(running, item, Outcome(status=ItemStatus.FAILED, error=INTERNAL_ERROR))
        return True

    async def _process(self, running: Import, item: NewItem, earlier: EarlierItem | None) -> None:
        if earlier and running.kind == ImportKind.ZIP:
            await self._record(running, item, repeated_rows.duplicate(running, earlier))
            return
        try:
            parsed = await self._parse(running, item)
        except (Invalid, TooLarge) as error:
            await self._record(running, item, Outcome(status=ItemStatus.FAILED, error=str(error)))
            return
        except Unavailable as error:
            self._attempts[running.id, item.number] += 1
            if self._attempts[running.id, item.number] < MOST_ATTEMPTS:
                raise
            await self._record(running, item, Outcome(status=ItemStatus.FAILED, error=str(error)))
            return
        if await self._settle(running, item, earlier, parsed):
            self._changed(running.org_id)

    async def _settle(
        self, running: Import, item: NewItem, earlier: EarlierItem | None, parsed: ParsedRow | Resume
    ) -> bool:
        """Store what an item describes, with the outcome, and return whether a candidate was created or changed."""
        move: StageChange | None = None
        async with self._storage.outer_transaction(running.org_id):
            async with self._storage.transaction(running.org_id) as work:
                if earlier and isinstance(parsed, ParsedRow):
                    outcome, changed = await repeated_rows.complete(work, running, earlier, parsed)
                else:
                    outcome = await self._store(work, running, parsed)
                    changed = outcome.status == ItemStatus.CREATED
                if isinstance(parsed, ParsedRow) and outcome.candidate_id and not running.dry_run:
                    ref = RecordRef(kind=RecordKind.CANDIDATE, candidate_id=outcome.candidate_id)
                    warnings = await row_external_ids.attach(work, ref, parsed.external_id)
                    outcome = replace(outcome, warnings=(*outcome.warnings, *warnings))
                application = parsed.application if isinstance(parsed, ParsedRow) else await _of_file(work, item)
                if application:
                    outcome, move = await self._with_application(work, running, outcome, application)
                await work.imports.record_outcome(running.id, item.number, outcome)
            if move:  # in a unit of work of its own, as storage in memory records one change of a row in each
                with self._happened(move.at):
                    async with self._storage.transaction(running.org_id) as work:
                        await work.applications.change(move.application_id, {"status": move.status})
        return changed

    def _happened(self, at: datetime | None) -> AbstractContextManager[None]:
        """Return a block of changes that happened at a time of the table, now for None and for a later time."""
        return nullcontext() if at is None else happened(min(at, self._clock.now()))

    async def _parse(self, running: Import, item: NewItem) -> ParsedRow | Resume:
        if running.kind == ImportKind.CSV:
            row, job = row_of(item)
            return rows.parse_row(row, running.notes, job)
        data = await self._compute.in_thread(file_of, item)
        return await self._intake.read_resume(data, item.name or "", running.notes)

    async def _store(self, work: UnitOfWork, running: Import, parsed: ParsedRow | Resume) -> Outcome:
        """Store a candidate, unless it exists already or the import is a dry run, and return the outcome."""
        known = await work.identifiers.oldest_candidate(parsed.identifiers) if parsed.identifiers else None
        duplicate = () if known is None else (POSSIBLE_DUPLICATE.format(id=known),)
        if known is None and isinstance(parsed, ParsedRow) and parsed.external_id:
            known = await work.external_ids.find(RecordKind.CANDIDATE, parsed.external_id)
            duplicate = () if known is None else (SAME_EXTERNAL_ID.format(id=known, external_id=parsed.external_id),)
        if duplicate and not running.create_duplicates:
            warnings = parsed.application.warnings if isinstance(parsed, ParsedRow) and parsed.application else ()
            return Outcome(status=ItemStatus.DUPLICATE, candidate_id=known, error=duplicate[0], warnings=warnings)
        warnings = (*parsed.warnings, *duplicate)
        if running.dry_run:
            preview = {name: value for name, value in asdict(parsed.details).items() if name != "notes"}
            return Outcome(status=ItemStatus.VALID, warnings=warnings, preview=preview)
        if isinstance(parsed, Resume):
            candidate, _ = await self._intake.store(work, parsed)
        else:
            with self._happened(parsed.created_at):
                candidate = await work.candidates.add(parsed.details)
                await work.profiles.put(candidate.id, parsed.profile)
                await row_tags.attach(work, candidate.id, parsed.tags)
        return Outcome(status=ItemStatus.CREATED, candidate_id=candidate.id, warnings=warnings)

    async def _with_application(
        self, work: UnitOfWork, running: Import, outcome: Outcome, wanted: RowApplication
    ) -> tuple[Outcome, StageChange | None]:
        """Create the application for the job of an item, unless it exists. In a dry run it is added to the preview.

        Return the outcome, and the change of the stage that is still to be made: a row with times of the application
        and of its last move has a history of two stages.
        """
        status = first = wanted.status
        if wanted.job.id is not None:
            try:
                pipeline = await work.stages.of_job(wanted.job.id)
            except NotFound:
                warning = JOB_DELETED.format(title=wanted.job.title)
                return replace(outcome, warnings=(*outcome.warnings, warning)), None
            status, first = _stages(pipeline, wanted)
            if wanted.stage is not None and pipeline.key_for(wanted.stage) == status:  # the warnings are about it
                kept = tuple(one for one in outcome.warnings if one not in wanted.warnings)
                outcome = replace(outcome, warnings=kept)
        if running.dry_run:
            application = {"job_id": wanted.job.id, "job_title": wanted.job.title, "status": status}
            preview = outcome.preview and {**outcome.preview, "application": application}
            return replace(outcome, preview=preview), None
        if outcome.candidate_id is None or wanted.job.id is None:
            return outcome, None
        details = ApplicationDetails(
            job_id=wanted.job.id, candidate_id=outcome.candidate_id, status=first, source=wanted.source
        )
        existing = await work.applications.page(Window(0, 1), job_id=details.job_id, candidate_id=details.candidate_id)
        warnings, move = outcome.warnings, None
        if existing.items:
            found = existing.items[0]
            if found.status != status:
                warnings = (*warnings, STATUS_KEPT.format(title=wanted.job.title, status=found.status))
        else:
            with self._happened(wanted.applied_at or wanted.moved_at):
                found = await work.applications.add(details)
            move = StageChange(found.id, status, wanted.moved_at) if first != status else None
        warnings = (*warnings, *await _attach_ids(work, wanted, found))
        return replace(outcome, application_id=found.id, warnings=warnings), move

    async def _record(self, running: Import, item: NewItem, outcome: Outcome) -> None:
        async with self._storage.transaction(running.org_id) as work:
            if outcome.candidate_id and (application := await _of_file(work, item)):
                outcome, _ = await self._with_application(work, running, outcome, application)
            await work.imports.record_outcome(running.id, item.number, outcome)


async def _of_file(work: UnitOfWork, item: NewItem) -> RowApplication | None:
    """Return the application for the job of a file, or None if it has none."""
    if item.job_id is None:
        return None
    titles = [job.title for job in await work.jobs.by_ids([item.job_id])]
    return RowApplication(NamedJob(item.job_id, titles[0] if titles else f"#{item.job_id}"), APPLIED, rows.SOURCE)


def _stages(pipeline: JobPipeline, wanted: RowApplication) -> tuple[str, str]:
    """Return the status of a row's application for a job, and the status with which it began."""
    status = imported_status(pipeline, wanted.stage, wanted.status)
    applied = imported_status(pipeline, None, APPLIED)
    return status, applied if wanted.has_moved and applied in pipeline.keys else status


async def _attach_ids(work: UnitOfWork, row: RowApplication, application: Application) -> tuple[str, ...]:
    """Give an application and its job the external ids of a row, and return warnings."""
    job = RecordRef(kind=RecordKind.JOB, job_id=application.job_id)
    return (
        *await row_external_ids.attach(work, RecordRef.of(application), row.external_id),
        *await row_external_ids.attach(work, job, row.job_external_id),
    )

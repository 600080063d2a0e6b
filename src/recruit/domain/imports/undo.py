"""Undo of an import: removes the records that it created, unless they were changed after the import."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.audit.model import AuditAction, causing
from recruit.domain.external_ids.model import RecordKind
from recruit.domain.imports.model import Import, ImportItem, ImportStatus, ItemStatus
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Window
from recruit.ports.audit import AuditSearch
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

PERIOD = timedelta(days=30)
BATCH = 100
"""Number of items that are undone in one transaction."""

REQUIRED = (
    Permission.WRITE_IMPORTS,
    Permission.DELETE_CANDIDATES,
    Permission.DELETE_APPLICATIONS,
    Permission.DELETE_JOBS,
)
UNFINISHED = "The import is still being worked on: undo it when it is done."
TOO_LATE = f"An import can be undone for {PERIOD.days} days."


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A record that an import created and its undo keeps, because it was changed after the import.

    A note on the record, or another application of it, is a change, too.
    """

    kind: RecordKind
    id: int
    name: str | None


@dataclass(slots=True)
class ImportUndo:
    """The records that the undo of an import removes, and those that it keeps."""

    removed: Counter[RecordKind] = field(default_factory=Counter)
    kept: list[KeptRecord] = field(default_factory=list)


class UndoingImports:
    """Undo of imports of the actor's organisation. Raises NotFound for any other import."""

    def __init__(self, storage: Storage, clock: Clock, changed: Callable[[int], None]) -> None:
        """Call `changed` with the organisation's id after records were removed."""
        self._storage = storage
        self._clock = clock
        self._changed = changed

    async def preview(self, actor: Actor, import_id: int) -> ImportUndo:
        """Return what `undo` would remove and keep. Raises Invalid for an import that can't be undone."""
        return await self._undo(actor, import_id, remove=False)

    async def undo(self, actor: Actor, import_id: int) -> ImportUndo:
        """Remove candidates, applications and jobs that an import created, unless they were changed after it.

        Items are undone in transactions of `BATCH`: an interrupted undo is completed by another one. Raises Invalid for
        an unfinished import, and after `PERIOD`.
        """
        undone = await self._undo(actor, import_id, remove=True)
        self._changed(actor.org_id)
        return undone

    async def _undo(self, actor: Actor, import_id: int, *, remove: bool) -> ImportUndo:
        for permission in REQUIRED:
            actor.require(permission)
        async with self._storage.transaction(actor.org_id) as work:
            found = await work.imports.get(import_id)
            cause = await cause_of(work, import_id)
        if found.status is not ImportStatus.DONE:
            raise Invalid(UNFINISHED)
        if cause is None or found.created_at < self._clock.now() - PERIOD:
            raise Invalid(TOO_LATE)
        run = _Run(cause, remove)
        with causing(cause):  # otherwise the removals would count as changes of the jobs
            for skip in range(0, found.total, BATCH):
                async with self._storage.transaction(actor.org_id) as work:
                    await run.items(work, await work.imports.items(import_id, Window(skip, BATCH)))
            async with self._storage.transaction(actor.org_id) as work:
                await run.jobs(work, found)
        return run.undone


class _Run:
    """One undo, or its preview, which removes nothing."""

    def __init__(self, cause: int, remove: bool) -> None:
        self.undone = ImportUndo()
        self._cause = cause
        self._remove = remove
        self._removed_of_jobs = Counter[int]()

    async def items(self, work: UnitOfWork, items: Sequence[ImportItem]) -> None:
        """Undo items."""
        created = sorted({one.candidate_id for one in items if one.status is ItemStatus.CREATED and one.candidate_id})
        read = work.candidates.lock_all if self._remove else work.candidates.by_ids
        candidates = await read(created)
        changed = await work.audit.changed_by_others(RecordKind.CANDIDATE, created, self._cause)
        removed = {one.id for one in candidates if one.id not in changed}
        await self._applications(work, items, removed, kept=changed & set(created))
        for candidate in candidates:
            if candidate.id in changed:
                self._keep(RecordKind.CANDIDATE, candidate.id, candidate.full_name)
                continue
            self.undone.removed[RecordKind.CANDIDATE] += 1
            if self._remove:
                await work.candidates.remove(candidate.id)

    async def _applications(
        self, work: UnitOfWork, items: Sequence[ImportItem], removed: set[int], *, kept: set[int]
    ) -> None:
        """Undo applications of existing candidates. Those of created candidates are removed or kept with them."""
        names = {one.application_id: one.name for one in items if one.application_id is not None}
        entries = await work.audit.of_applications([*names])
        made = {one.entity_id for one in entries if one.action == AuditAction.INSERT and one.cause_id == self._cause}
        changed = {one.entity_id for one in entries if one.cause_id != self._cause}
        read = work.applications.lock_all if self._remove else work.applications.by_ids
        for application in await read(sorted(filter(None, made))):
            if application.candidate_id in kept:
                continue
            if application.id in changed and application.candidate_id not in removed:
                self._keep(RecordKind.APPLICATION, application.id, names[application.id])
                continue
            self.undone.removed[RecordKind.APPLICATION] += 1
            if self._remove:
                await work.applications.remove(application.id)
            else:
                self._removed_of_jobs[application.job_id] += 1

    async def jobs(self, work: UnitOfWork, found: Import) -> None:
        """Undo the jobs that an import created. Jobs that have other applications are kept."""
        for job in await work.jobs.by_ids(found.created_job_ids):
            if self._remove:
                await work.jobs.lock(job.id)
            applications = await work.applications.page(Window(0, 1), job_id=job.id)
            is_used = applications.total > self._removed_of_jobs[job.id]
            if is_used or await work.audit.changed_by_others(RecordKind.JOB, [job.id], self._cause):
                self._keep(RecordKind.JOB, job.id, job.title)
                continue
            self.undone.removed[RecordKind.JOB] += 1
            if self._remove:
                await work.jobs.remove(job.id)

    def _keep(self, kind: RecordKind, record_id: int, name: str | None) -> None:
        self.undone.kept.append(KeptRecord(kind, record_id, name))


async def cause_of(work: UnitOfWork, import_id: int) -> int | None:
    """Return the id of the audit entry of an import's start."""
    entries = await work.audit.page(Window(0, 1), AuditSearch(entity="import", entity_id=import_id))
    return entries.items[0].id if entries.items else None

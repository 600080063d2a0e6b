"""Recorded changes: the values of a row before and after each, and their reversal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Generic, TypeVar

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.reversals import RESTORE, profile_version, restore_stage
from recruit.domain.applications.model import Application
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.profile import Profile
from recruit.domain.candidates.service import permission_to_change
from recruit.domain.jobs.model import Job
from recruit.domain.jobs.service import check_job
from recruit.domain.notes.model import Visibility
from recruit.domain.search.model import ApplicationSearch
from recruit.domain.shared.errors import Invalid, NotFound
from recruit.domain.shared.pages import Window
from recruit.domain.tasks.model import TaskSearch
from recruit.ports.applications import Applications
from recruit.ports.candidates import Candidates
from recruit.ports.changes import Changes
from recruit.ports.jobs import Jobs
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

Entity = TypeVar("Entity", Job, Candidate, Application)

UNDO_PERMISSIONS = {
    "job": (Permission.DELETE_JOBS, Permission.WRITE_JOBS),
    "candidate": (Permission.DELETE_CANDIDATES, Permission.WRITE_CANDIDATES),
    "application": (Permission.DELETE_APPLICATIONS, Permission.CHANGE_APPLICATIONS),
    "note": (Permission.NOTE_CANDIDATES, Permission.NOTE_CANDIDATES),
    "tag": (Permission.WRITE_CANDIDATES, Permission.WRITE_CANDIDATES),
    "candidate_tag": (Permission.WRITE_CANDIDATES, Permission.WRITE_CANDIDATES),
    "task": (Permission.WRITE_TASKS, Permission.WRITE_TASKS),
}
"""The permissions needed to undo a write: to remove the created row, and to restore its fields."""


@dataclass(frozen=True, slots=True)
class Revision(Generic[Entity]):
    """A row before and after a change. The row is locked, so no other change comes in between."""

    before: Entity
    after: Entity


class Revising:
    """Changes rows of the actor's organisation. Raises NotFound for a row that is missing or another organisation's."""

    def __init__(self, storage: Storage, changed: Callable[[int], None]) -> None:
        """Call `changed` with the organisation's id after every change that affects matching."""
        self._storage = storage
        self.changed = changed

    async def job(self, actor: Actor, job_id: int, changes: Callable[[Job], Changes]) -> Revision[Job]:
        """Update the job with the fields that `changes` returns for its current row. Raise Invalid."""
        actor.require(Permission.WRITE_JOBS)
        async with self._storage.transaction(actor.org_id) as work:
            before = await work.jobs.lock(job_id)
            after = await work.jobs.change(job_id, check_job(changes(before)))
        self.changed(actor.org_id)
        return Revision(before, after)

    async def job_to_change(self, actor: Actor, job_id: int) -> Job:
        """Return a job whose values a change would overwrite. The right to change it suffices."""
        actor.require(Permission.WRITE_JOBS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.jobs.get(job_id)

    async def application_to_change(self, actor: Actor, application_id: int) -> Application:
        """Return an application whose status a change would overwrite. The right to change it suffices."""
        actor.require(Permission.CHANGE_APPLICATIONS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.applications.get(application_id)


async def restore(work: UnitOfWork, actor: Actor, writes: Sequence[Mapping[str, Any]]) -> None:
    """Restore rows in a transaction that an error undoes. Call `Revising.changed` after it.

    Each write has kind, id, before and after of a row; null means no row. A created row is removed together with the
    `documents` that came with it. Raise Invalid if a row has changed since, or has got dependent rows that would be
    removed too. Raise Forbidden if the actor lacks a permission.
    """
    for permission in permissions_to_restore(writes):
        actor.require(permission)
    for write in writes:
        await _restore(work, actor, **write)


def difference(before: Entity, after: Entity) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the changed fields with their values before and after."""
    old, new = asdict(before), asdict(after)
    names = [name for name in old if old[name] != new[name]]
    return {name: old[name] for name in names}, {name: new[name] for name in names}


def permissions_to_restore(writes: Sequence[Mapping[str, Any]]) -> Sequence[Permission]:
    """Return the permissions that `restore` needs for writes."""
    restricted = any(
        write["kind"] == "note" and (write["after"] or write["before"])["visibility"] == Visibility.RECRUITERS
        for write in writes
    )
    return [*(_needed(**write) for write in writes), *([Permission.READ_RESTRICTED_NOTES] if restricted else [])]


def _needed(kind: str, before: Mapping[str, Any] | None, **_: object) -> Permission:
    """Return the permission needed to restore a row to `before`; None means that the row is removed."""
    removing, changing = UNDO_PERMISSIONS[kind]
    if before is None:
        return removing
    return permission_to_change(before) if kind == "candidate" else changing


async def _restore(
    work: UnitOfWork,
    actor: Actor,
    kind: str,
    id: int,
    before: Changes | None,
    after: Mapping[str, Any],
    documents: Sequence[int] = (),
    profile: str | None = None,
) -> None:
    thing = f"{kind.replace('_', ' ').capitalize()} #{id}"
    moved = kind == "application" and before is not None and "status" in before
    restore = restore_stage if moved else RESTORE.get(kind)
    try:
        if restore is not None:
            await restore(work, actor, id, before, after)
        else:
            await _restore_fields(work, kind, id, before, after, documents, profile)
    except NotFound as gone:
        raise Invalid(f"{thing} has been removed since") from gone


async def _restore_fields(
    work: UnitOfWork,
    kind: str,
    id: int,
    before: Changes | None,
    after: Mapping[str, Any],
    documents: Sequence[int],
    profile: str | None,
) -> None:
    tables: Mapping[str, Jobs | Candidates | Applications]
    tables = {"job": work.jobs, "candidate": work.candidates, "application": work.applications}
    rows = tables[kind]
    now = asdict(await rows.lock(id))
    if changed := [name for name, value in after.items() if _plain(now[name]) != _plain(value)]:
        raise Invalid(f"{kind.capitalize()} #{id} has changed since: {_named(changed)}")
    if before is None:
        await _check_unused(work, kind, id, documents, profile)
        await rows.remove(id)
    else:
        await rows.change(id, {name: _stored(value) for name, value in before.items()})


async def _check_unused(
    work: UnitOfWork, kind: str, row_id: int, documents: Sequence[int], profile: str | None
) -> None:
    """Refuse to remove a row to which something was added since, which would be removed with it."""
    first = Window(limit=1)
    of_row: dict[str, Any] = {f"{kind}_id": row_id}
    has: dict[str, int | bool] = {"tasks": (await work.tasks.page(first, TaskSearch(**of_row))).total}
    if kind != "application":
        has["applications"] = (await work.applications.search(first, ApplicationSearch(**of_row))).total
    if kind != "job":
        has["notes"] = (await work.notes.page(first, tuple(Visibility), **of_row)).total
    if kind == "candidate":
        files = await work.documents.page(Window(limit=len(documents) + 1), row_id)
        present = await work.profiles.get(row_id)
        has |= {
            "documents": any(one.id not in documents for one in files.items),
            # a résumé creates a profile
            "a profile": profile is None and not documents and present != Profile(),
            "another profile": profile is not None and profile_version(present) != profile,
            "tags": (await work.tags.of_candidate(first, row_id)).total,
        }
    for what, is_there in has.items():
        if is_there:
            raise Invalid(f"{kind.capitalize()} #{row_id} has got {what} since")


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _stored(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _named(fields: list[str]) -> str:
    return ", ".join(field.replace("_", " ") for field in fields)

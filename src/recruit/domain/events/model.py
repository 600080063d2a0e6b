"""Events, their types, and who may read them.

An event is a view of an audit entry: the log is the one record of changes. Entries about sessions, conversations, reads
and exports are no events.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.audit.model import AuditAction, AuditEntry
from recruit.domain.notes.model import Visibility, readable_by

READ_PERMISSIONS: Mapping[str, Permission] = {
    "organisation": Permission.READ_USERS,
    "member": Permission.READ_USERS,
    "job": Permission.READ_JOBS,
    "candidate": Permission.READ_CANDIDATES,
    "profile": Permission.READ_CANDIDATES,
    "document": Permission.READ_CANDIDATES,
    "application": Permission.READ_APPLICATIONS,
    "import": Permission.READ_IMPORTS,
    "stage": Permission.READ_JOBS,
    "pipeline_template": Permission.READ_JOBS,
    "rejection_reason": Permission.READ_APPLICATIONS,
    "team_member": Permission.READ_JOBS,
    "note": Permission.READ_CANDIDATES,
    "tag": Permission.READ_CANDIDATES,
    "candidate_tag": Permission.READ_CANDIDATES,
    "task": Permission.READ_TASKS,
}
"""Kind of record → the permission to read its events. Kinds that aren't here have no events."""

_KINDS_BY_ENTITY = {"user": "member"}
"""Entity of the audit log → kind of record in events, where they differ."""

_ENTITIES_BY_KIND = {kind: entity for entity, kind in _KINDS_BY_ENTITY.items()}

_VERBS = {AuditAction.INSERT: "created", AuditAction.UPDATE: "updated", AuditAction.DELETE: "deleted"}

STAGE_CHANGED = "application.stage_changed"
BULK_MOVED = "application.bulk_moved"
MERGED = "candidate.merged"
ERASED = "candidate.erased"

EVENT_TYPES = (
    *(f"{kind}.{verb}" for kind in READ_PERMISSIONS for verb in _VERBS.values()),
    *(STAGE_CHANGED, BULK_MOVED, MERGED, ERASED),
)
"""All types. `application.updated` is a change of an application without one of its stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change of a record.

    `sequence` is its position in the organisation's history. `kind`, `user_id` and `key_id` are the actor's, `entity`
    and `entity_id` name the record, `candidate_id` and `job_id` those that it is or belongs to. For candidate.merged,
    `entity_id` is the removed candidate and `candidate_id` the one that was kept. `stage` is the status that an
    application enters, or the key of the stage that an event is about. `tag_id` is the tag that a candidate got or
    lost, None after the person was erased; `member_user_id` is the member of a hiring team. `fields` names the fields
    that changed: it is empty for new and deleted records, and after the person was erased. `cause_id` is the id of the
    event that caused this one.
    """

    id: int
    sequence: int
    type: str
    at: datetime
    kind: str
    user_id: int | None
    key_id: int | None
    request_id: str | None
    entity: str
    entity_id: int | None
    candidate_id: int | None
    job_id: int | None
    stage: str | None
    tag_id: int | None
    member_user_id: int | None
    fields: Sequence[str]
    cause_id: int | None


def event_of(entry: AuditEntry) -> Event | None:
    """Return the event of an entry in the chain, None if it has none."""
    event_type = _type(entry)
    if event_type is None or entry.place is None:
        return None
    values = entry.after or entry.before or {}
    return Event(
        id=entry.id,
        sequence=entry.place,
        type=event_type,
        at=entry.at,
        kind=entry.kind,
        user_id=entry.user_id,
        key_id=entry.key_id,
        request_id=entry.request_id,
        entity=_kind(entry),
        entity_id=entry.entity_id,
        candidate_id=values.get("candidate_id", entry.candidate_id),  # the entry's is that from before a merge
        job_id=entry.entity_id if entry.entity == "job" else entry.job_id,
        stage=values.get("key") if entry.entity == "stage" else entry.stage,
        tag_id=values.get("tag_id") if entry.entity == "candidate_tag" else None,
        member_user_id=values.get("user_id") if entry.entity == "team_member" else None,
        fields=_changed_fields(entry) if entry.action == AuditAction.UPDATE else (),
        cause_id=entry.cause_id,
    )


def entity_of_kind(kind: str) -> str:
    """Return the name of a kind of record in the audit log."""
    return _ENTITIES_BY_KIND.get(kind, kind)


def kind_of_type(event_type: str) -> str:
    """Return the kind of record that events of a type are about."""
    return event_type.partition(".")[0]


def permissions_to_read(types: Sequence[str]) -> Sequence[Permission]:
    """Return the permissions to read all events of some types, those of restricted notes too, in their order."""
    kinds = {kind_of_type(one) for one in types}
    restricted = {Permission.READ_RESTRICTED_NOTES} if "note" in kinds else set()
    return sorted({READ_PERMISSIONS[kind] for kind in kinds} | restricted)


def is_readable(entry: AuditEntry, actor: Actor) -> bool:
    """Return whether an actor may read the event of an entry."""
    needed = READ_PERMISSIONS.get(_kind(entry))
    if needed is None or not actor.has_permission(needed):
        return False
    return not is_restricted(entry) or Visibility.RECRUITERS in readable_by(actor)


def is_restricted(entry: AuditEntry) -> bool:
    """Return whether an entry is about a restricted note, which needs a permission of its own.

    Entries about notes hold the visibility. Those of erased people don't, and count as restricted.
    """
    values = entry.after or entry.before or {}
    return entry.entity == "note" and values.get("visibility") != Visibility.EVERYONE


def _changed_fields(entry: AuditEntry) -> Sequence[str]:
    """Return the names of the fields that differ: an entry may hold others beside them."""
    before, after = entry.before or {}, entry.after or {}
    return sorted(name for name, value in after.items() if before.get(name) != value)


def _kind(entry: AuditEntry) -> str:
    return _KINDS_BY_ENTITY.get(entry.entity, entry.entity)


def _type(entry: AuditEntry) -> str | None:
    kind = _kind(entry)
    if entry.action == AuditAction.MERGE:
        return MERGED
    if entry.action == AuditAction.BULK_MOVE:
        return BULK_MOVED
    if entry.action == AuditAction.ERASE:
        return ERASED
    if kind not in READ_PERMISSIONS or entry.action not in _VERBS:
        return None
    if kind == "application" and entry.action == AuditAction.UPDATE and entry.stage is not None:
        return STAGE_CHANGED
    return f"{kind}.{_VERBS[AuditAction(entry.action)]}"

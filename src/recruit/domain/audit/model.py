"""Audit log entries, their origin, and the hash chain that detects tampering."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple

from recruit.domain.accounts.model.users import Actor, ActorKind

START = ""
"""The previous hash of an organisation's first entry."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a chain: place, hash and id. The id is None for an empty chain, and in old heads."""

    place: int = 0
    hash: str = START
    entry_id: int | None = None


class OriginKind(StrEnum):
    """The origin of an entry. The first three are kinds of actors."""

    USER = "user"
    KEY = "key"
    AGENT = "agent"
    ANONYMOUS = "nobody"
    """An unauthenticated request, such as a registration."""

    SYSTEM = "system"
    """Background jobs and the command line."""

    RETENTION = "retention"
    SQL = "sql"
    """SQL statements run outside of recruit."""


_KINDS = {kind: OriginKind(kind) for kind in ActorKind}


class AuditAction(StrEnum):
    """The action of an entry. Storage records the first three by itself."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"
    READ = "read"
    EXPORT = "export"
    ERASE = "erase"
    MERGE = "merge"
    """The candidate `entity_id` was merged into `candidate_id`."""

    BULK_MOVE = "bulk_move"
    """Several applications were moved at once: the cause of an entry for each."""


class Origin(NamedTuple):
    """The origin of an action: actor, request id and network address. A tuple, as every request creates two."""

    kind: OriginKind = OriginKind.SYSTEM
    user_id: int | None = None
    key_id: int | None = None
    request_id: str | None = None
    address: str | None = None
    cause_id: int | None = None
    """The id of the audit entry of the action that causes those to come, such as a merge or an import."""

    effective_at: datetime | None = None
    """The aware time at which the changes to come happened, for history that is recorded later. See `happened`."""

    undoes_id: int | None = None
    """The id of the audit entry of the move that the move to come takes back. See `undoing`."""

    def acting(self, actor: Actor) -> "Origin":
        """Return the origin with the actor of the request."""
        return Origin(_KINDS[actor.kind], actor.user_id, actor.api_key_id, *self[3:])


ORIGIN: ContextVar[Origin] = ContextVar("origin", default=Origin())  # noqa: B039 - it is immutable
"""The current origin. Set by the entry points, the agent and the command line. Storage adds it to each entry."""


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Set an actor as the origin for the block."""
    token = ORIGIN.set(ORIGIN.get().acting(actor))
    try:
        yield
    finally:
        ORIGIN.reset(token)


@contextmanager
def causing(entry_id: int | None = None) -> Iterator[None]:
    """Set the audit entry that causes the entries of the block, until `set_cause` sets another one.

    The block has to contain the whole unit of work: storage may write entries when it commits.
    """
    token = ORIGIN.set(ORIGIN.get()._replace(cause_id=entry_id))
    try:
        yield
    finally:
        ORIGIN.reset(token)


@contextmanager
def happened(at: datetime) -> Iterator[None]:
    """Set an aware time at which the changes of the block happened, for history that is recorded later.

    Storage sets the creation times of jobs, candidates and applications to it, and the times since when applications
    are in their stages. Entries of the log hold it beside the time at which they were written.
    """
    token = ORIGIN.set(ORIGIN.get()._replace(effective_at=at))
    try:
        yield
    finally:
        ORIGIN.reset(token)


@contextmanager
def undoing(entry_id: int | None) -> Iterator[None]:
    """Set the audit entry of the move that the one move of the block takes back. None takes none back."""
    token = ORIGIN.set(ORIGIN.get()._replace(undoes_id=entry_id))
    try:
        yield
    finally:
        ORIGIN.reset(token)


def set_cause(entry_id: int) -> None:
    """Set the audit entry that causes the following entries, in a block of `causing`."""
    ORIGIN.set(ORIGIN.get()._replace(cause_id=entry_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """An entry of the audit log: one write or read.

    `entity` is the kind of the record, `candidate_id` and `job_id` the candidate and the job that it belongs to, if
    any. `before` and `after` are the record's fields as JSON: all of them for an insert or a delete, and the changed
    ones for an update. A field that is logged only as a hash is {"sha256", "bytes"}. Both are None after the person was
    erased. `stage` is the status that an application enters with the entry. `cause_id` is the id of the entry of the
    action that caused this one, such as a merge. `at` is the time at which the entry was written; `effective_at` is the
    time of the change, None if that is the same: see `happened`. `undoes_id` is the id of the entry of the move of the
    same application that this one takes back.

    `place`, `digest` and `hash` are None until the entry is in the chain. Places are assigned without gaps after the
    commit, so that no entry appears before one that was read. Entries of one record have them in the order of its
    changes. `salt` is drawn with the entry, so that its hash is the same in a restored backup; entries of earlier
    versions have None until they are in the chain. Hashes are hexadecimal.
    """

    id: int
    org_id: int
    at: datetime
    kind: str
    user_id: int | None
    key_id: int | None
    request_id: str | None
    address: str | None
    action: str
    entity: str
    entity_id: int | None
    candidate_id: int | None
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    job_id: int | None = None
    stage: str | None = None
    cause_id: int | None = None
    effective_at: datetime | None = None
    undoes_id: int | None = None
    place: int | None = None
    salt: str | None = None
    digest: str | None = None
    hash: str | None = None

    def chained(self, place: int, previous: str, salt: str) -> "AuditEntry":
        """Return the entry linked at a place, with its own salt or `salt`. An erased entry keeps its digest."""
        if self.has_values:
            salt = self.salt or salt
            linked = replace(self, place=place, salt=salt, digest=self._digest(salt))
        else:
            linked = replace(self, place=place)
        return replace(linked, hash=linked.hash_after(previous))

    def hash_after(self, previous: str) -> str:
        """Return the hash of the entry and of the previous hash.

        It covers the salted digest of the values rather than the values, so that they can be erased without breaking
        the chain.
        """
        covered: list[object] = [
            *(self.org_id, self.place, self.id, _in_utc(self.at)),
            *(self.kind, self.user_id, self.key_id, self.request_id, self.address),
            *(self.action, self.entity, self.entity_id, self.candidate_id, self.digest),
        ]
        if self.cause_id is not None:  # hashes of entries from before there were causes stay the same
            covered.append(self.cause_id)
        if self.effective_at is not None:
            covered.append(_in_utc(self.effective_at))
        if self.undoes_id is not None:
            covered.append({"undoes": self.undoes_id})  # not to be mistaken for a cause
        return sha256(f"{previous}{json.dumps(covered)}".encode()).hexdigest()

    @property
    def happened_at(self) -> datetime:
        """The time of the change."""
        return self.effective_at or self.at

    @property
    def has_values(self) -> bool:
        """Whether the entry has values, which an erasure removes."""
        return self.before is not None or self.after is not None

    @property
    def is_intact(self) -> bool:
        """Whether the values match the digest, and the columns copied from them, or were erased."""
        return not self.has_values or (
            self.salt is not None and self.digest == self._digest(self.salt) and self._has_copies
        )

    @property
    def _has_copies(self) -> bool:
        """Whether the job and the stage of an application's entry are those of its values."""
        if self.entity != "application":
            return True
        after = self.after or {}
        job_id = after.get("job_id", (self.before or {}).get("job_id", self.job_id))
        return (job_id, after.get("status")) == (self.job_id, self.stage)

    def _digest(self, salt: str) -> str:
        values = json.dumps([self.before, self.after], sort_keys=True)
        return sha256(f"{salt}{values}".encode()).hexdigest()


def standing(entries: Iterable[AuditEntry]) -> Sequence[AuditEntry]:
    """Return an application's entries, in ascending id, without moves that were taken back and what took them back."""
    found: list[AuditEntry] = []
    for entry in entries:
        undoes_id = entry.undoes_id
        if undoes_id is None:
            found.append(entry)
        else:
            found = [one for one in found if one.id < undoes_id]
    return found


def _in_utc(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="microseconds")

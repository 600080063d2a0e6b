"""The audit log: who wrote or read what, and the chain of hashes that shows whether it was tampered with."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple

from recruit.domain.accounts.model.users import Actor, ActorKind

START = ""
"""What the first entry of an organisation takes for the hash before it."""


class OriginKind(StrEnum):
    """What acted. The first three are kinds of actors."""

    USER = "user"
    KEY = "key"
    AGENT = "agent"
    NOBODY = "nobody"
    """A request of somebody who isn't in, such as a registration."""

    SYSTEM = "system"
    """Work in the background, and the command line."""

    RETENTION = "retention"
    SQL = "sql"
    """Statements by hand, past recruit."""


ACTING = {kind: OriginKind(kind) for kind in ActorKind}


class Deed(StrEnum):
    """What was done. Storage sees the first three by itself."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"
    READ = "read"
    EXPORT = "export"
    ERASE = "erase"
    MERGE = "merge"
    """`entity_id` became one with `candidate_id`."""


class Origin(NamedTuple):
    """Who is at work, for which request, from which address. A tuple: every request makes two."""

    kind: OriginKind = OriginKind.SYSTEM
    user_id: int | None = None
    key_id: int | None = None
    request_id: str | None = None
    address: str | None = None

    def acting(self, actor: Actor) -> "Origin":
        """Return the same request with an actor behind it."""
        return Origin(ACTING[actor.kind], actor.user_id, actor.api_key_id, self.request_id, self.address)


ORIGIN: ContextVar[Origin] = ContextVar("origin", default=Origin())  # noqa: B039 - it is immutable
"""Set where something begins: by the edge, the agent and the command line. Storage puts it on what it notes."""


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Have an actor behind all that is done in the block."""
    mark = ORIGIN.set(ORIGIN.get().acting(actor))
    try:
        yield
    finally:
        ORIGIN.reset(mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One write or read.

    `entity` is the kind of thing, `candidate_id` the person whom it is about, None where it is about nobody.
    `before` and `after` are its fields as JSON has them: all of what came or went, and of a change those that
    changed. Where only a hash of a field is kept it is {"sha256", "bytes"}. Both are None when the person was erased.
    `place`, `digest` and `hash` are None until the entry is in the chain; hashes are hexadecimal.
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
    place: int | None = None
    salt: str | None = None
    digest: str | None = None
    hash: str | None = None

    def chained(self, place: int, previous: str, salt: str) -> "AuditEntry":
        """Return the entry at a place of the chain. Values that were erased before keep the digest they have."""
        if self.has_values:
            linked = replace(self, place=place, salt=salt, digest=self._digest(salt))
        else:
            linked = replace(self, place=place)
        return replace(linked, hash=linked.hash_after(previous))

    def hash_after(self, previous: str) -> str:
        """Return the hash of the entry and of the one before it.

        Of the values it takes the salted digest alone, so that they can be erased and the chain still holds.
        """
        told = [
            *(self.org_id, self.place, self.id, self.at.astimezone(UTC).isoformat(timespec="microseconds")),
            *(self.kind, self.user_id, self.key_id, self.request_id, self.address),
            *(self.action, self.entity, self.entity_id, self.candidate_id, self.digest),
        ]
        return sha256(f"{previous}{json.dumps(told)}".encode()).hexdigest()

    @property
    def has_values(self) -> bool:
        """Whether there is anything that erasing would take away."""
        return self.before is not None or self.after is not None

    @property
    def is_whole(self) -> bool:
        """Whether the values are those that the digest was made of, or were erased."""
        return not self.has_values or (self.salt is not None and self.digest == self._digest(self.salt))

    def _digest(self, salt: str) -> str:
        values = json.dumps([self.before, self.after], sort_keys=True)
        return sha256(f"{salt}{values}".encode()).hexdigest()

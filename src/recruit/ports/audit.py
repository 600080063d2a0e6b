"""Storage of the audit log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from recruit.domain.audit.model import AuditAction, AuditEntry, Head
from recruit.domain.external_ids.model import RecordKind
from recruit.domain.shared.pages import Page, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSearch:
    """Filters for entries of the audit log. All filters that aren't None apply.

    Times are aware: `since` is inclusive, `until` is exclusive.
    """

    entity: str | None = None
    entity_id: int | None = None
    candidate_id: int | None = None
    user_id: int | None = None
    action: str | None = None
    since: datetime | None = None
    until: datetime | None = None


class AuditLog(Protocol):
    """Log of reads and writes in the organisation, with their actors: see `recruit.domain.audit.model`.

    Storage records writes by itself, in the same transaction, and generates each entry's salt. The log is append-only.
    """

    async def note(
        self, action: AuditAction, entity: str, entity_id: int | None = None, candidate_id: int | None = None
    ) -> int:
        """Add an entry for an operation that storage doesn't record by itself, and return its id."""

    async def page(self, window: Window, criteria: AuditSearch, *, newest_first: bool = False) -> Page[AuditEntry]:
        """Return a page of entries in ascending id, or in descending id."""

    async def of_applications(self, ids: Sequence[int]) -> Sequence[AuditEntry]:
        """Return all entries of applications with these ids, those of each in ascending id."""

    async def changed_by_others(self, kind: RecordKind, ids: Sequence[int], cause_id: int) -> set[int]:
        """Return the ids of those candidates or jobs with a later write than the entry `cause_id` that it didn't cause.

        Writes of what belongs to a record, such as applications, count; reads don't.
        """

    async def unchained(self, limit: int) -> Sequence[AuditEntry]:
        """Lock the first `limit` committed entries that are not in the chain, and return them in ascending id.

        The lock lasts until this unit of work ends. Entries of one record have ids in the order of its changes.
        """

    async def link(self, entries: Sequence[AuditEntry]) -> None:
        """Set place, digest and hash of entries that had none, and the salt."""

    async def head(self) -> Head:
        """Return the head of the chain."""

    async def chained(
        self,
        place: int,
        limit: int,
        entities: Sequence[str] = (),
        entity_id: int | None = None,
        period: tuple[datetime, datetime] | None = None,
    ) -> Sequence[AuditEntry]:
        """Return at most `limit` entries of the chain with a place greater than `place`, in the order of the chain.

        `entities` restricts them to these kinds of records, `entity_id` further to records with this id, and `period`
        to times from its start, inclusive, to its end, exclusive.
        """

    async def latest(
        self, kind: Literal["candidate", "job"], ids: Sequence[int], before: int, limit: int, entities: Sequence[str]
    ) -> Sequence[AuditEntry]:
        """Return at most `limit` writes about candidates or jobs with these ids and about what belongs to them.

        They are in the chain, of the kinds of records in `entities`, and in descending id, below the id `before`. Reads
        and exports are left out.
        """

    async def hash_at(self, place: int) -> str | None:
        """Return the hash of the entry at a place, or None."""

    async def waiting(self) -> int:
        """Return the number of entries that are not in the chain."""

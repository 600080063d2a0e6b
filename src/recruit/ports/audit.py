"""Storage of the audit log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from recruit.domain.audit.model import AuditEntry, Deed
from recruit.domain.shared.pages import Page, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSearch:
    """Which entries of an audit log: of all that is said here. Times are aware: not before `since`, before `until`."""

    entity: str | None = None
    entity_id: int | None = None
    candidate_id: int | None = None
    user_id: int | None = None
    action: str | None = None
    since: datetime | None = None
    until: datetime | None = None


class AuditLog(Protocol):
    """What was written and read in the organisation, by whom: see `recruit.domain.audit.model`.

    What is written is noted by storage itself, in the same transaction. Entries are only ever added.
    """

    async def note(self, deed: Deed, entity: str, entity_id: int, candidate_id: int) -> None:
        """Add an entry about a person for what storage doesn't see by itself."""
        ...

    async def page(self, window: Window, wanted: AuditSearch) -> Page[AuditEntry]:
        """Return entries in ascending id."""
        ...

    async def unchained(self, frontier: int, limit: int) -> Sequence[AuditEntry]:
        """Return entries that aren't in the chain, in an order in which none will appear before one of them.

        `frontier` was asked for before, in the same unit of work. Nobody else changes them until it ends.
        """
        ...

    async def link(self, entries: Sequence[AuditEntry]) -> None:
        """Set the places, salts, digests and hashes of entries that had none."""
        ...

    async def last(self) -> AuditEntry | None:
        """Return the entry at which the chain ends."""
        ...

    async def chained(self, place: int, limit: int) -> Sequence[AuditEntry]:
        """Return the entries of the chain after a place, in its order."""
        ...

    async def waiting(self) -> int:
        """Return how many entries aren't in the chain."""
        ...

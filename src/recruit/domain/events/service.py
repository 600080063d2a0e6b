"""Event service: the change feed, for callers and for background jobs."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from recruit.domain.accounts.model.users import Actor
from recruit.domain.audit.model import AuditEntry
from recruit.domain.audit.service import Auditing
from recruit.domain.events.model import (
    READ_PERMISSIONS,
    Event,
    entity_of_kind,
    event_of,
    is_readable,
    kind_of_type,
)
from recruit.domain.shared.errors import HistoryExpired
from recruit.ports.storage import Storage

MOST_SCANNED = 2_000
"""Audit entries that one page reads at most. A page whose filter rejects them all is empty, and says where to go on."""

PERIOD_BATCH = 500
"""Audit entries of a period that are read at a time."""


@dataclass(frozen=True, slots=True)
class EventPage:
    """Events in ascending sequence. `next_after` is the position to go on from; `more` whether there is more by now."""

    items: Sequence[Event]
    next_after: int
    more: bool


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Types and kinds of records of the wanted events, and the id of the one record. Empty and None don't filter."""

    types: Sequence[str] = ()
    kind: str | None = None
    entity_id: int | None = None

    @property
    def kinds(self) -> Sequence[str]:
        """The kinds of records that the events can be about. Empty for all."""
        by_type = sorted({kind_of_type(one) for one in self.types})
        if self.kind is None:
            return by_type
        return [self.kind] if not by_type or self.kind in by_type else ["none"]

    def is_wanted(self, event: Event) -> bool:
        """Return whether an event, which is about one of the kinds of records, is of one of the types."""
        return not self.types or event.type in self.types


NO_FILTER = EventFilter()


class EventService:
    """The change feed: every change of an organisation's records, in the order of commits.

    A reader that has seen a position misses no event below it, and reads the events of one record in their order.
    """

    def __init__(self, storage: Storage, auditing: Auditing) -> None:
        self._storage = storage
        self._auditing = auditing

    async def page(
        self,
        actor: Actor,
        after: int | None,
        limit: int,
        wanted: EventFilter = NO_FILTER,
        head: int | None = None,
    ) -> EventPage:
        """Return at most `limit` events after a position that the actor may read. None is the position of the end.

        Events up to `head`, a result of `head`, are read, or else all that are committed. Raises Forbidden if the actor
        lacks the permission for a kind of record that `wanted` names, and HistoryExpired for a position beyond the end,
        which is one of a history that a backup has replaced.
        """
        for kind in wanted.kinds:
            if kind in READ_PERMISSIONS:
                actor.require(READ_PERMISSIONS[kind])
        if head is None:
            head = await (self.end if after is None else self.head)(actor.org_id)
        after = head if after is None else after
        return await self._page(actor.org_id, after, limit, wanted, head, partial(is_readable, actor=actor))

    async def since(self, org_id: int, after: int, limit: int, wanted: EventFilter = NO_FILTER) -> EventPage:
        """Return at most `limit` events after a position, for work on behalf of the organisation."""
        return await self._page(org_id, after, limit, wanted, await self.head(org_id), lambda _: True)

    async def between(
        self, org_id: int, since: datetime, until: datetime, wanted: EventFilter = NO_FILTER
    ) -> AsyncIterator[Event]:
        """Yield the events of a period, `until` exclusive, in ascending sequence."""
        after = 0
        while entries := await self._chained(org_id, after, PERIOD_BATCH, wanted, (since, until)):
            for entry in entries:
                event = event_of(entry)
                if event and wanted.is_wanted(event):
                    yield event
            after = entries[-1].place or after

    async def head(self, org_id: int) -> int:
        """Return the position of the last chained entry of the log, 0 if it is empty.

        Committed changes are included, unless there is a backlog of them.
        """
        await self._auditing.catch_up(org_id)
        async with self._storage.autocommit(org_id) as work:
            return (await work.audit.head()).place

    async def end(self, org_id: int) -> int:
        """Return the position after which events of later changes alone come. Raises Unavailable."""
        await self._auditing.catch_up_to_end(org_id)
        return await self.head(org_id)

    async def _page(
        self,
        org_id: int,
        after: int,
        limit: int,
        wanted: EventFilter,
        head: int,
        readable: Callable[[AuditEntry], bool],
    ) -> EventPage:
        """`head` was read before the scan, which therefore reads at least all entries up to it."""
        if after > head:
            raise HistoryExpired
        if after == head:
            return EventPage((), after, more=False)
        found: list[Event] = []
        scanned = 0
        while scanned < MOST_SCANNED:
            entries = await self._chained(org_id, after, limit, wanted)
            for entry in entries:
                after = entry.place or after
                event = event_of(entry)
                if event and wanted.is_wanted(event) and readable(entry):
                    found.append(event)
                if len(found) == limit:
                    return EventPage(found, after, more=after < head)
            if len(entries) < limit:
                return EventPage(found, max(after, head), more=False)
            scanned += len(entries)
        return EventPage(found, after, more=after < head)

    async def _chained(
        self,
        org_id: int,
        after: int,
        limit: int,
        wanted: EventFilter,
        period: tuple[datetime, datetime] | None = None,
    ) -> Sequence[AuditEntry]:
        entities = [entity_of_kind(kind) for kind in wanted.kinds]
        async with self._storage.autocommit(org_id) as work:
            return await work.audit.chained(after, limit, entities, wanted.entity_id, period)

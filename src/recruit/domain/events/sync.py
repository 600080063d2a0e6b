"""Synchronisation of lists: what changed since a token, and what was deleted."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from recruit.domain.accounts.model.users import Actor
from recruit.domain.audit.model import START, AuditAction
from recruit.domain.events.model import READ_PERMISSIONS, entity_of_kind
from recruit.domain.events.service import EventService
from recruit.domain.shared.errors import HistoryExpired, Invalid
from recruit.domain.shared.pages import Page, Window
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

Record = TypeVar("Record")

FIRST = "start"
"""The token of a reader that has nothing yet."""

WRITES = frozenset({AuditAction.INSERT, AuditAction.UPDATE, AuditAction.DELETE})

HASH_LENGTH = 16
"""Characters of an entry's hash in a token. They detect that a backup has replaced the history since."""

MALFORMED = f"sync_token is none of this list: send {FIRST!r}, or the token of the last response, unchanged"


@dataclass(frozen=True, slots=True)
class SyncToken:
    """A position in the history of one kind of record.

    All changes up to `place`, whose entry's hash begins with `hash`, have been read. In a first read, `after` is the id
    up to which records have been read; None when all have been.
    """

    kind: str
    place: int
    hash: str
    after: int | None = None

    @classmethod
    def parse(cls, text: str, kind: str) -> "SyncToken":
        """Decode a token. Raises Invalid for one that isn't of this kind of record."""
        try:
            found = cls(*json.loads(urlsafe_b64decode(text.encode("ascii"))))
        except (ValueError, TypeError, RecursionError):
            raise Invalid(MALFORMED) from None
        numbers = (found.place, 0 if found.after is None else found.after)
        if found.kind != kind or not isinstance(found.hash, str) or not all(type(one) is int for one in numbers):
            raise Invalid(MALFORMED)
        return found

    def __str__(self) -> str:
        """Return the token as text."""
        fields = [self.kind, self.place, self.hash, self.after]
        return urlsafe_b64encode(json.dumps(fields, separators=(",", ":")).encode()).decode()


@dataclass(frozen=True, slots=True)
class SyncPage(Generic[Record]):
    """Records as they are now, the ids of deleted ones, the token to go on with, and whether more follows now."""

    items: Sequence[Record]
    deleted: Sequence[int]
    token: SyncToken
    more: bool


Rows = Callable[[UnitOfWork], Any]
"""Returns the repository of a kind of record."""

REPOSITORIES: dict[str, Rows] = {
    "job": lambda work: work.jobs,
    "candidate": lambda work: work.candidates,
    "application": lambda work: work.applications,
}


class Synchronising:
    """Pages of jobs, candidates and applications that changed since a token.

    A record may be on several pages. A reader that applies all pages in order has the records as they are.
    """

    def __init__(self, storage: Storage, events: EventService) -> None:
        self._storage = storage
        self._events = events

    async def page(self, actor: Actor, kind: str, token: str, limit: int) -> SyncPage[Any]:
        """Return the next page for a token, with at most `limit` records and deleted ids.

        Raises Invalid for a malformed token, and HistoryExpired for a token of a history that a backup has replaced.
        """
        actor.require(READ_PERMISSIONS[kind])
        if token == FIRST:
            place = await self._events.head(actor.org_id)
            known = SyncToken(kind, place, await self._hash(actor.org_id, place), after=0)
        else:
            known = SyncToken.parse(token, kind)
            if await self._hash(actor.org_id, known.place) != known.hash:
                raise HistoryExpired
        if known.after is not None:
            return await self._first_read(actor.org_id, known, limit)
        return await self._changes(actor.org_id, known, limit)

    async def _first_read(self, org_id: int, known: SyncToken, limit: int) -> SyncPage[Any]:
        """Return the next records in ascending id. Changes meanwhile follow with the last page's token."""
        async with self._storage.autocommit(org_id) as work:
            found: Page[Any] = await REPOSITORIES[known.kind](work).page(Window(limit=limit, after=known.after or 0))
        after = found.items[-1].id if found.more else None
        return SyncPage(found.items, (), replace(known, after=after), found.more)

    async def _changes(self, org_id: int, known: SyncToken, limit: int) -> SyncPage[Any]:
        head = await self._events.head(org_id)  # before the search, which then finds at least all changes up to it
        async with self._storage.autocommit(org_id) as work:
            entries = await work.audit.chained(known.place, limit, [entity_of_kind(known.kind)])
        more = len(entries) == limit
        place = (entries[-1].place or 0) if more else max(head, known.place)
        ids = sorted({entry.entity_id for entry in entries if entry.action in WRITES and entry.entity_id is not None})
        records = []
        if ids:
            async with self._storage.autocommit(org_id) as work:
                records = await REPOSITORIES[known.kind](work).by_ids(ids)
        token = SyncToken(known.kind, place, await self._hash(org_id, place))
        return SyncPage(records, sorted({*ids} - {record.id for record in records}), token, more)

    async def _hash(self, org_id: int, place: int) -> str:
        """Return the beginning of the hash at a place. Raises HistoryExpired for a place that the history hasn't."""
        if not place:
            return START
        async with self._storage.autocommit(org_id) as work:
            found = await work.audit.hash_at(place)
        if found is None:
            raise HistoryExpired
        return found[:HASH_LENGTH]

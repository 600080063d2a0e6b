"""Audit log service: search, chain in the background, and verify."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.audit.model import START, AuditAction, AuditEntry, Head
from recruit.domain.events.model import is_restricted
from recruit.domain.search.model import TextSource
from recruit.domain.shared.errors import Unavailable
from recruit.domain.shared.organisations import for_each_organisation
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.periods import check_period
from recruit.ports.audit import AuditSearch
from recruit.ports.storage import ALL_ORGANISATIONS, ExclusiveTask, Storage
from recruit.ports.unit_of_work import UnitOfWork

LINK_BATCH, VERIFY_BATCH = 100, 500
"""Entries that are chained, and verified, at a time. A hundred block the event loop for 3 ms."""

TURN = 1_000
"""Maximum number of entries of an organisation in a turn, after which other organisations have theirs."""

MOST_BATCHES = 20
"""Batches that a reader of the log chains at most before it reads, about 0.1 s."""

SALT_BYTES = 16
"""Length of the salt of an entry that has none of its own."""


WRITES = frozenset([AuditAction.INSERT, AuditAction.UPDATE, AuditAction.DELETE, AuditAction.MERGE])
RAISED_BY_WRITES = frozenset(["candidate", "profile", "job"])
"""Entities whose own writes set the time of the last activity."""

AFTER_RESTORE = "verify against a new file of heads"
OPEN_AT_BACKUP = (
    "After a restore these may be of a transaction that was open while the backup was made, which holds none of it: "
    f"{AFTER_RESTORE}"
)
ERASED_BEFORE = (
    "After restoring a backup that may be an entry whose values were erased, in the old database, before it was "
    f"chained: {AFTER_RESTORE}"
)
OLDER_BACKUP = f"After restoring a backup that is older than the head, the log goes on from the backup: {AFTER_RESTORE}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of verifying an organisation's chain.

    `fault` describes the first fault, None if there is none. `erased` is the number of entries whose values were
    erased, `waiting` of entries that aren't chained yet.
    """

    org_id: int
    head: Head
    erased: int
    waiting: int
    fault: str | None = None


ENTITIES = {
    TextSource.CANDIDATE: frozenset(["candidate", "profile"]),
    TextSource.DOCUMENTS: frozenset(["document"]),
    TextSource.JOB: frozenset(["job"]),
}
"""Entities whose writes change the searchable texts of a source."""


class Auditing:
    """The audit logs of all organisations."""

    def __init__(self, storage: Storage, pause: Callable[[], Awaitable[None]] | None = None) -> None:
        """Await `pause`, if there is one, after each batch that is chained."""
        self._storage = storage
        self._pause = pause

    async def entries(
        self, actor: Actor, window: Window, criteria: AuditSearch, *, newest_first: bool = False
    ) -> Page[AuditEntry]:
        """Return entries in ascending or descending id. Raises Invalid for a period that ends before it begins."""
        actor.require(Permission.READ_AUDIT)
        check_period(criteria.since, criteria.until)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.audit.page(window, criteria, newest_first=newest_first)

    async def all_organisations(self) -> int:
        """Chain the entries of all organisations, and return their number. Return 0 if another process is doing it."""
        async with self._storage.claim(ALL_ORGANISATIONS, ExclusiveTask.AUDIT) as claimed:
            organisations = await self._storage.organisations() if claimed else ()
            done = 0
            while organisations:
                unfinished: list[int] = []
                done += await for_each_organisation(organisations, partial(self._take_turn, unfinished))
                organisations = unfinished
            return done

    async def _take_turn(self, unfinished: list[int], org_id: int) -> int:
        """Do a turn for one organisation. Append it to `unfinished` if it needs another one."""
        done = await self.organisation(org_id, TURN)
        if done >= TURN:
            unfinished.append(org_id)
        return done

    async def organisation(self, org_id: int, most: int | None = None) -> int:
        """Chain the entries that an organisation has now, or about `most` of them. Later entries wait."""
        done = 0
        async with self._storage.claim(org_id, ExclusiveTask.AUDIT) as claimed:
            async with self._storage.autocommit(org_id) as work:
                waiting = await work.audit.waiting()
            most = waiting if most is None else min(most, waiting)
            while claimed and done < most and (batch := await self._batch(org_id)):
                done += batch
                if self._pause is not None:
                    await self._pause()
            if claimed:
                await self._finish_texts(org_id)
        return done

    async def catch_up(self, org_id: int) -> None:
        """Chain the entries that are committed by now, for a reader of their places. Only after a backlog some wait.

        While storage can't be written, as with a full disk, entries wait, and what is chained can be read.
        """
        async with self._storage.autocommit(org_id) as work:
            if not await work.audit.waiting():  # saves most readers a transaction
                return
        with suppress(Unavailable):
            for _ in range(MOST_BATCHES):
                if await self._batch(org_id) < LINK_BATCH:
                    return

    async def catch_up_to_end(self, org_id: int) -> None:
        """Chain all entries that are committed by now, however many wait. Raises Unavailable."""
        async with self._storage.autocommit(org_id) as work:
            waiting = await work.audit.waiting()
        while waiting > 0 and (done := await self._batch(org_id)):
            waiting -= done

    async def catch_up_texts(self, org_id: int) -> None:
        """Bring activities and the index of full-text search up to date, for a search, as `catch_up` does."""
        await self.catch_up(org_id)
        with suppress(Unavailable):
            await self._finish_texts(org_id)

    async def organisations(self) -> list[int]:
        """Return the ids of all organisations, which have one log each."""
        return list(await self._storage.organisations())

    async def verify(self, org_id: int, known: Head | None = None) -> Verdict:
        """Verify an organisation's chain from its start. `known` is a head that was recorded earlier."""
        head, erased, fault, moved_to = Head(), 0, None, None
        async for entry in self._chained(org_id):
            fault = _fault(head, entry)
            if fault:
                break
            head = Head(head.place + 1, entry.hash or START, entry.id)
            erased += entry.digest is not None and not entry.has_values
            if known is not None and known.place == head.place and known.hash != head.hash:
                fault = _difference(head, known, moved_to)
                break
            if known is not None and known.entry_id == entry.id:
                moved_to = head.place
        if fault is None and known is not None and known.place > head.place:
            fault = _shortfall(head, known, moved_to)
        async with self._storage.autocommit(org_id) as work:
            waiting = await work.audit.waiting()
        return Verdict(org_id, head, erased, waiting, fault)

    async def _batch(self, org_id: int) -> int:
        async with self._storage.transaction(org_id) as work:
            entries = await work.audit.unchained(LINK_BATCH)
            if not entries:
                return 0
            head = await work.audit.head()
            chained = []
            for entry in entries:
                chained.append(entry.chained(head.place + 1, head.hash, secrets.token_hex(SALT_BYTES)))
                head = Head(head.place + 1, chained[-1].hash or START, entry.id)
            await work.audit.link(chained)
            await _raise_activity(work, chained)
            await _refresh_texts(work, chained)
        return len(chained)

    async def _finish_texts(self, org_id: int) -> None:
        """Do the postponed refreshes of searchable texts, each in a unit of work that locks no other record."""
        while True:
            async with self._storage.autocommit(org_id) as work:
                outdated = await work.texts.outdated()
            for text in outdated:
                async with self._storage.transaction(org_id) as work:
                    await work.texts.finish(text)
            if not outdated:
                return

    async def _chained(self, org_id: int) -> AsyncIterator[AuditEntry]:
        place = 0
        while True:
            async with self._storage.autocommit(org_id) as work:
                entries = await work.audit.chained(place, VERIFY_BATCH)
            if not entries:
                return
            for entry in entries:
                yield entry
            place = entries[-1].place or 0


async def _raise_activity(work: UnitOfWork, entries: Sequence[AuditEntry]) -> None:
    """Set the last activity of the candidates and jobs around which other records were written.

    Requests don't do that themselves: those for the same job would wait for each other. Restricted notes
    are no activity: users who may not read them see the order of lists.
    """
    others = [one for one in entries if one.action in WRITES and one.entity not in RAISED_BY_WRITES]
    written = [one for one in others if not is_restricted(one)]
    await work.candidates.raise_activity(_latest((one.candidate_id, one.at) for one in written))
    await work.jobs.raise_activity(_latest((one.job_id, one.at) for one in written))


async def _refresh_texts(work: UnitOfWork, entries: Sequence[AuditEntry]) -> None:
    """Bring the index of full-text search up to date with the written candidates, documents and jobs."""
    for source, entities in ENTITIES.items():
        written = [one for one in entries if one.action in WRITES and one.entity in entities]
        ids = {id_ for one in written for id_ in ([one.entity_id] if source is TextSource.JOB else _candidates_of(one))}
        if found := sorted(id_ for id_ in ids if id_ is not None):
            await work.texts.refresh(source, found)


def _candidates_of(entry: AuditEntry) -> Sequence[int | None]:
    """Return the candidates of an entry: a moved document has another one than before."""
    return entry.candidate_id, (entry.after or {}).get("candidate_id")


def _latest(times: Iterable[tuple[int | None, datetime]]) -> dict[int, datetime]:
    """Return the latest time of each id, in ascending id."""
    return dict(sorted((id_, at) for id_, at in times if id_ is not None))


def _fault(head: Head, entry: AuditEntry) -> str | None:
    """Return a description of the fault in the entry that follows a head, or None."""
    expected = head.place + 1
    if entry.place != expected:
        return f"lacks place {expected}: an entry before #{entry.id} is missing"
    if entry.hash != entry.hash_after(head.hash):
        return f"breaks at place {expected}: entry #{entry.id} was changed, or isn't the one that was there"
    if not entry.is_intact:
        return f"breaks at place {expected}: values of entry #{entry.id} were changed"
    return None


def _difference(head: Head, known: Head, moved_to: int | None) -> str:
    """Return a description of a chain that has another hash at the place of the recorded head."""
    if moved_to is not None:
        return f"is another one: {_moved(known, moved_to)}"
    if known.entry_id is None or known.entry_id == head.entry_id:
        return (
            f"is another one: at place {head.place} entry #{head.entry_id} has another hash than was written down. "
            f"{ERASED_BEFORE}"
        )
    entries = f"at place {head.place} it has entry #{head.entry_id}, and had #{known.entry_id}"
    return f"is another one: {entries}. {OLDER_BACKUP}"


def _shortfall(head: Head, known: Head, moved_to: int | None) -> str:
    """Return a description of a chain that ends before the recorded head."""
    if moved_to is not None:
        return f"ends at place {head.place}, and had {known.place}: {_moved(known, moved_to)}"
    return f"ends at place {head.place}, and had {known.place}: entries are missing at the end"


def _moved(known: Head, place: int) -> str:
    return (
        f"entry #{known.entry_id} is at place {place}, and was at {known.place}. Entries missing before it: "
        f"{known.place - place}. {OPEN_AT_BACKUP}"
    )

"""Timeline service: the events of a candidate or a job, the latest first, with a sentence for each."""

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.audit.model import AuditAction, AuditEntry
from recruit.domain.audit.service import Auditing
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.events.model import READ_PERMISSIONS, Event, entity_of_kind, event_of, is_readable, kind_of_type
from recruit.domain.events.service import MOST_SCANNED
from recruit.domain.jobs.model import Job
from recruit.domain.shared.pages import Window
from recruit.domain.timeline.model import Timeline, TimelineItem
from recruit.domain.timeline.names import Names, names_in
from recruit.domain.timeline.sentences import sentence
from recruit.domain.timeline.undo import undo_references
from recruit.ports.audit import AuditSearch
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

MOST_MERGED = 100
"""Candidates merged into one whose events the timeline has."""

THE_END = 2**53
"""An id above those of all entries, which JSON numbers hold exactly."""

Say: TypeAlias = Callable[[Event, AuditEntry, Names, str], str]
"""Writes the sentence on an entry's event for a record of a kind."""

Kind: TypeAlias = Literal["candidate", "job"]


class TimelineService:
    """Timelines of records of the actor's organisation. A record that doesn't exist raises NotFound.

    They have the events that the actor may read in the change feed, too.
    """

    def __init__(self, storage: Storage, auditing: Auditing, clock: Clock) -> None:
        self._storage = storage
        self._auditing = auditing
        self._clock = clock

    async def of_candidate(
        self,
        actor: Actor,
        candidate: int | Candidate,
        limit: int,
        before: int = THE_END,
        types: Sequence[str] = (),
        *,
        all_undone: bool = False,
        say: Say = sentence,
    ) -> Timeline:
        """Return at most `limit` events of a candidate with an id below `before`, of these types or of all.

        The candidate is an id, or was read by the caller.
        They include those of applications, documents and the profile, and those of candidates who were merged
        into this one. `all_undone` marks changes that were undone long ago, too. Raises Forbidden if the actor lacks
        the permission for a kind of record that `types` name. `say` writes the sentences.
        """
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.reading(actor.org_id) as work:
            found = await work.candidates.get(candidate) if isinstance(candidate, int) else candidate
            ids = [found.id, *await _merged_into(work, found.id)]
        return await self._timeline(actor, "candidate", ids, limit, before, types, all_undone=all_undone, say=say)

    async def of_job(
        self,
        actor: Actor,
        job: int | Job,
        limit: int,
        before: int = THE_END,
        types: Sequence[str] = (),
        *,
        all_undone: bool = False,
        say: Say = sentence,
    ) -> Timeline:
        """Return at most `limit` events of a job and of what belongs to it, as `of_candidate` does."""
        actor.require(Permission.READ_JOBS)
        async with self._storage.autocommit(actor.org_id) as work:
            found = await work.jobs.get(job) if isinstance(job, int) else job
        return await self._timeline(actor, "job", [found.id], limit, before, types, all_undone=all_undone, say=say)

    async def _timeline(
        self,
        actor: Actor,
        kind: Kind,
        ids: Sequence[int],
        limit: int,
        before: int,
        types: Sequence[str],
        *,
        all_undone: bool,
        say: Say,
    ) -> Timeline:
        kinds = {kind_of_type(one) for one in types}
        for one in kinds:
            actor.require(READ_PERMISSIONS[one])
        await self._auditing.catch_up(actor.org_id)
        entities = [
            entity_of_kind(one)
            for one, needed in READ_PERMISSIONS.items()
            if actor.has_permission(needed) and (not kinds or one in kinds)
        ]
        found: list[tuple[AuditEntry, Event]] = []
        scanned, more = 0, True
        while more and len(found) < limit and scanned < MOST_SCANNED:
            async with self._storage.autocommit(actor.org_id) as work:
                entries = await work.audit.latest(kind, ids, before, limit, entities)
            more, scanned = len(entries) == limit, scanned + len(entries)
            for entry in entries:
                before = entry.id
                event = event_of(entry)
                if event and (not types or event.type in types) and is_readable(entry, actor):
                    found.append((entry, event))
                if len(found) == limit:
                    more = more or entry is not entries[-1]
                    break
        return Timeline(await self._items(actor, kind, found, all_undone=all_undone, say=say), before if more else None)

    async def _items(
        self, actor: Actor, kind: Kind, found: Sequence[tuple[AuditEntry, Event]], *, all_undone: bool, say: Say
    ) -> Sequence[TimelineItem]:
        names = await names_in(self._storage, actor, [event for _, event in found])
        entries = [entry for entry, _ in found]
        undo, undone = await undo_references(self._storage, actor, entries, self._clock.now(), all_undone=all_undone)
        return [
            TimelineItem(
                event, say(event, entry, names, kind), entry.happened_at, undo.get(event.id), event.id in undone
            )
            for entry, event in found
        ]


async def _merged_into(work: UnitOfWork, candidate_id: int) -> Sequence[int]:
    """Return the ids of candidates who were merged into one, directly or by way of others."""
    found: dict[int, None] = {}
    waiting = [candidate_id]
    while waiting and len(found) < MOST_MERGED:
        merges = AuditSearch(candidate_id=waiting.pop(), action=AuditAction.MERGE)
        for entry in (await work.audit.page(Window(limit=MOST_MERGED), merges)).items:
            if entry.entity_id is not None and entry.entity_id not in found:
                found[entry.entity_id] = None
                waiting.append(entry.entity_id)
    return [one for one in found if one != candidate_id]

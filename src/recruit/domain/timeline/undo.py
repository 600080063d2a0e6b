"""Matching of events with the actions that made the changes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.actions import BY_HAND, UNDONE_WITHIN
from recruit.domain.agent.model import Action, Stage
from recruit.domain.agent.revisions import permissions_to_restore
from recruit.domain.audit.model import AuditEntry, OriginKind
from recruit.domain.timeline.model import UndoReference
from recruit.ports.storage import Storage

MOST_ACTIONS = 500
"""Recent actions that are compared with events, the latest ones."""

TAGGING = "candidate_tag"
"""An entity of which writes have the candidate's id: a tag is put on a candidate, or isn't."""

BY_KIND = (OriginKind.AGENT, OriginKind.USER)
"""Kinds of origins whose changes may be actions."""

ENDED = (Stage.DONE, Stage.UNDONE)


async def undo_references(
    storage: Storage, actor: Actor, entries: Sequence[AuditEntry], now: datetime, *, all_undone: bool = False
) -> tuple[Mapping[int, UndoReference], AbstractSet[int]]:
    """Return references of the changes that the actor may undo, by the id of the entry, and the ids of those undone.

    `entries` are in descending id. The undone ones are those of the last 15 minutes, or with `all_undone` of all time.
    """
    recent = now - UNDONE_WITHIN
    of_actions = [entry for entry in entries if entry.kind in BY_KIND and (all_undone or entry.at >= recent)]
    if not of_actions:
        return {}, frozenset()
    async with storage.autocommit(actor.org_id) as work:
        actions = await work.actions.recent(ENDED, min(recent, of_actions[-1].at), MOST_ACTIONS)
    matched = dict(_actions_of(entries, actions))
    references = {
        entry_id: UndoReference(action.id, action.at + UNDONE_WITHIN)
        for entry_id, action in matched.items()
        if action.stage is Stage.DONE and action.at >= recent and _may_undo(actor, action)
    }
    return references, {entry_id for entry_id, action in matched.items() if action.stage is Stage.UNDONE}


def _may_undo(actor: Actor, action: Action) -> bool:
    needed = [Permission.NOTE_CANDIDATES, *permissions_to_restore(action.writes)]
    if action.user_id != actor.user_id and any(one["kind"] == "note" for one in action.writes):
        needed.append(Permission.MANAGE_NOTES)
    return all(one["after"] is not None for one in action.writes) and all(map(actor.has_permission, needed))


def _actions_of(entries: Iterable[AuditEntry], actions: Sequence[Action]) -> Iterator[tuple[int, Action]]:
    """Yield the ids of entries with the actions that made them.

    The latest of several equal changes of a record is that of the latest action. An action that was undone takes its
    event, too, so that the event isn't taken for one of an earlier action.
    """
    writes: defaultdict[tuple[object, ...], list[tuple[Action, Mapping[str, Any]]]] = defaultdict(list)
    for action in actions:
        for write in action.writes:
            kind = OriginKind.USER if action.session == BY_HAND else OriginKind.AGENT
            writes[kind, action.user_id, write["kind"], write["id"]].append((action, write))
    for entry in entries:
        record_id = entry.candidate_id if entry.entity == TAGGING else entry.entity_id
        of_record = writes[entry.kind, entry.user_id, entry.entity, record_id]
        found = next((one for one in of_record if _has_values(entry, one[1])), None)
        if found is None:
            continue
        of_record.remove(found)
        yield entry.id, found[0]


def _has_values(entry: AuditEntry, write: Mapping[str, Any]) -> bool:
    """Return whether an entry has the values of a write before and after it."""
    before, after = write["before"], write["after"]
    if entry.entity == TAGGING:
        values = entry.after or entry.before or {}
        return values.get("tag_id") == after["tag_id"] and (entry.after is not None) is after["tagged"]
    if before is None or after is None:
        return (entry.before is None, entry.after is None) == (before is None, after is None)
    return _contains(entry.before, before) and _contains(entry.after, after)


def _contains(values: Mapping[str, Any] | None, expected: Mapping[str, Any]) -> bool:
    return values is not None and all(
        name in values and _plain(values[name]) == _plain(value) for name, value in expected.items()
    )


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value

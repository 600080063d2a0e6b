"""Matching of events with the actions of the agent that made the changes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.actions import UNDONE_WITHIN
from recruit.domain.agent.model import Action, Stage
from recruit.domain.agent.revisions import permissions_to_restore
from recruit.domain.audit.model import AuditEntry, OriginKind
from recruit.domain.timeline.model import UndoReference
from recruit.ports.storage import Storage

MOST_ACTIONS = 500
"""Recent actions that are compared with events, the latest ones."""

TAGGING = "candidate_tag"
"""An entity of which the agent's writes have the candidate's id: a tag is put on a candidate, or isn't."""

ENDED = (Stage.DONE, Stage.UNDONE)


async def undo_references(
    storage: Storage, actor: Actor, entries: Sequence[AuditEntry], now: datetime
) -> Mapping[int, UndoReference]:
    """Return the references of the agent's changes that the actor may undo, by the id of the entry.

    `entries` are in descending id.
    """
    if not any(entry.kind == OriginKind.AGENT for entry in entries):
        return {}
    async with storage.autocommit(actor.org_id) as work:
        actions = await work.actions.recent(ENDED, now - UNDONE_WITHIN, MOST_ACTIONS)
    return {
        entry_id: UndoReference(action.id, action.at + UNDONE_WITHIN)
        for entry_id, action in _actions_of(entries, actions)
        if action.stage is Stage.DONE and _may_undo(actor, action)
    }


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
            writes[OriginKind.AGENT, action.user_id, write["kind"], write["id"]].append((action, write))
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

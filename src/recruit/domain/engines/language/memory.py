"""The agent's memory of a conversation: the records shown, the records in focus, and the open question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Self

from recruit.domain.engines.language.requests import Kind, Reference

MOST_SHOWN = 50
_LISTING = ("find", "list", "match", "compare", "pipeline")
"""Beginnings of the names of tools that show lists."""

_ARGUMENTS = {"job_id": Kind.JOB, "candidate_id": Kind.CANDIDATE, "application_id": Kind.APPLICATION}


@dataclass(slots=True)
class Memory:
    """A conversation's memory: `shown` holds the ids of the last list by kind, `focus` one id of each kind.

    `recent` is the kind of the last answer's subject, `last` the last call, `question` the open question. A pronoun is
    ambiguous if the last message was `not_understood`, so that it led to no call and no question, or if the last answer
    `changed_person`, so that it was about another candidate than the answer before.
    """

    shown: dict[str, list[int]] = field(default_factory=dict)
    focus: dict[str, int] = field(default_factory=dict)
    recent: str | None = None
    last: dict[str, Any] | None = None
    question: dict[str, Any] | None = None
    not_understood: bool = False
    changed_person: bool = False

    @classmethod
    def of(cls, state: Mapping[str, Any]) -> Self:
        """Return the memory stored as a conversation's state."""
        known = {one.name: state[one.name] for one in fields(cls) if one.name in state}
        shown = {kind: list(ids) for kind, ids in state.get("shown", {}).items()}
        return cls(**known | {"shown": shown, "focus": dict(state.get("focus", {}))})

    def state(self) -> dict[str, Any]:
        """Return the memory as a conversation's state."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def remember(self, tool: str, arguments: Mapping[str, Any], shown: Sequence[Reference]) -> None:
        """Remember a successful call, and the records that its answer showed."""
        before = self.focus.get(Kind.CANDIDATE)
        for argument, kind in _ARGUMENTS.items():
            if argument in arguments:
                self.focus[kind] = arguments[argument]
        subjects = {kind for argument, kind in _ARGUMENTS.items() if argument in arguments}
        for kind in Kind:
            ids = list(dict.fromkeys(reference.id for reference in shown if reference.kind == kind))
            if len(ids) == 1:  # the copy, and not the job that was copied
                self.focus[kind] = ids[0]
            elif ids and kind not in subjects:
                self.focus.pop(kind, None)
            if ids and (len(ids) > 1 or tool.startswith(_LISTING)):  # one thing shown by itself is no list
                self.shown[kind] = ids[:MOST_SHOWN]
        self.changed_person = before not in {None, self.focus.get(Kind.CANDIDATE)}
        self.recent = _subject(tool, arguments, shown) or self.recent
        self.last = {"tool": tool, "arguments": dict(arguments)}

    def nth(self, kind: str | None, place: int) -> tuple[str, int] | None:
        """Return the kind and id of the record at a place of the last list; None if there is none."""
        wanted = kind or self.recent
        ids: Sequence[int] = self.shown.get(wanted or "", [])
        index = place - 1 if place > 0 else len(ids) + place
        return (wanted, ids[index]) if wanted and 0 <= index < len(ids) else None

    def one(self, kind: str) -> int | None:
        """Return the record of a kind in focus, or the only one that was shown."""
        ids = self.shown.get(kind, [])
        return self.focus.get(kind) or (ids[0] if len(ids) == 1 else None)


def _subject(tool: str, arguments: Mapping[str, Any], shown: Sequence[Reference]) -> str | None:
    """Return the kind of an answer's subject: for applications candidates, except for a list of a candidate's."""
    if not shown:
        return None
    if shown[0].kind == Kind.APPLICATION:
        return Kind.JOB if "candidate_id" in arguments and tool.startswith(_LISTING) else Kind.CANDIDATE
    return shown[0].kind

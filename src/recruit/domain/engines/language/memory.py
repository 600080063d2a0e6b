"""What the agent remembers of a conversation: what was shown, what is being spoken of, and what it asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from recruit.domain.engines.language.requests import Kind, Reference

MOST_SHOWN = 50
_ARGUMENTS = {"job_id": Kind.JOB, "candidate_id": Kind.CANDIDATE, "application_id": Kind.APPLICATION}


@dataclass(slots=True)
class Memory:
    """`shown` holds ids by kind in the order of the last list, `focus` the one of each kind that is spoken of.

    `recent` is the kind that the last answer was about, `last` the last call, `question` what was asked and not yet
    answered.
    """

    shown: dict[str, list[int]] = field(default_factory=dict)
    focus: dict[str, int] = field(default_factory=dict)
    recent: str | None = None
    last: dict[str, Any] | None = None
    question: dict[str, Any] | None = None

    @classmethod
    def of(cls, state: Mapping[str, Any]) -> Self:
        """Return the memory that a conversation's state is."""
        return cls(
            {kind: list(ids) for kind, ids in state.get("shown", {}).items()},
            dict(state.get("focus", {})),
            state.get("recent"),
            state.get("last"),
            state.get("question"),
        )

    def state(self) -> dict[str, Any]:
        """Return the memory as a conversation's state."""
        return {
            "shown": self.shown,
            "focus": self.focus,
            "recent": self.recent,
            "last": self.last,
            "question": self.question,
        }

    def remember(self, tool: str, arguments: Mapping[str, Any], shown: Sequence[Reference]) -> None:
        """Remember a call that was done, and what its answer showed."""
        for kind in Kind:
            ids = list(dict.fromkeys(reference.id for reference in shown if reference.kind == kind))
            if len(ids) == 1:
                self.focus[kind] = ids[0]
            elif ids:
                self.focus.pop(kind, None)
            if ids and not (len(ids) == 1 and ids[0] in self.shown.get(kind, [])):  # of a list the third is still that
                self.shown[kind] = ids[:MOST_SHOWN]
        for argument, kind in _ARGUMENTS.items():
            if argument in arguments:
                self.focus[kind] = arguments[argument]
        self.recent = _subject(arguments, shown) or self.recent
        self.last = {"tool": tool, "arguments": dict(arguments)}

    def nth(self, kind: str | None, place: int) -> tuple[str, int] | None:
        """Return the kind and id of one of what was shown; None where there is none."""
        wanted = kind or self.recent
        ids: Sequence[int] = self.shown.get(wanted or "", [])
        index = place - 1 if place > 0 else len(ids) + place
        return (wanted, ids[index]) if wanted and 0 <= index < len(ids) else None

    def one(self, kind: str) -> int | None:
        """Return the thing of a kind that is spoken of: the one in focus, or the only one that was shown."""
        ids = self.shown.get(kind, [])
        return self.focus.get(kind) or (ids[0] if len(ids) == 1 else None)


def _subject(arguments: Mapping[str, Any], shown: Sequence[Reference]) -> str | None:
    """Return the kind that an answer is about: of the applications of a job, its candidates."""
    if not shown:
        return None
    if shown[0].kind == Kind.APPLICATION:
        return Kind.JOB if "candidate_id" in arguments else Kind.CANDIDATE
    return shown[0].kind

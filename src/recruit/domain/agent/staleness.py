"""Detection of changes between a proposal and its confirmation."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from recruit.domain.agent.calls import Call
from recruit.domain.agent.tool import Facts, Question


class Proposed(NamedTuple):
    """A call of a proposal with its current question; None if it needs no confirmation."""

    call: Call
    question: Question | None


def recorded(call: Call, question: Question | None = None) -> dict[str, Any]:
    """Return a call as actions store it, with the facts that its question rests on."""
    kept = {"name": call.name, "arguments": dict(call.arguments)}
    return kept if question is None else {**kept, "facts": question.facts}


def call_of(kept: Mapping[str, Any]) -> Call:
    """Return the stored call."""
    return Call(kept["name"], kept["arguments"])


def news(kept: Mapping[str, Any], question: Question | None) -> Sequence[str]:
    """Return a sentence for each fact that has changed since the call was proposed.

    Return nothing for a call that no longer needs confirmation: it destroys less than the user agreed to.
    """
    if question is None:
        return []
    before: Facts = kept.get("facts", {})
    return [
        _sentence(thing, before.get(thing), now) for thing, now in question.facts.items() if before.get(thing) != now
    ]


def asked_anew(told: Sequence[str], proposed: Sequence[Proposed]) -> str:
    """Return the changes, and the current questions of the calls."""
    asked = [one.question.text for one in proposed if one.question is not None]
    rest = len(proposed) - len(asked)
    if rest:
        asked.append(f"A yes is for all {len(proposed)} things that I proposed.")
    return " ".join(["I haven't done it.", *told, *asked])


def _sentence(thing: str, before: Mapping[str, str] | None, now: Mapping[str, str]) -> str:
    changed = f"{thing[0].upper()}{thing[1:]} has changed since I asked"
    if before is None:
        return f"{changed}."
    parts = [
        f"{name} {now.get(name, 'unknown')} (before: {before.get(name, 'unknown')})"
        for name in dict.fromkeys([*now, *before])
        if now.get(name) != before.get(name)
    ]
    return f"{changed}: {'; '.join(parts)}."

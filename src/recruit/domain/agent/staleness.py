"""What has changed between a proposal and the yes to it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from recruit.domain.agent.tool import Call, Facts, Question


class Proposed(NamedTuple):
    """A call of a proposal with the question that it asks as things are; None where it needs no yes."""

    call: Call
    question: Question | None


def recorded(call: Call, question: Question | None = None) -> dict[str, Any]:
    """Return a call as actions keep it, with the facts that the question about it rests on."""
    kept = {"name": call.name, "arguments": dict(call.arguments)}
    return kept if question is None else {**kept, "facts": question.facts}


def call_of(kept: Mapping[str, Any]) -> Call:
    """Return the call that was recorded."""
    return Call(kept["name"], kept["arguments"])


def news(kept: Mapping[str, Any], question: Question | None) -> Sequence[str]:
    """Return a sentence for each thing that isn't what it was when the call was proposed.

    There is nothing to say of a call that needs no yes now: it destroys less than what was agreed to.
    """
    if question is None:
        return []
    before: Facts = kept.get("facts", {})
    return [
        _sentence(thing, before.get(thing), now) for thing, now in question.facts.items() if before.get(thing) != now
    ]


def asked_anew(told: Sequence[str], proposed: Sequence[Proposed]) -> str:
    """Return what has changed, and the questions about the calls as things are."""
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

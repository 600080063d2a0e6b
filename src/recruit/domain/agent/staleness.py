"""Detection of changes between a proposal and its confirmation."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from recruit.domain.agent.calls import Call
from recruit.domain.agent.tool import Facts, Question
from recruit.domain.agent.wording import excerpt


class ProposedCall(NamedTuple):
    """A call of a proposal with its current question, None if the tool asks none, and the facts that it rests on."""

    call: Call
    question: Question | None = None
    facts: Facts = MappingProxyType({})


def call_record(call: Call, facts: Facts | None = None) -> dict[str, Any]:
    """Return a call as actions store it, with the facts that its proposal rests on."""
    record = {"name": call.name, "arguments": dict(call.arguments)}
    return {**record, "facts": facts} if facts else record


def recorded_call(record: Mapping[str, Any]) -> Call:
    """Return the stored call."""
    return Call(record["name"], record["arguments"])


def changes_since(record: Mapping[str, Any], facts: Facts) -> Sequence[str]:
    """Return a sentence for each thing whose current facts differ from those stored with the call.

    Stored facts that no longer matter are ignored: a call that needs no confirmation any more destroys less than the
    user agreed to.
    """
    before: Facts = record.get("facts", {})
    return [
        _sentence(thing, before.get(thing, {}), now)
        for thing, now in facts.items()
        if not now.items() <= before.get(thing, {}).items()
    ]


def renewed_question(news: Sequence[str], proposed: Sequence[ProposedCall]) -> str:
    """Return the changes, and the current questions of the calls."""
    asked = [one.question.text for one in proposed if one.question is not None]
    rest = len(proposed) - len(asked)
    if rest:
        several = len(proposed) > 1
        asked.append(
            f"A yes is for all {len(proposed)} things that I proposed." if several else "Shall I do it all the same?"
        )
    return " ".join(["I haven't done it.", *news, *asked])


def _sentence(thing: str, before: Mapping[str, str], now: Mapping[str, str]) -> str:
    changed = f"{thing[0].upper()}{thing[1:]} has changed since I asked"
    parts = [_part(name, before[name], now[name]) for name in now if name in before and now[name] != before[name]]
    return f"{changed}: {'; '.join(parts)}." if parts else f"{changed}."


def _part(name: str, before: str, now: str) -> str:
    """Return a fact with its former value, or its name alone if two long texts begin alike."""
    current = excerpt(now)
    return f"{name} {current} (before: {excerpt(before)})" if current != excerpt(before) else name

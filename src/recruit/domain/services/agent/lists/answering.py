"""Whether a question for a list is answered as it was read, and what a list that was read otherwise leaves out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from recruit.domain.services.agent.lists.reading import KNOWN, Question
from recruit.domain.services.agent.memory import Memory
from recruit.domain.services.agent.requests import Mention, Request, Wish
from recruit.domain.services.agent.wording import excerpt

MOST_LEFT = 5
"""Stretches of words that are told."""

_TELLING = {
    "find_candidates": frozenset(
        "title not_skill not_location min_years max_years without_applications since until order".split()
    ),
    "find_jobs": frozenset(
        "not_skill not_location employment_type remote_option min_pay max_pay without_applications since until"
        " order".split()
    ),
    "list_applications": frozenset("status since until order".split()),
}
"""Filters by which a question is told from others: grammar and model know the rest."""

_FAMILIES = (("location", "not_location"), ("skill", "not_skill"), ("title", "query"), ("min_years", "max_years"))
_LISTS = frozenset(KNOWN)
_TIMES = ("since", "until")


def answers(question: Question, wishes: Sequence[Wish], memory: Memory) -> Request | None:
    """Return the request that a question comes to; None where it isn't whole, or says no more than what was read.

    One that doesn't say what its list is of narrows the list before it.
    """
    if (
        not question.is_whole
        or question.bare
        or question.tool is None
        or not _TELLING[question.tool] & question.arguments.keys()
    ):
        return None
    if len(wishes) == 1 and isinstance(wishes[0], Request) and wishes[0].tool == question.tool:
        read = wishes[0].arguments
        if question.arguments.items() <= read.items():
            return None
    last = memory.last or {}
    carried = last["arguments"] if not question.named and last.get("tool") == question.tool else {}
    return Request(question.tool, {**carried, **question.arguments})


def narrowed(steps: Sequence[Request], question: Question, memory: Memory) -> tuple[Sequence[Request], Sequence[str]]:
    """Return a list that is planned with the filters of the question that it lacks, and words that are no filter of it.

    Where several things are planned, the question isn't one.
    """
    if len(steps) != 1 or steps[0].tool not in _LISTS:
        return steps, []
    if question.tool not in {None, steps[0].tool}:
        return steps, question.left
    request = steps[0]
    given = dict(request.arguments)
    for name, value in question.arguments.items():
        doubted = name in _TIMES and question.left  # it may be the time of what wasn't understood
        if name not in KNOWN[request.tool] or (name in given and name != "min_years") or doubted:
            continue
        for family in _FAMILIES:
            if name in family:
                given = {one: kept for one, kept in given.items() if one not in family or one in question.arguments}
        given[name] = value
    carried = (memory.last or {}).get("arguments", {})
    times = [f"{name} {question.arguments[name]}" for name in _TIMES if question.left and name in question.arguments]
    return [replace(request, arguments=given)], [*_untold(question.left, {**given, **carried}), *times]


def _untold(left: Sequence[str], arguments: Mapping[str, Any]) -> list[str]:
    """Return the words that no argument has."""
    said = " ".join(str(value).casefold() for value in arguments.values() if not isinstance(value, Mention))
    return [one for one in left if one.casefold() not in said]


def told(left: Sequence[str]) -> str | None:
    """Say which words a list doesn't take into account; None where there are none."""
    listed = ", ".join(f"“{excerpt(one)}”" for one in left[:MOST_LEFT])
    return f"I haven't taken this into account: {listed}." if listed else None

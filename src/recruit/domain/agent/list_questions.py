"""Choice between the readings of a question for a list, and the words that the chosen list leaves out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from recruit.domain.agent.wording import quoted_list
from recruit.domain.engines.language.lists.arrangements import REMOTE
from recruit.domain.engines.language.lists.reading import LIST_FILTERS, Question, has_filter
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.requests import Kind, Pointed, Request, Target, Wish

IGNORED = "I haven't taken this into account: "
MOST_NAMED = 5
"""Most unused phrases that a reply names."""

_SHARED_FILTERS = (
    "and_skills language not_language has lacks not_skill not_location not_status not_candidate_ids not_job_ids "
    "not_title not_company since until order"
).split()
_OWN_FILTERS = {
    "find_candidates": frozenset([*_SHARED_FILTERS, "title", "min_years", "max_years", "without_applications"]),
    "find_jobs": frozenset(
        [
            *_SHARED_FILTERS,
            *"department not_department employment_type remote_option min_pay max_pay without_applications".split(),
        ],
    ),
    "list_applications": LIST_FILTERS["list_applications"] - {"limit"},
}
"""Filters that only the question reader knows; the grammar and the model know the rest."""

_EXCLUSIVE_FILTERS = (
    ("location", "not_location"),
    ("skill", "not_skill"),
    ("skill", "language"),
    ("skill", "lacks"),
    ("skill", "has"),
    ("location", "language"),
    ("company", "source"),
    ("location", "source"),
    ("location", "department"),
    ("query", "department"),
    ("title", "query"),
    ("min_years", "max_years"),
    ("title", "not_title"),
    ("company", "not_company"),
    ("status", "not_status"),
    ("query", "not_candidate_ids"),
    ("query", "not_job_ids"),
    ("candidate_id", "not_candidate_ids"),
    ("job_id", "not_job_ids"),
)
"""Pairs of filters that may be mistaken for each other."""

_LISTS = frozenset(LIST_FILTERS)
_TIMES = ("since", "until")


def list_request(question: Question, wishes: Sequence[Wish], memory: Memory) -> Request | None:
    """Return the request of a question; None if it isn't whole, or adds nothing to the grammar's reading.

    A question that doesn't name its list narrows the previous list.
    """
    narrows, question = question.tool is None and not wishes, _with_shown_list(question, memory)
    if not question.is_whole or question.bare or question.tool is None:
        return None
    adds = _has_own_filters(question) or _is_misread(question, wishes) or _is_only_list(question, wishes)
    if not (adds or narrows):
        return None
    last = memory.last or {}
    carried = last["arguments"] if not question.named and last.get("tool") == question.tool else {}
    pointed = {"job_id": Pointed(Kind.JOB)} if question.pointed and Kind.JOB in memory.focus else {}
    asked = {**carried, **question.arguments, **pointed}
    if question.arguments.get("location") == REMOTE and "location" in carried:
        asked |= {"location": carried["location"], "remote_option": REMOTE}
    if len(wishes) == 1 and isinstance(wishes[0], Request) and wishes[0].tool == question.tool:
        read = wishes[0].arguments
        if asked.items() <= read.items():
            return None
    return Request(question.tool, asked)


def _with_shown_list(question: Question, memory: Memory) -> Question:
    """Return a question without a noun as one about the rows shown: "which of them has the most?", "only in Leeds"."""
    tool = (memory.last or {}).get("tool")
    if question.named or question.left or tool not in _LISTS:
        return question
    narrows = question.arguments and all(has_filter(tool, *one) for one in question.arguments.items())
    return replace(question, tool=tool) if narrows else question


def _is_only_list(question: Question, wishes: Sequence[Wish]) -> bool:
    """Tell whether the list is all that a message may ask for. Applications may be those of the job in focus."""
    return question.named and not wishes and question.tool != "list_applications"


def _has_own_filters(question: Question) -> bool:
    """Tell whether a question has filters, or several values of one, that the grammar and the model don't read."""
    own = _OWN_FILTERS[question.tool or ""] & question.arguments.keys()
    several = {name for name, value in question.arguments.items() if isinstance(value, list)}
    if "query" in question.arguments:
        several -= {"status"}  # "is the analyst job open or on hold?" asks about one
    return bool(own or several) or question.arguments.get("location") == REMOTE


def _is_misread(question: Question, wishes: Sequence[Wish]) -> bool:
    """Tell whether a value was read for the wrong filter, or two as one: "candidatos do Brasil" asks for no skill."""
    read = [wish.arguments for wish in wishes if isinstance(wish, Request) and wish.tool == question.tool]
    values = [str(value).casefold() for value in question.arguments.values()]
    taken_as_one = [str(taken).casefold() for arguments in read for taken in arguments.values()]
    if any(sum(value in taken for value in values) > 1 for taken in taken_as_one):
        return True
    return any(
        other != name and str(taken).casefold() == str(value).casefold()
        for arguments in read
        for other, taken in arguments.items()
        for name, value in question.arguments.items()
    )


def narrowed(steps: Sequence[Request], question: Question, memory: Memory) -> tuple[Sequence[Request], Sequence[str]]:
    """Return a planned list with the question's filters that it lacks, and the words that are no filter of it.

    If several steps are planned, the question is ignored.
    """
    if len(steps) != 1 or steps[0].tool not in _LISTS:
        return steps, []
    if question.tool not in {None, steps[0].tool}:
        return steps, question.left
    request = steps[0]
    given = dict(request.arguments)
    for name, value in question.arguments.items():
        doubted = name in _TIMES and question.left  # it may be the time of a part that wasn't understood
        kept = name in given and name != "min_years" and not isinstance(value, list) and value != REMOTE
        of_job = name == "title" and request.tool == "list_applications" and (not question.tool or "job_id" in given)
        if name not in LIST_FILTERS[request.tool] or kept or doubted or of_job:
            continue
        for pair in _EXCLUSIVE_FILTERS:
            if name in pair:
                given = {one: kept for one, kept in given.items() if one not in pair or one in question.arguments}
        given[name] = value
    carried = (memory.last or {}).get("arguments", {})
    times = [f"{name} {question.arguments[name]}" for name in _TIMES if question.left and name in question.arguments]
    return [replace(request, arguments=given)], [*_unused_words(question.left, {**given, **carried}), *times]


def with_filters(wishes: Sequence[Wish], question: Question, memory: Memory) -> tuple[Sequence[Wish], Sequence[str]]:
    """Return the grammar's list of all rows with the question's filters, and the words that are no filter of it."""
    steps = [one for one in wishes if isinstance(one, Request) and one.tool == question.tool and not one.arguments]
    return narrowed(steps, question, memory) if len(steps) == len(wishes) == 1 else (wishes, [])


def _unused_words(left: Sequence[str], arguments: Mapping[str, Any]) -> list[str]:
    """Return the words that no argument contains."""
    values = " ".join(str(value).casefold() for value in arguments.values() if not isinstance(value, Target))
    return [one for one in left if one.casefold() not in values]


def ignored_notice(left: Sequence[str]) -> str | None:
    """Return a sentence that names the words a list ignores; None if there are none."""
    return f"{IGNORED}{quoted_list(left[:MOST_NAMED])}." if left else None

"""The filters that surely narrow a ranking, and don't describe its subject or a fact.

"nurses for job 5" asks for nurses, and "the nurse job" for none; "jobs for Greta, she's open to a lot" asks for jobs in
any status.
"""

from collections.abc import Callable, Mapping
from typing import Any

from recruit.domain.engines.language.learned.filters import KNOWING
from recruit.domain.engines.language.learned.kinds import AND
from recruit.domain.engines.language.learned.occupation_words import occupation
from recruit.domain.engines.language.learned.statuses import job_statuses
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.learned.words import keys
from recruit.domain.engines.language.lists import words
from recruit.domain.engines.language.lists.phrases import fits
from recruit.domain.engines.language.lists.reading import LIST_FILTERS, has_filter
from recruit.domain.engines.language.negation_words import OF_FILTER
from recruit.domain.engines.skills import catalog

LIST_OF_RANKING = {"match_candidates": "find_candidates", "match_jobs": "find_jobs"}
"""Rankings, and the list of the same rows, whose filters they have."""

_OF_LISTS_ONLY = frozenset(["since", "until", "order", "limit"])
"""Filters of a list that a ranking lacks: "by Friday" is when the ranking is needed."""

SHORTEST_NOUN = 4
NEAR = 3
"""Most words between a value and the word that makes it a filter: "with experience in Rust"."""

_AFTER_TITLE = frozenset(
    "for who with in at from near that without not but except fur mit aus die ohne nicht pour avec qui sans pas para con "
    "que en sin com em sem per che a di senza voor met uit zonder niet speaking knowing living based working".split()
)
_RELATIVE = frozenset("who whom that which are as die der als qui que quien quienes quem che chi zijn".split())
_AND = AND | {","}


def has_ranking_filter(tool: str, name: str, value: Any) -> bool:
    """Tell whether a ranking has a filter and supports the value."""
    if name == "not_status":
        return True
    kind = LIST_OF_RANKING[tool]
    return name in LIST_FILTERS[kind] - _OF_LISTS_ONLY and has_filter(kind, name, value)


def certain_filters(tool: str, found: Mapping[str, Any], part: Part) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the filters that surely narrow a ranking, and the skills of which that is in doubt."""
    given = {name: value for name, value in found.items() if _is_filter(tool, name, value, part)}
    doubted = {name: found[name] for name in ("skill", "not_skill") if name in found.keys() - given.keys()}
    if "title" in given and tool == "match_jobs":
        given["query"] = given.pop("title")
    return given, {name: value for name, value in doubted.items() if value != value.lower() and _is_known(part, value)}


def _is_filter(tool: str, name: str, value: Any, part: Part) -> bool:
    if name == "limit" or (name, value) == ("order", "highest_score"):
        return False  # a ranking has these by itself
    if not isinstance(value, str):
        return True
    if name == "title":
        return _leads_to_jobs(part, value) if tool == "match_jobs" else _are_people(part, value)
    test = _TESTS.get(name)
    return test is None or test(part, value)


def _is_place(part: Part, value: str) -> bool:
    """Tell a place from the misspelt verb that begins a message: "mach candidates for job 5"."""
    return not value.islower() or _span_of(part, value) != (0, 1) or keys(value) in part.directory.places


def _is_status_of_jobs(part: Part, value: str) -> bool:
    """Tell "open jobs for Greta" from "she is open to a lot"."""
    return any(_near_jobs(part, at) for at, status in job_statuses(part.words) if status == value)


def _are_people(part: Part, title: str) -> bool:
    """Tell "nurses for job 5" from "for the nurse, job 5" and "the head nurse says that job 5 …"."""
    span = _span_of(part, title)
    if span is None or not any(occupation(key) for key in keys(title)):
        return False
    before, after = part.keys[: span[0]], [*part.keys[span[1] :], ""][0]
    if after == "-":
        return False  # a verb before its pronoun: "conseillez-vous"
    led = all(fits(words.FILLERS, key) or fits(words.RANKED, key) for key in before)
    led = led or not _RELATIVE.isdisjoint(before[-NEAR:])
    return led and not fits(words.FOR, [*before, ""][-1]) and (after in _AFTER_TITLE or not after[:1].isalpha())


def _leads_to_jobs(part: Part, title: str) -> bool:
    """Tell whether a title is next to a noun for jobs: "nurse jobs for Greta"."""
    span = _span_of(part, title)
    near = [] if span is None else [*part.keys[max(0, span[0] - 2) : span[0]], *part.keys[span[1] : span[1] + 1]]
    return any(fits(words.JOBS, key) for key in near)


def _near_jobs(part: Part, at: int) -> bool:
    return any(fits(words.JOBS, key) for key in part.keys[max(0, at - NEAR) : at + NEAR + 1])


def _is_skill(part: Part, skill: str) -> bool:
    """Tell whether a skill is known, and asked for: by "with" before it, or as "Python people"."""
    if not _is_known(part, skill):
        return False
    span = _span_of(part, skill)
    if span is None:
        return True
    before, after = part.keys[: span[0]], [*part.keys[span[1] :], ""][0]
    near = before[-NEAR:]
    rows = any(fits(table, after) for table in (words.CANDIDATES, words.JOBS))
    conjoined = not _AND.isdisjoint(before[-1:]) and not KNOWING.isdisjoint(before)
    return rows or conjoined or not KNOWING.isdisjoint(near) or not OF_FILTER.isdisjoint(near)


def _is_known(part: Part, skill: str) -> bool:
    return bool(catalog.canonical_name(skill)) or keys(skill) in part.directory.skills


def _span_of(part: Part, text: str) -> tuple[int, int] | None:
    """Return the span of a text, whose last word may be in the plural in the message."""
    wanted = keys(text)
    for at in range(len(part.keys) - len(wanted) + 1):
        phrase = part.keys[at : at + len(wanted)]
        if tuple(phrase[:-1]) == wanted[:-1] and wanted and _is_plural(phrase[-1], wanted[-1]):
            return at, at + len(wanted)
    return None


def _is_plural(key: str, singular: str) -> bool:
    has_stem = len(singular) >= SHORTEST_NOUN and key.startswith(singular[:-1])
    return key == singular or (has_stem and len(key) <= len(singular) + 3)


_TESTS: Mapping[str, Callable[[Part, str], bool]] = {
    "location": _is_place,
    "status": _is_status_of_jobs,
    "company": lambda _, value: value[:1].isupper(),
    "not_company": lambda _, value: value[:1].isupper(),
    "skill": _is_skill,
    "not_skill": _is_skill,
}
"""Tests of whether a value is a filter."""

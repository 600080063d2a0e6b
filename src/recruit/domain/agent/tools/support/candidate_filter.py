"""Filters of lists of candidates."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from recruit.domain.agent.calls import Arguments
from recruit.domain.agent.tools.support import filter_tests, known_fields
from recruit.domain.agent.tools.support.areas import is_wide, lies_in
from recruit.domain.agent.tools.support.common import alternatives
from recruit.domain.agent.tools.support.occupations import has_occupation, is_occupation
from recruit.domain.agent.tools.support.row_filter import RowFilter, Test
from recruit.domain.agent.tools.support.spoken_languages import speaks
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.skills.catalog import canonical, find
from recruit.domain.search.model import CandidateSearch
from recruit.domain.search.text_query import TextQuery
from recruit.domain.tags.model import ANY_TAGS, TagFilter


def _texts(one: Candidate) -> Sequence[str | None]:
    return one.current_title, one.headline, one.notes


_TEXT_FILTERS: Mapping[str, filter_tests.TextFilter[Candidate]] = {
    "title": filter_tests.TextFilter(has_occupation, lambda one: (one.current_title, one.headline), is_occupation),
    "location": filter_tests.TextFilter(lies_in, lambda one: (one.location,), is_wide),
    "language": filter_tests.TextFilter(speaks, _texts),
}
_ORDERS: Mapping[str, Callable[[Any], int]] = {
    "most_experience": lambda one: -one.experience_years,
    "least_experience": lambda one: one.experience_years,
}
_OR = re.compile(r"\s+(?:or|oder|ou|of)\s+")


def candidate_filter(given: Arguments, applied: Collection[int], tagged: TagFilter = ANY_TAGS) -> RowFilter[Candidate]:
    """Return the filter of candidates; `applied` are the ids of candidates who have applications."""
    plain: dict[str, Any] = {"tagged": tagged}
    plain |= {name: given[name] for name in ("query", "company") if name in given}
    if "text" in given:
        plain["words"] = TextQuery.parse(given["text"])
    if len(_companies(given)) > 1:
        del plain["company"]
    plain |= filter_tests.period(given) | filter_tests.skill_criterion(given)
    texts, literal_texts, widened = filter_tests.text_criteria(given, _TEXT_FILTERS)
    order = given.get("order", "")
    counted = order in _ORDERS or bool({"min_years", "max_years"} & given.keys())
    limits: list[Test[Candidate]] = filter_tests.in_range(given, "years", lambda one: one.experience_years)
    return RowFilter(
        criteria=CandidateSearch(**plain, **texts),
        literal_criteria=CandidateSearch(**plain, **literal_texts),
        tests=[*_tests(given, applied), *limits],
        widened=widened,
        amount=(lambda one: one.experience_years) if counted else None,
        order=_ORDERS.get(order),
        oldest_first=filter_tests.OLDEST_FIRST.get(order),
    )


def _tests(given: Arguments, applied: Collection[int]) -> Sequence[Test[Candidate]]:
    tests: list[Test[Candidate]] = [
        *filter_tests.with_skills(given, _texts),
        *known_fields.presence_tests(given, known_fields.CANDIDATE_GETTERS),
        *filter_tests.excluding(given, {"not_candidate_ids": lambda one: one.id}),
        *filter_tests.text_tests(given, _TEXT_FILTERS),
    ]
    if companies := _companies(given):
        tests.append(lambda one: any(_works_at(one, company) for company in companies))
    if "not_company" in given:
        tests.append(lambda one: not any(_works_at(one, company) for company in alternatives(given["not_company"])))
    if "not_skill" in given:
        tests.append(lambda one: not any(_names(skill, *_texts(one)) for skill in alternatives(given["not_skill"])))
    if given.get("without_applications"):
        tests.append(lambda one: one.id not in applied)
    return tests


def _works_at(one: Candidate, company: str) -> bool:
    """Tell whether a word of the company begins as asked: "ING" is no part of "Booking"."""
    return re.search(rf"(?<!\w){re.escape(company)}", one.current_company or "", re.IGNORECASE) is not None


def _companies(given: Arguments) -> Sequence[str]:
    """Return the companies of which one is asked for: "DHL or BMW"."""
    return _OR.split(given["company"]) if "company" in given else []


def _names(skill: str, *texts: str | None) -> bool:
    """Tell whether one of the texts contains a name of the skill."""
    wanted = canonical(skill)
    return any(
        canonical(text[found.start : found.end]) == wanted for text in texts if text for found in find(text)
    ) or any(skill.casefold() in (text or "").casefold() for text in texts)

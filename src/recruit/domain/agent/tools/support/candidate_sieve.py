"""Filters of lists of candidates."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from recruit.domain.agent.calls import Arguments
from recruit.domain.agent.tools.support import known_fields
from recruit.domain.agent.tools.support.areas import is_wide, lies_in
from recruit.domain.agent.tools.support.sieves import (
    AGES,
    all_named,
    bounded,
    excluding,
    fits_any,
    listed,
    skilled,
    times,
)
from recruit.domain.agent.tools.support.sifting import Sieve, Test
from recruit.domain.agent.tools.support.spoken import speaks
from recruit.domain.agent.tools.support.trades import is_trade, of_trade
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.skills.catalog import canonical, find
from recruit.domain.search.model import CandidateSearch


def of_people(given: Arguments, applied: Collection[int]) -> Sieve[Candidate]:
    """Return the sieve for candidates; `applied` are the ids of candidates who have applications."""
    plain: dict[str, Any] = {name: given[name] for name in ("query", "company", "text") if name in given}
    if len(_firms(given)) > 1:
        del plain["company"]
    plain |= times(given) | skilled(given)
    texts = {name: given[name] for name in ("title", "location") if isinstance(given.get(name), str)}
    widened: dict[str, Test[Candidate]] = {}
    if "title" in texts and is_trade(given["title"]):
        fits = of_trade(given["title"])
        widened["title"] = lambda one: fits(one.current_title, one.headline)
    if "location" in texts and is_wide(given["location"]):
        inside = lies_in(given["location"])
        widened["location"] = lambda one: inside(one.location)
    kept = {name: value for name, value in texts.items() if name not in widened}
    order = given.get("order")
    bounds = {
        "most_experience": lambda one: -one.experience_years,
        "least_experience": lambda one: one.experience_years,
    }
    counted = order in bounds or bool({"min_years", "max_years"} & given.keys())
    limits: list[Test[Candidate]] = bounded(given, "years", lambda one: one.experience_years)
    return Sieve(
        narrow=CandidateSearch(**plain, **kept),
        written=CandidateSearch(**plain, **texts),
        tests=[*_people_tests(given, applied), *limits],
        widened=list(widened.values()),
        amount=(lambda one: one.experience_years) if counted else None,
        order=bounds.get(order or ""),
        by_age=AGES.get(order or ""),
    )


def _people_tests(given: Arguments, applied: Collection[int]) -> list[Test[Candidate]]:
    tests: list[Test[Candidate]] = [*all_named(given, _texts), *known_fields.tests(given, known_fields.OF_PEOPLE)]
    tests += excluding(given, {"not_candidate_ids": lambda one: one.id})
    if isinstance(given.get("title"), list):
        fits = fits_any(given["title"], of_trade)
        tests.append(lambda one: fits(one.current_title, one.headline))
    if "not_title" in given:
        unwanted = fits_any(given["not_title"], of_trade)
        tests.append(lambda one: not unwanted(one.current_title, one.headline))
    tests += _company_tests(given)
    if isinstance(given.get("location"), list):
        inside = fits_any(given["location"], lies_in)
        tests.append(lambda one: inside(one.location))
    if "not_location" in given:
        outside = fits_any(given["not_location"], lies_in)
        tests.append(lambda one: not outside(one.location))
    if "not_skill" in given:
        tests.append(lambda one: not any(_names(skill, *_texts(one)) for skill in listed(given["not_skill"])))
    if "language" in given:
        spoken = fits_any(given["language"], speaks)
        tests.append(lambda one: spoken(*_texts(one)))
    if "not_language" in given:
        unspoken = fits_any(given["not_language"], speaks)
        tests.append(lambda one: not unspoken(*_texts(one)))
    if given.get("without_applications"):
        tests.append(lambda one: one.id not in applied)
    return tests


def _company_tests(given: Arguments) -> list[Test[Candidate]]:
    tests: list[Test[Candidate]] = []
    if wanted := _firms(given):
        tests.append(lambda one: any(_works_at(one, firm) for firm in wanted))
    if "not_company" in given:
        tests.append(lambda one: not any(_works_at(one, firm) for firm in listed(given["not_company"])))
    return tests


def _works_at(one: Candidate, firm: str) -> bool:
    """Tell whether a word of the company begins as asked: "ING" is no part of "Booking"."""
    return re.search(rf"(?<!\w){re.escape(firm)}", one.current_company or "", re.IGNORECASE) is not None


def _firms(given: Arguments) -> Sequence[str]:
    """Return the companies of which one is asked for: "DHL or BMW"."""
    return _OR.split(given["company"]) if "company" in given else []


_OR = re.compile(r"\s+(?:or|oder|ou|of)\s+")


def _texts(one: Candidate) -> Sequence[str | None]:
    return one.current_title, one.headline, one.notes


def _names(skill: str, *texts: str | None) -> bool:
    """Tell whether one of the texts contains a name of the skill."""
    wanted = canonical(skill)
    return any(
        canonical(text[found.start : found.end]) == wanted for text in texts if text for found in find(text)
    ) or any(skill.casefold() in (text or "").casefold() for text in texts)

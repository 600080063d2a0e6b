"""Storage criteria and tests of rows, from filter arguments that several lists share."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

from recruit.domain.agent.calls import Arguments
from recruit.domain.agent.tools.support.common import names_of_skill
from recruit.domain.agent.tools.support.row_filter import Test
from recruit.domain.applications.model import Application
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.language.lists.language_names import names_of_language
from recruit.domain.jobs.model import Job
from recruit.domain.search.model import name_pattern

OLDEST_FIRST = {"newest": False, "oldest": True}

T = TypeVar("T", Candidate, Job, Application)


@dataclass(frozen=True, slots=True)
class MeaningFilter(Generic[T]):
    """A filter of texts by meaning: titles by occupation, places by area.

    `widens` tells whether a wanted text has a meaning beyond its words; storage can only search for the words.
    """

    widens: Callable[[str], bool]
    test_for: Callable[[str], Callable[..., bool]]
    texts: Callable[[T], Sequence[str | None]]


def period(given: Arguments) -> dict[str, datetime]:
    """Return the dates among the arguments as times."""
    days = ((name, given[name]) for name in ("since", "until") if name in given)
    return {name: datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) for name, day in days}


def alternatives(value: Any) -> Sequence[str]:
    """Return the alternatives of an argument as a sequence."""
    return [value] if isinstance(value, str) else value


def skill_pattern(given: Arguments) -> dict[str, str]:
    """Return the pattern of the wanted skills, of which one must occur, or else of the languages."""
    if "skill" in given:
        return {
            "skill": name_pattern([name for skill in alternatives(given["skill"]) for name in names_of_skill(skill)])
        }
    if "language" in given:
        languages = alternatives(given["language"])
        return {"skill": name_pattern([name for one in languages for name in names_of_language(one)])}
    return {}


def required_skill_tests(given: Arguments, texts: Callable[[T], Sequence[str | None]]) -> Sequence[Test[T]]:
    """Return tests for the further skills, all of which must occur."""
    return [_skill_test(texts, skill) for skill in given.get("and_skills", ())]


def _skill_test(texts: Callable[[T], Sequence[str | None]], skill: str) -> Test[T]:
    expression = re.compile(name_pattern(names_of_skill(skill)), re.IGNORECASE)
    return lambda one: any(expression.search(text) for text in texts(one) if text)


def widened_tests(given: Arguments, filters: Mapping[str, MeaningFilter[T]]) -> Mapping[str, Test[T]]:
    """Return tests by meaning for single wanted texts, by argument."""
    texts = {name: given[name] for name in filters if isinstance(given.get(name), str)}
    return {
        name: _test(filters[name].test_for, text, filters[name].texts)
        for name, text in texts.items()
        if filters[name].widens(text)
    }


def meaning_tests(given: Arguments, filters: Mapping[str, MeaningFilter[T]]) -> Sequence[Test[T]]:
    """Return tests by meaning for several wanted texts, and for excluded texts."""
    given = {name: value for name, value in given.items() if name not in filters or not isinstance(value, str)}
    return [test for name, one in filters.items() for test in text_tests(given, name, one.test_for, one.texts)]


def text_tests(
    given: Arguments,
    name: str,
    test_for: Callable[[str], Callable[..., bool]],
    texts: Callable[[T], Sequence[str | None]],
) -> Sequence[Test[T]]:
    """Return tests for the values of an argument, one of which must fit, and of its `not_` argument, none of which may.

    `test_for` returns the test of texts for a value; `texts` returns the texts of a row.
    """
    tests = [_test(test_for, given[name], texts)] if name in given else []
    if f"not_{name}" in given:
        unwanted = _test(test_for, given[f"not_{name}"], texts)
        tests.append(lambda one: not unwanted(one))
    return tests


def _test(
    test_for: Callable[[str], Callable[..., bool]], value: Any, texts: Callable[[T], Sequence[str | None]]
) -> Test[T]:
    tests = [test_for(one) for one in alternatives(value)]
    return lambda one: any(test(*texts(one)) for test in tests)


def exclusion_tests(given: Arguments, values: Mapping[str, Callable[[T], int | str]]) -> list[Test[T]]:
    """Return tests for the values that rows must not have, by argument; the case of statuses is ignored."""
    return [_differs(value, given[name]) for name, value in values.items() if name in given]


def _differs(value: Callable[[T], int | str], unwanted: Any) -> Test[T]:
    excluded = {str(one).casefold() for one in alternatives(unwanted)}
    return lambda one: str(value(one)).casefold() not in excluded


def range_tests(given: Arguments, of: str, amount: Callable[[T], int | None]) -> list[Test[T]]:
    """Return tests for the bounds of an amount; rows without the amount pass."""
    least, most = given.get(f"min_{of}"), given.get(f"max_{of}")
    if least is None and most is None:
        return []
    return [
        lambda one: (value := amount(one)) is None or least is None or value >= least,
        lambda one: (value := amount(one)) is None or most is None or value <= most,
    ]

"""Storage criteria and tests of rows, from filter arguments that several lists share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from recruit.domain.agent.calls import Arguments
from recruit.domain.agent.tools.support.common import alternatives, names_skill
from recruit.domain.agent.tools.support.days import day_start
from recruit.domain.agent.tools.support.row_filter import Test
from recruit.domain.applications.model import Application
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.language.lists.spoken_languages import names_of_language
from recruit.domain.engines.skills.catalog import names_of
from recruit.domain.jobs.model import Job

OLDEST_FIRST = {"newest": False, "oldest": True}

T = TypeVar("T", Candidate, Job, Application)


@dataclass(frozen=True, slots=True)
class TextFilter(Generic[T]):
    """A filter of rows by their texts.

    `test_for` returns the test of texts for a wanted value; `texts` returns the texts of a row. Storage searches for a
    single value, unless `widens` tells that it has a meaning beyond its words, such as an occupation or an area.
    Without `widens`, storage searches for no value.
    """

    test_for: Callable[[str], Callable[..., bool]]
    texts: Callable[[T], Sequence[str | None]]
    widens: Callable[[str], bool] | None = None

    def test(self, value: Any, *, excluded: bool = False) -> Test[T]:
        """Return the test for rows that fit an alternative of an argument, or that fit none of them."""
        tests = [self.test_for(one) for one in alternatives(value)]
        return lambda one: any(test(*self.texts(one)) for test in tests) is not excluded


def text_criteria(
    given: Arguments, filters: Mapping[str, TextFilter[T]]
) -> tuple[Mapping[str, Any], Mapping[str, Any], Sequence[Test[T]]]:
    """Return the texts for storage to search for, without and with those of wider meaning, and the tests of those."""
    literal = {name: given[name] for name, one in filters.items() if one.widens and isinstance(given.get(name), str)}
    widened = {name: filters[name] for name, text in literal.items() if (test := filters[name].widens) and test(text)}
    narrow = {name: text for name, text in literal.items() if name not in widened}
    return narrow, literal, [one.test(literal[name]) for name, one in widened.items()]


def text_tests(given: Arguments, filters: Mapping[str, TextFilter[T]]) -> Sequence[Test[T]]:
    """Return tests for the wanted texts that storage doesn't search for, and for the excluded texts."""
    tests = []
    for name, one in filters.items():
        if name in given and not (one.widens and isinstance(given[name], str)):
            tests.append(one.test(given[name]))
        if f"not_{name}" in given:
            tests.append(one.test(given[f"not_{name}"], excluded=True))
    return tests


def period(given: Arguments) -> dict[str, datetime | None]:
    """Return the dates among the arguments as times."""
    return {name: day_start(given[name]) for name in ("since", "until") if name in given}


def skill_criterion(given: Arguments) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the criterion of the wanted skills, of which one must occur, or else of the languages."""
    if "skill" in given:
        names = [name for one in alternatives(given["skill"]) for name in names_of(one)]
    elif "language" in given:
        names = [name for one in alternatives(given["language"]) for name in names_of_language(one)]
    else:
        return {}
    return {"skills": (tuple(names),)}


def with_skills(given: Arguments, texts: Callable[[T], Sequence[str | None]]) -> Sequence[Test[T]]:
    """Return tests for the further skills, all of which must occur."""
    return [TextFilter(names_skill, texts).test(skill) for skill in given.get("and_skills", ())]


def excluding(given: Arguments, values: Mapping[str, Callable[[T], int | str]]) -> list[Test[T]]:
    """Return tests for the values that rows must not have, by argument; the case of statuses is ignored."""
    return [_differs(value, given[name]) for name, value in values.items() if name in given]


def _differs(value: Callable[[T], int | str], unwanted: Any) -> Test[T]:
    excluded = {str(one).casefold() for one in alternatives(unwanted)}
    return lambda one: str(value(one)).casefold() not in excluded


def in_range(given: Arguments, of: str, amount: Callable[[T], int | None]) -> list[Test[T]]:
    """Return tests for the bounds of an amount; rows without the amount pass."""
    least, most = given.get(f"min_{of}"), given.get(f"max_{of}")
    if least is None and most is None:
        return []
    return [
        lambda one: (value := amount(one)) is None or least is None or value >= least,
        lambda one: (value := amount(one)) is None or most is None or value <= most,
    ]

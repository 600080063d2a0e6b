"""Arguments and tests that several lists share. Each noun has a module for its own sieve."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from recruit.domain.agent.arguments import Argument, Choice, Day, Either, Flag, Several, Text, Whole
from recruit.domain.agent.calls import Arguments
from recruit.domain.agent.tools.support import known_fields
from recruit.domain.agent.tools.support.common import LABEL, names_of, optional
from recruit.domain.agent.tools.support.sifting import Test
from recruit.domain.applications.model import Application
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.language.lists.spoken_languages import names_of_language
from recruit.domain.jobs.model import Job
from recruit.domain.search.model import name_pattern

AGES = {"newest": False, "oldest": True}
PEOPLE_ORDERS = ("most_experience", "least_experience", *AGES)
JOB_ORDERS = ("best_paid", "worst_paid", "most_applications", "fewest_applications", *AGES)
APPLICATION_ORDERS = ("highest_score", *AGES)
LARGEST_AMOUNT = 2**31 - 1
MOST_YEARS = 80

T = TypeVar("T", Candidate, Job, Application)


def came(description: str = "The first day on which they came.") -> list[Argument]:
    """Return the arguments for the period in which rows were created."""
    return [
        optional("since", Day(), description),
        optional("until", Day(), "The day before which they came."),
    ]


def unwanted() -> list[Argument]:
    """Return the arguments for values that rows must not have."""
    return [
        optional("not_skill", Either(Text(100)), "A skill that isn't named."),
        optional("not_location", Either(Text()), "A place, state or country that they aren't in."),
    ]


def of_whom() -> list[Argument]:
    """Return the arguments that select candidates other than by name."""
    trade = "A part of the current title or headline, or an occupation in any language."
    return [
        optional("title", Either(Text()), trade),
        *skills("A skill that the profile names."),
        optional("language", Either(Text(50)), "A language that they speak."),
        optional("not_language", Either(Text(50)), "A language of which nothing says that they speak it."),
        optional("location", Either(Text()), "A part of the place, or a town, state or country in any language."),
        optional("not_title", Either(Text()), "A title or an occupation that they don't have."),
        optional("company", Text(), "A part of the current company."),
        optional("not_company", Either(Text()), "A company that they aren't at."),
        *amounts("years", "Years of experience", MOST_YEARS),
        *unwanted(),
        *known_fields.known_fields(known_fields.OF_PEOPLE),
    ]


def of_vacancies() -> list[Argument]:
    """Return the arguments that select jobs."""
    place = 'A part of the place, a town, state or country in any language, or "remote".'
    return [
        optional("query", Either(Text()), "A part of the title, or an occupation in any language."),
        optional("status", Either(LABEL), 'Such as "open", "on_hold" or "closed".'),
        excepted_status(),
        excepted("job"),
        optional("location", Either(Text()), place),
        *skills("A skill that the job asks for."),
        optional("department", Either(Text()), "A part of the department's name."),
        optional("not_department", Either(Text()), "A department that they aren't in."),
        optional("employment_type", Text(), 'Such as "part-time".'),
        optional("remote_option", Text(), 'Such as "hybrid".'),
        *amounts("pay", "What the job pays, as it is written, whatever the currency,"),
        *unwanted(),
        *known_fields.known_fields(known_fields.OF_JOBS),
        without_applications(),
    ]


def excepted(noun: str) -> Argument:
    """Return the argument for candidates or jobs to leave out."""
    return optional(f"not_{noun}_ids", Several(Whole(), 1, 10), f"The ids of {noun}s to leave out.")


def excepted_status() -> Argument:
    """Return the argument for statuses to leave out."""
    return optional("not_status", Either(LABEL), "A status that they aren't in.")


def without_applications() -> Argument:
    """Return the argument that selects rows without applications."""
    return optional("without_applications", Flag(), "Only those without any application.")


def skills(description: str) -> list[Argument]:
    """Return the arguments for skills. A list of skills means any of them."""
    return [
        optional("skill", Either(Text(100)), description),
        optional("and_skills", Several(Text(100), 1, 10), "Further skills, each of which is named too."),
    ]


def ordered(orders: Collection[str]) -> Argument:
    """Return the argument for the order of rows."""
    return optional("order", Choice(list(orders)), "Which come first.")


def amounts(of: str, description: str, most: int = LARGEST_AMOUNT) -> list[Argument]:
    """Return the arguments that bound an amount."""
    return [
        optional(f"min_{of}", Whole(0, most), f"{description} at least."),
        optional(f"max_{of}", Whole(0, most), f"{description} at most."),
    ]


def times(given: Arguments) -> dict[str, datetime]:
    """Return the dates among the arguments as times."""
    days = ((name, given[name]) for name in ("since", "until") if name in given)
    return {name: datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) for name, day in days}


def listed(value: Any) -> Sequence[str]:
    """Return the alternatives of an argument as a sequence."""
    return [value] if isinstance(value, str) else value


def fits_any(value: Any, test_of: Callable[[str], Callable[..., bool]]) -> Callable[..., bool]:
    """Return a test for texts that match one of an argument's alternatives."""
    tests = [test_of(one) for one in listed(value)]
    return lambda *texts: any(test(*texts) for test in tests)


def skilled(given: Arguments) -> dict[str, str]:
    """Return the pattern of the wanted skills, of which one must occur, or else of the languages."""
    if "skill" in given:
        return {"skill": name_pattern([name for skill in listed(given["skill"]) for name in names_of(skill)])}
    if "language" in given:
        return {"skill": name_pattern([name for one in listed(given["language"]) for name in names_of_language(one)])}
    return {}


def all_named(given: Arguments, texts: Callable[[T], Sequence[str | None]]) -> Sequence[Test[T]]:
    """Return tests for the further skills, all of which must occur."""
    return [_named_in(texts, skill) for skill in given.get("and_skills", ())]


def _named_in(texts: Callable[[T], Sequence[str | None]], skill: str) -> Test[T]:
    expression = re.compile(name_pattern(names_of(skill)), re.IGNORECASE)
    return lambda one: any(expression.search(text) for text in texts(one) if text)


def excluding(given: Arguments, values: Mapping[str, Callable[[T], int | str]]) -> list[Test[T]]:
    """Return tests for the values that rows must not have, by argument; the case of statuses is ignored."""
    return [_differs(value, given[name]) for name, value in values.items() if name in given]


def _differs(value: Callable[[T], int | str], unwanted: Any) -> Test[T]:
    excluded = {str(one).casefold() for one in listed(unwanted)}
    return lambda one: str(value(one)).casefold() not in excluded


def bounded(given: Arguments, of: str, amount: Callable[[T], int | None]) -> list[Test[T]]:
    """Return tests for the bounds of an amount; rows without the amount pass."""
    least, most = given.get(f"min_{of}"), given.get(f"max_{of}")
    if least is None and most is None:
        return []
    return [
        lambda one: (value := amount(one)) is None or least is None or value >= least,
        lambda one: (value := amount(one)) is None or most is None or value <= most,
    ]

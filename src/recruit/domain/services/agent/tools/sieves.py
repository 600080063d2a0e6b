"""From the arguments of a list to what storage looks for and what its rows are sifted by."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime
from typing import Any

from recruit.domain.model.application import Application
from recruit.domain.model.candidate import Candidate
from recruit.domain.model.job import Job
from recruit.domain.model.search import ApplicationSearch, CandidateSearch, JobSearch, naming
from recruit.domain.services.agent.arguments import Argument, Choice, Day, Flag, Text, Whole
from recruit.domain.services.agent.tool import Arguments
from recruit.domain.services.agent.tools.areas import is_wide, lies_in
from recruit.domain.services.agent.tools.common import names_of, optional
from recruit.domain.services.agent.tools.sifting import Sieve, Test
from recruit.domain.services.agent.tools.trades import is_trade, of_trade
from recruit.domain.services.extraction.gazetteer import folded
from recruit.domain.services.matching.skills import canonical, find

AGES = {"newest": False, "oldest": True}
PEOPLE_ORDERS = ("most_experience", "least_experience", *AGES)
JOB_ORDERS = ("best_paid", "worst_paid", "most_applications", "fewest_applications", *AGES)
LARGEST_AMOUNT = 2**31 - 1


def came(description: str = "The first day on which they came.") -> list[Argument]:
    """Return the arguments that say when rows came."""
    return [
        optional("since", Day(), description),
        optional("until", Day(), "The day before which they came."),
    ]


def unwanted() -> list[Argument]:
    """Return the arguments that say what rows aren't to have."""
    return [
        optional("not_skill", Text(100), "A skill that isn't named."),
        optional("not_location", Text(), "A place, state or country that they aren't in."),
        optional("without_applications", Flag(), "Only those without any application."),
    ]


def ordered(orders: Collection[str]) -> Argument:
    """Return the argument that says which rows come first."""
    return optional("order", Choice(list(orders)), "Which come first.")


def amounts(of: str, description: str, most: int = LARGEST_AMOUNT) -> list[Argument]:
    """Return the arguments that bound an amount."""
    return [
        optional(f"min_{of}", Whole(0, most), f"{description} at least."),
        optional(f"max_{of}", Whole(0, most), f"{description} at most."),
    ]


def times(given: Arguments) -> dict[str, datetime]:
    """Return the days of some arguments as times."""
    days = ((name, given[name]) for name in ("since", "until") if name in given)
    return {name: datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) for name, day in days}


def of_people(given: Arguments, applied: Collection[int]) -> Sieve[Candidate]:
    """Return the sieve for candidates; `applied` are the ids of those who have applications."""
    plain: dict[str, Any] = {name: given[name] for name in ("query", "company", "text") if name in given}
    plain |= times(given) | ({"skill": naming(names_of(given["skill"]))} if "skill" in given else {})
    texts = {name: given[name] for name in ("title", "location") if name in given}
    widened: dict[str, Test[Candidate]] = {}
    if "title" in given and is_trade(given["title"]):
        fits = of_trade(given["title"])
        widened["title"] = lambda one: fits(one.current_title, one.headline)
    if "location" in given and is_wide(given["location"]):
        inside = lies_in(given["location"])
        widened["location"] = lambda one: inside(one.location)
    kept = {name: value for name, value in texts.items() if name not in widened}
    order = given.get("order")
    bounds = {
        "most_experience": lambda one: -one.experience_years,
        "least_experience": lambda one: one.experience_years,
    }
    counted = order in bounds or bool({"min_years", "max_years"} & given.keys())
    return Sieve(
        narrow=CandidateSearch(**plain, **kept),
        written=CandidateSearch(**plain, **texts),
        tests=[*_people_tests(given, applied), *_bounded(given, "years", lambda one: one.experience_years)],
        widened=list(widened.values()),
        amount=(lambda one: one.experience_years) if counted else None,
        order=bounds.get(order or ""),
        by_age=AGES.get(order or ""),
    )


def _people_tests(given: Arguments, applied: Collection[int]) -> list[Test[Candidate]]:
    tests: list[Test[Candidate]] = []
    if "not_location" in given:
        outside = lies_in(given["not_location"])
        tests.append(lambda one: not outside(one.location))
    if "not_skill" in given:
        tests.append(lambda one: not _names(given["not_skill"], one.current_title, one.headline, one.notes))
    if given.get("without_applications"):
        tests.append(lambda one: one.id not in applied)
    return tests


def of_jobs(given: Arguments, applied: Mapping[int, int]) -> Sieve[Job]:
    """Return the sieve for jobs; `applied` has the number of applications by the id of each job that has any."""
    plain: dict[str, Any] = {"status": given["status"]} if "status" in given else {}
    plain |= times(given) | ({"skill": naming(names_of(given["skill"]))} if "skill" in given else {})
    texts = {name: given[name] for name in ("query", "location") if name in given}
    widened: dict[str, Test[Job]] = {}
    if "query" in given and is_trade(given["query"]):
        fits = of_trade(given["query"])
        widened["query"] = lambda one: fits(one.title)
    if "location" in given and is_wide(given["location"]):
        inside = lies_in(given["location"])
        widened["location"] = lambda one: inside(one.location) or inside(one.remote_option)
    kept = {name: value for name, value in texts.items() if name not in widened}
    order = given.get("order")
    keys: dict[str, Callable[[Job], Any]] = {
        "best_paid": lambda one: -(_pay(one) or 0),
        "worst_paid": lambda one: one.salary_min if one.salary_min is not None else _pay(one),
        "most_applications": lambda one: -applied.get(one.id, 0),
        "fewest_applications": lambda one: applied.get(one.id, 0),
    }
    paid = order in {"best_paid", "worst_paid"} or bool({"min_pay", "max_pay"} & given.keys())
    return Sieve(
        narrow=JobSearch(**plain, **kept),
        written=JobSearch(**plain, **texts),
        tests=[*_job_tests(given, applied), *_paid(given)],
        widened=list(widened.values()),
        amount=_pay if paid else None,
        order=keys.get(order or ""),
        by_age=AGES.get(order or ""),
    )


def of_applications(given: Arguments) -> Sieve[Application]:
    """Return the sieve for applications."""
    plain: dict[str, Any] = {name: given[name] for name in ("job_id", "candidate_id", "status") if name in given}
    wanted = ApplicationSearch(**plain | times(given))
    return Sieve(wanted, wanted, by_age=AGES.get(given.get("order", "")))


def _job_tests(given: Arguments, applied: Collection[int]) -> list[Test[Job]]:
    tests: list[Test[Job]] = []
    if "not_location" in given:
        outside = lies_in(given["not_location"])
        tests.append(lambda one: not outside(one.location) and not outside(one.remote_option))
    if "not_skill" in given:
        skill = canonical(given["not_skill"])
        tests.append(lambda one: skill not in map(canonical, (*one.required_skills, *one.nice_to_have_skills)))
    if given.get("without_applications"):
        tests.append(lambda one: one.id not in applied)
    for name in ("employment_type", "remote_option"):
        if name in given:
            wanted = folded(given[name])
            tests.append(lambda one, name=name, wanted=wanted: wanted in folded(getattr(one, name) or ""))  # type: ignore[misc]
    return tests


def _paid(given: Arguments) -> list[Test[Job]]:
    """Return tests for jobs whose range of pay reaches what is asked for; those without a range pass."""
    least, most = given.get("min_pay"), given.get("max_pay")
    return [
        lambda one: _pay(one) is None or least is None or (_pay(one) or 0) >= least,
        lambda one: _pay(one) is None or most is None or (one.salary_min or _pay(one) or 0) <= most,
    ]


def _pay(job: Job) -> int | None:
    return job.salary_max if job.salary_max is not None else job.salary_min


def _bounded(given: Arguments, of: str, amount: Callable[[Candidate], int | None]) -> list[Test[Candidate]]:
    """Return tests for an amount inside its bounds; rows of which it isn't known pass."""
    least, most = given.get(f"min_{of}"), given.get(f"max_{of}")
    return [
        lambda one: (value := amount(one)) is None or least is None or value >= least,
        lambda one: (value := amount(one)) is None or most is None or value <= most,
    ]


def _names(skill: str, *texts: str | None) -> bool:
    """Tell whether one of some texts names a skill by one of its names."""
    wanted = canonical(skill)
    return any(
        canonical(text[found.start : found.end]) == wanted for text in texts if text for found in find(text)
    ) or any(skill.casefold() in (text or "").casefold() for text in texts)

"""Filters of lists of jobs."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from recruit.domain.agent.calls import Arguments
from recruit.domain.agent.tools.support import known_fields
from recruit.domain.agent.tools.support.areas import is_wide, lies_in
from recruit.domain.agent.tools.support.sieves import AGES, all_named, excluding, fits_any, listed, skilled, times
from recruit.domain.agent.tools.support.sifting import Sieve, Test
from recruit.domain.agent.tools.support.trades import is_trade, of_trade
from recruit.domain.engines.reading.text.gazetteer import folded
from recruit.domain.engines.skills.catalog import canonical
from recruit.domain.jobs.model import Job
from recruit.domain.search.model import JobSearch


def of_jobs(given: Arguments, applied: Mapping[int, int]) -> Sieve[Job]:
    """Return the sieve for jobs; `applied` holds the number of applications by job id, without zeros."""
    plain: dict[str, Any] = {"status": given["status"]} if isinstance(given.get("status"), str) else {}
    plain |= times(given) | skilled(given)
    texts = {name: given[name] for name in ("query", "location") if isinstance(given.get(name), str)}
    widened: dict[str, Test[Job]] = {}
    if "query" in texts and is_trade(given["query"]):
        fits = of_trade(given["query"])
        widened["query"] = lambda one: fits(one.title)
    if "location" in texts and is_wide(given["location"]):
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


def _job_tests(given: Arguments, applied: Collection[int]) -> list[Test[Job]]:
    tests: list[Test[Job]] = [*all_named(given, _named_by), *known_fields.tests(given, known_fields.OF_JOBS)]
    tests += _department_tests(given)
    tests += excluding(given, {"not_status": lambda one: one.status, "not_job_ids": lambda one: one.id})
    if isinstance(given.get("status"), list):
        tests.append(lambda one: one.status in given["status"])
    if isinstance(given.get("query"), list):
        fits = fits_any(given["query"], of_trade)
        tests.append(lambda one: fits(one.title))
    if isinstance(given.get("location"), list):
        inside = fits_any(given["location"], lies_in)
        tests.append(lambda one: inside(one.location) or inside(one.remote_option))
    if "not_location" in given:
        outside = fits_any(given["not_location"], lies_in)
        tests.append(lambda one: not outside(one.location) and not outside(one.remote_option))
    if "not_skill" in given:
        unwanted = set(map(canonical, listed(given["not_skill"])))
        tests.append(lambda one: unwanted.isdisjoint(map(canonical, _skills_of(one))))
    if given.get("without_applications"):
        tests.append(lambda one: one.id not in applied)
    for name in ("employment_type", "remote_option"):
        if name in given:
            wanted = folded(given[name])
            tests.append(lambda one, name=name, wanted=wanted: wanted in folded(getattr(one, name) or ""))  # type: ignore[misc]
    return tests


def _department_tests(given: Arguments) -> list[Test[Job]]:
    tests: list[Test[Job]] = []
    for argument, wanted in (("department", True), ("not_department", False)):
        if argument in given:
            names = [folded(name) for name in listed(given[argument])]
            tests.append(lambda one, names=names, wanted=wanted: _is_in_any(one, names) is wanted)  # type: ignore[misc]
    return tests


def _is_in_any(one: Job, departments: Sequence[str]) -> bool:
    """Tell whether words of a job's department begin like one of the names: "IT" is no part of "Kitchen"."""
    return any(re.search(rf"(?<!\w){re.escape(name)}", folded(one.department or "")) for name in departments)


def _skills_of(one: Job) -> Sequence[str]:
    return *one.required_skills, *one.nice_to_have_skills


def _named_by(one: Job) -> Sequence[str]:
    return one.title, *_skills_of(one)


def _paid(given: Arguments) -> list[Test[Job]]:
    """Return tests for jobs whose salary range overlaps the wanted one; jobs without a range pass."""
    least, most = given.get("min_pay"), given.get("max_pay")
    return [
        lambda one: _pay(one) is None or least is None or (_pay(one) or 0) >= least,
        lambda one: _pay(one) is None or most is None or (one.salary_min or _pay(one) or 0) <= most,
    ]


def _pay(job: Job) -> int | None:
    return job.salary_max if job.salary_max is not None else job.salary_min

"""Filters of lists of jobs."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from recruit.domain.agent.calls import Arguments
from recruit.domain.agent.tools.support import known_fields
from recruit.domain.agent.tools.support.areas import is_wide, lies_in
from recruit.domain.agent.tools.support.filter_tests import (
    OLDEST_FIRST,
    MeaningFilter,
    alternatives,
    exclusion_tests,
    meaning_tests,
    period,
    required_skill_tests,
    skill_pattern,
    text_tests,
    widened_tests,
)
from recruit.domain.agent.tools.support.occupations import has_occupation, is_occupation
from recruit.domain.agent.tools.support.row_filter import RowFilter, Test
from recruit.domain.engines.reading.text.gazetteer import folded
from recruit.domain.engines.skills.catalog import canonical
from recruit.domain.jobs.model import Job
from recruit.domain.search.model import JobSearch

_BY_MEANING: Mapping[str, MeaningFilter[Job]] = {
    "query": MeaningFilter(is_occupation, has_occupation, lambda one: (one.title,)),
    "location": MeaningFilter(is_wide, lies_in, lambda one: (one.location, one.remote_option)),
}


def job_filter(given: Arguments, applied: Mapping[int, int]) -> RowFilter[Job]:
    """Return the filter of jobs; `applied` holds the number of applications by job id, without zeros."""
    plain: dict[str, Any] = {"status": given["status"]} if isinstance(given.get("status"), str) else {}
    plain |= period(given) | skill_pattern(given)
    texts = {name: given[name] for name in _BY_MEANING if isinstance(given.get(name), str)}
    widened = widened_tests(given, _BY_MEANING)
    order = given.get("order", "")
    orders: Mapping[str, Callable[[Job], Any]] = {
        "best_paid": lambda one: -(_pay(one) or 0),
        "worst_paid": lambda one: one.salary_min if one.salary_min is not None else _pay(one),
        "most_applications": lambda one: -applied.get(one.id, 0),
        "fewest_applications": lambda one: applied.get(one.id, 0),
    }
    paid = order in {"best_paid", "worst_paid"} or bool({"min_pay", "max_pay"} & given.keys())
    return RowFilter(
        criteria=JobSearch(**plain, **{name: text for name, text in texts.items() if name not in widened}),
        literal_criteria=JobSearch(**plain, **texts),
        tests=[*_tests(given, applied), *_pay_tests(given)],
        widened=list(widened.values()),
        amount=_pay if paid else None,
        order=orders.get(order),
        oldest_first=OLDEST_FIRST.get(order),
    )


def _tests(given: Arguments, applied: Mapping[int, int]) -> Sequence[Test[Job]]:
    tests = [
        *required_skill_tests(given, lambda one: (one.title, *_skills(one))),
        *known_fields.presence_tests(given, known_fields.JOB_GETTERS),
        *text_tests(given, "department", _begins_word, lambda one: (one.department,)),
        *exclusion_tests(given, {"not_status": lambda one: one.status, "not_job_ids": lambda one: one.id}),
        *meaning_tests(given, _BY_MEANING),
        *[_contains(name, given[name]) for name in ("employment_type", "remote_option") if name in given],
    ]
    if isinstance(given.get("status"), list):
        tests.append(lambda one: one.status in given["status"])
    if "not_skill" in given:
        unwanted = set(map(canonical, alternatives(given["not_skill"])))
        tests.append(lambda one: unwanted.isdisjoint(map(canonical, _skills(one))))
    if given.get("without_applications"):
        tests.append(lambda one: one.id not in applied)
    return tests


def _begins_word(name: str) -> Callable[[str | None], bool]:
    """Return a test for texts with words that begin like a name: "IT" is no part of "Kitchen"."""
    expression = re.compile(rf"(?<!\w){re.escape(folded(name))}")
    return lambda text: expression.search(folded(text or "")) is not None


def _contains(field: str, text: str) -> Test[Job]:
    wanted = folded(text)
    return lambda one: wanted in folded(getattr(one, field) or "")


def _skills(one: Job) -> Sequence[str]:
    return *one.required_skills, *one.nice_to_have_skills


def _pay_tests(given: Arguments) -> Sequence[Test[Job]]:
    """Return tests for jobs whose salary range overlaps the wanted one; jobs without a range pass."""
    least, most = given.get("min_pay"), given.get("max_pay")
    return [
        lambda one: _pay(one) is None or least is None or (_pay(one) or 0) >= least,
        lambda one: _pay(one) is None or most is None or (one.salary_min or _pay(one) or 0) <= most,
    ]


def _pay(job: Job) -> int | None:
    return job.salary_max if job.salary_max is not None else job.salary_min

"""Filters of lists of jobs."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from recruit.domain.agent.calls import Arguments
from recruit.domain.agent.tools.support import filter_tests, known_fields
from recruit.domain.agent.tools.support.areas import is_wide, lies_in
from recruit.domain.agent.tools.support.common import alternatives
from recruit.domain.agent.tools.support.occupations import has_occupation, is_occupation
from recruit.domain.agent.tools.support.row_filter import RowFilter, Test
from recruit.domain.engines.reading.text.gazetteer import folded
from recruit.domain.engines.skills.catalog import canonical
from recruit.domain.jobs.model import Job
from recruit.domain.search.model import JobSearch


def _begins_word(name: str) -> Callable[[str | None], bool]:
    """Return a test for texts with words that begin like a name: "IT" is no part of "Kitchen"."""
    expression = re.compile(rf"(?<!\w){re.escape(folded(name))}")
    return lambda text: expression.search(folded(text or "")) is not None


_TEXT_FILTERS: Mapping[str, filter_tests.TextFilter[Job]] = {
    "query": filter_tests.TextFilter(has_occupation, lambda one: (one.title,), is_occupation),
    "location": filter_tests.TextFilter(lies_in, lambda one: (one.location, one.remote_option), is_wide),
    "department": filter_tests.TextFilter(_begins_word, lambda one: (one.department,)),
}


def job_filter(given: Arguments, applied: Mapping[int, int]) -> RowFilter[Job]:
    """Return the filter of jobs; `applied` holds the number of applications by job id, without zeros."""
    plain: dict[str, Any] = {"status": given["status"]} if isinstance(given.get("status"), str) else {}
    plain |= filter_tests.period(given) | filter_tests.skill_criterion(given)
    texts, literal_texts, widened = filter_tests.text_criteria(given, _TEXT_FILTERS)
    order = given.get("order", "")
    orders: Mapping[str, Callable[[Job], Any]] = {
        "best_paid": lambda one: -(_pay(one) or 0),
        "worst_paid": lambda one: one.salary_min if one.salary_min is not None else _pay(one),
        "most_applications": lambda one: -applied.get(one.id, 0),
        "fewest_applications": lambda one: applied.get(one.id, 0),
    }
    paid = order in {"best_paid", "worst_paid"} or bool({"min_pay", "max_pay"} & given.keys())
    return RowFilter(
        criteria=JobSearch(**plain, **texts),
        literal_criteria=JobSearch(**plain, **literal_texts),
        tests=[*_tests(given, applied), *_pay_tests(given)],
        widened=widened,
        amount=_pay if paid else None,
        order=orders.get(order),
        oldest_first=filter_tests.OLDEST_FIRST.get(order),
    )


def _tests(given: Arguments, applied: Mapping[int, int]) -> Sequence[Test[Job]]:
    tests: list[Test[Job]] = [
        *filter_tests.with_skills(given, _texts),
        *known_fields.presence_tests(given, known_fields.JOB_GETTERS),
        *filter_tests.excluding(given, {"not_status": lambda one: one.status, "not_job_ids": lambda one: one.id}),
        *filter_tests.text_tests(given, _TEXT_FILTERS),
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


def _contains(field: str, text: str) -> Test[Job]:
    wanted = folded(text)
    return lambda one: wanted in folded(getattr(one, field) or "")


def _texts(one: Job) -> Sequence[str]:
    return one.title, *_skills(one)


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

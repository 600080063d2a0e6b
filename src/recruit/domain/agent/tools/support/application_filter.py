"""Filters of lists of applications."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from recruit.domain.agent.calls import Arguments
from recruit.domain.agent.tools.support import filter_tests
from recruit.domain.agent.tools.support.common import alternatives
from recruit.domain.agent.tools.support.row_filter import RowFilter, Test
from recruit.domain.applications.model import Application
from recruit.domain.engines.language.lists.sources import is_source
from recruit.domain.search.model import ApplicationSearch

_EXCLUDED: Mapping[str, Callable[[Application], int | str]] = {
    "not_status": lambda one: one.status,
    "not_candidate_ids": lambda one: one.candidate_id,
    "not_job_ids": lambda one: one.job_id,
}


def application_filter(
    given: Arguments, people: Collection[int] | None = None, fits_job: Callable[[int], bool] | None = None
) -> RowFilter[Application]:
    """Return the filter of applications, limited to the candidates `people` and to the jobs that `fits_job` accepts."""
    plain: dict[str, Any] = {name: given[name] for name in ("job_id", "candidate_id") if name in given}
    plain |= {"status": given["status"]} if isinstance(given.get("status"), str) else {}
    criteria = ApplicationSearch(**plain | filter_tests.period(given))
    tests: list[Test[Application]] = filter_tests.in_range(given, "score", lambda one: one.fit_score)
    tests += filter_tests.excluding(given, _EXCLUDED)
    if isinstance(given.get("status"), list):
        tests.append(lambda one: one.status in given["status"])
    if "source" in given:
        tests.append(lambda one: any(is_source(one.source, source) for source in alternatives(given["source"])))
    if people is not None:
        tests.append(lambda one: one.candidate_id in people)
    if fits_job is not None:
        tests.append(lambda one: fits_job(one.job_id))
    ranked = given.get("order") == "highest_score"
    scored = ranked or bool({"min_score", "max_score"} & given.keys())
    return RowFilter(
        criteria,
        criteria,
        tests,
        amount=(lambda one: one.fit_score) if scored else None,
        order=(lambda one: -(one.fit_score or 0)) if ranked else None,
        oldest_first=filter_tests.OLDEST_FIRST.get(given.get("order", "")),
    )

"""Filters of lists of applications."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from recruit.domain.agent.calls import Arguments
from recruit.domain.agent.tools.support.sieves import AGES, bounded, excluding, listed, times
from recruit.domain.agent.tools.support.sifting import Sieve, Test
from recruit.domain.applications.model import Application
from recruit.domain.engines.language.lists.sources import is_source
from recruit.domain.search.model import ApplicationSearch

_EXCLUDED: Mapping[str, Callable[[Application], int | str]] = {
    "not_status": lambda one: one.status,
    "not_candidate_ids": lambda one: one.candidate_id,
    "not_job_ids": lambda one: one.job_id,
}


def of_applications(
    given: Arguments, people: Collection[int] | None = None, fits_job: Callable[[int], bool] | None = None
) -> Sieve[Application]:
    """Return the sieve for applications, limited to the candidates in `people` and to jobs by their ids, if given."""
    plain: dict[str, Any] = {name: given[name] for name in ("job_id", "candidate_id") if name in given}
    plain |= {"status": given["status"]} if isinstance(given.get("status"), str) else {}
    wanted = ApplicationSearch(**plain | times(given))
    tests: list[Test[Application]] = bounded(given, "score", lambda one: one.fit_score)
    tests += excluding(given, _EXCLUDED)
    if isinstance(given.get("status"), list):
        tests.append(lambda one: one.status in given["status"])
    if "source" in given:
        tests.append(lambda one: any(is_source(one.source, source) for source in listed(given["source"])))
    if people is not None:
        tests.append(lambda one: one.candidate_id in people)
    if fits_job is not None:
        tests.append(lambda one: fits_job(one.job_id))
    ranked = given.get("order") == "highest_score"
    scored = ranked or bool({"min_score", "max_score"} & given.keys())
    return Sieve(
        wanted,
        wanted,
        tests,
        amount=(lambda one: one.fit_score) if scored else None,
        order=(lambda one: -(one.fit_score or 0)) if ranked else None,
        by_age=AGES.get(given.get("order", "")),
    )

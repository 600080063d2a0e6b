"""Filters of rankings and of lists of applications: the ids of the candidates or jobs that pass."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, Literal

from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.calls import Arguments
from recruit.domain.agent.tools.support import filter_arguments
from recruit.domain.agent.tools.support.application_filter import application_filter
from recruit.domain.agent.tools.support.candidate_filter import candidate_filter
from recruit.domain.agent.tools.support.common import alternatives
from recruit.domain.agent.tools.support.job_filter import job_filter
from recruit.domain.agent.tools.support.row_filter import MOST_FILTERED, filter_rows
from recruit.domain.search.model import ApplicationSearch
from recruit.domain.search.service import Searching
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Window

MOST_COUNTED = 20_000
PAGE = 1_000

_CANDIDATE_ARGUMENTS = frozenset(argument.name for argument in filter_arguments.of_candidates()) | {
    "without_applications"
}
_JOB_ARGUMENTS = frozenset(argument.name for argument in filter_arguments.of_jobs())


async def matching_candidates(searching: Searching, actor: Actor, arguments: Arguments) -> Collection[int] | None:
    """Return the ids of the candidates that match the arguments about candidates; None if there are none."""
    given = {name: value for name, value in arguments.items() if name in _CANDIDATE_ARGUMENTS}
    if not given:
        return None
    applied = await application_counts(searching, actor, "candidate_id") if "without_applications" in given else ()
    found = await filter_rows(partial(searching.candidates, actor), candidate_filter(given, applied), MOST_FILTERED)
    return {one.id for one in found.items}


async def candidate_test(searching: Searching, actor: Actor, arguments: Arguments) -> Callable[[int], bool] | None:
    """Return the test for candidates of a ranking for the job `job_id`; None without filters."""
    matching = await matching_candidates(searching, actor, arguments)
    excluded = set(arguments.get("not_candidate_ids", ()))
    if "not_status" in arguments:
        given: dict[str, Any] = {"job_id": arguments["job_id"]}
        found = await filter_rows(partial(searching.applications, actor), application_filter(given), MOST_FILTERED)
        unwanted = {one.casefold() for one in alternatives(arguments["not_status"])}
        excluded |= {one.candidate_id for one in found.items if one.status.casefold() in unwanted}
    if matching is None and not excluded:
        return None
    return lambda one: (matching is None or one in matching) and one not in excluded


async def job_test(searching: Searching, actor: Actor, arguments: Arguments) -> Callable[[int], bool] | None:
    """Return the test for jobs of a ranking; None without filters."""
    given = {name: value for name, value in arguments.items() if name in _JOB_ARGUMENTS}
    if not given:
        return None
    applied = await application_counts(searching, actor, "job_id") if "without_applications" in given else {}
    found = await filter_rows(partial(searching.jobs, actor), job_filter(given, applied), MOST_FILTERED)
    return {one.id for one in found.items}.__contains__


async def application_counts(
    searching: Searching, actor: Actor, name: Literal["job_id", "candidate_id"]
) -> Mapping[int, int]:
    """Return the number of applications of each job or candidate that has any. Raise Invalid if there are too many."""
    found = Counter[int]()
    after = 0
    while True:
        page = await searching.applications(actor, Window(limit=PAGE, after=after), ApplicationSearch())
        if page.total > MOST_COUNTED:
            raise Invalid(f"I can't tell who has no applications among more than {MOST_COUNTED} of them")
        found.update(getattr(one, name) for one in page.items)
        if len(page.items) < PAGE:
            return found
        after = page.items[-1].id

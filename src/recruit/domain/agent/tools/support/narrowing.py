"""Filters of rankings and of lists of applications: the ids of the candidates or jobs that pass."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, Literal

from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.calls import Arguments
from recruit.domain.agent.tools.support.application_sieve import of_applications
from recruit.domain.agent.tools.support.candidate_sieve import of_people
from recruit.domain.agent.tools.support.job_sieve import of_jobs
from recruit.domain.agent.tools.support.sieves import listed, of_vacancies, of_whom
from recruit.domain.agent.tools.support.sifting import MOST_SIFTED, sift
from recruit.domain.search.model import ApplicationSearch
from recruit.domain.search.service import Searching
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Window

MOST_COUNTED = 20_000
PAGE = 1_000

_OF_PEOPLE = frozenset(argument.name for argument in of_whom()) | {"without_applications"}
_OF_JOBS = frozenset(argument.name for argument in of_vacancies())


async def people_who_fit(searching: Searching, actor: Actor, arguments: Arguments) -> Collection[int] | None:
    """Return the ids of the candidates that match the arguments about candidates; None if there are none."""
    given = {name: value for name, value in arguments.items() if name in _OF_PEOPLE}
    if not given:
        return None
    applied = await applications_by(searching, actor, "candidate_id") if "without_applications" in given else ()
    found = await sift(partial(searching.candidates, actor), of_people(given, applied), MOST_SIFTED)
    return {one.id for one in found.items}


async def people_kept(searching: Searching, actor: Actor, arguments: Arguments) -> Callable[[int], bool] | None:
    """Return the test for candidates of a ranking for the job `job_id`; None without filters."""
    among = await people_who_fit(searching, actor, arguments)
    without = set(arguments.get("not_candidate_ids", ()))
    if "not_status" in arguments:
        given: dict[str, Any] = {"job_id": arguments["job_id"]}
        found = await sift(partial(searching.applications, actor), of_applications(given), MOST_SIFTED)
        unwanted = {one.casefold() for one in listed(arguments["not_status"])}
        without |= {one.candidate_id for one in found.items if one.status.casefold() in unwanted}
    return _test(among, without)


async def jobs_kept(searching: Searching, actor: Actor, arguments: Arguments) -> Callable[[int], bool] | None:
    """Return the test for jobs of a ranking; None without filters."""
    given = {name: value for name, value in arguments.items() if name in _OF_JOBS}
    if not given:
        return None
    applied = await applications_by(searching, actor, "job_id") if "without_applications" in given else {}
    found = await sift(partial(searching.jobs, actor), of_jobs(given, applied), MOST_SIFTED)
    return _test({one.id for one in found.items}, set())


async def applications_by(
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


def _test(among: Collection[int] | None, without: Collection[int]) -> Callable[[int], bool] | None:
    if among is None and not without:
        return None
    return lambda one: (among is None or one in among) and one not in without

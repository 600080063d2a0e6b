"""Two to four candidates side by side: their facts, and how they fit a job."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response, get

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.profile import Profile
from recruit.domain.engines.ranking.requirements import Requirement
from recruit.domain.matching.model import Score
from recruit.domain.shared.errors import Forbidden
from recruit.entrypoints.http.middleware.disconnects import EXPENSIVE
from recruit.entrypoints.web.page import page
from recruit.entrypoints.web.pages.candidate_frame import number_of, open_jobs
from recruit.entrypoints.web.request import PageRequest

FEWEST, MOST = 2, 4


@dataclass(frozen=True, slots=True)
class Person:
    """A candidate with their profile and, for a chosen job, the score and the requirements by name."""

    candidate: Candidate
    profile: Profile
    score: Score | None
    requirements: Mapping[str, Requirement]


class ComparePages(Controller):
    """`/candidates/compare`."""

    @get("/candidates/compare", opt={EXPENSIVE: True})
    async def compare(self, request: PageRequest) -> Response[str]:
        """Show the candidates of the address, and with `job` their scores, which aren't logged."""
        request.actor.require(Permission.READ_CANDIDATES)
        ids = [number_of(text) or 0 for text in request.query_params.getall("id", [])]
        job_id, refusal, people = number_of(request.query_params.get("job")), None, list[Person]()
        try:
            people = await _people(request, ids, job_id)
        except Forbidden as error:
            if job_id is None:
                raise
            people, refusal = await _people(request, ids, None), str(error)
        names = dict.fromkeys(name for person in people for name in person.requirements)
        context: dict[str, Any] = {"people": people, "requirements": list(names), "refusal": refusal}
        jobs = await open_jobs(request) if people and request.may(Permission.READ_JOBS) else []
        return page(request, "pages/candidate_compare.html", jobs=jobs, job_id=job_id, **context)


async def _people(request: PageRequest, ids: Sequence[int], job_id: int | None) -> list[Person]:
    """Return the candidates with these ids, none unless there are two to four ids. Raises NotFound and Forbidden."""
    wanted = list(dict.fromkeys(ids))
    if not FEWEST <= len(wanted) <= MOST:
        return []
    services, actor = request.services, request.actor
    found = []
    for one in wanted:
        candidate = await services.candidates.get(actor, one)
        profile = await services.candidate_files.profile(actor, one)
        fit = None if job_id is None else await services.matching.explain(actor, job_id, one)
        requirements = {} if fit is None else {requirement.name: requirement for requirement in fit.requirements}
        found.append(Person(candidate, profile, None if fit is None else fit.match.score, requirements))
    return found

"""Two to four candidates side by side: their facts, and how they fit a job."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response, get

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.profile import Profile
from recruit.domain.engines.ranking.requirements import Requirement
from recruit.domain.matching.model import Match
from recruit.domain.shared.errors import Forbidden
from recruit.entrypoints.http.middleware.disconnects import EXPENSIVE
from recruit.entrypoints.web.forms import message_of
from recruit.entrypoints.web.page import page
from recruit.entrypoints.web.pages.candidate_frame import number_of, open_jobs
from recruit.entrypoints.web.quotations import Excerpt, with_excerpts
from recruit.entrypoints.web.request import PageRequest

FEWEST, MOST = 2, 4


@dataclass(frozen=True, slots=True)
class Person:
    """A candidate with their profile and, for a job, the match and each requirement with its sentence, by name."""

    candidate: Candidate
    profile: Profile
    match: Match | None
    requirements: Mapping[str, tuple[Requirement, Excerpt | None]]


class ComparePages(Controller):
    """`/candidates/compare`."""

    @get("/candidates/compare", opt={EXPENSIVE: True})
    async def compare(self, request: PageRequest) -> Response[str]:
        """Show the candidates of the address, and their scores for a job, which aren't logged."""
        request.actor.require(Permission.READ_CANDIDATES)
        ids = list(dict.fromkeys(number_of(text) or 0 for text in request.query_params.getall("id", [])))
        if not FEWEST <= len(ids) <= MOST:
            ids = []
        is_asked = "job" in request.query_params
        job_id = number_of(request.query_params.get("job")) if is_asked else await _common_job(request, ids)
        refusal, people = None, list[Person]()
        try:
            people = await _people(request, ids, job_id)
        except Forbidden as error:
            if job_id is None:
                raise
            people, refusal = await _people(request, ids, None), message_of(error) if is_asked else None
        jobs = await open_jobs(request) if people and request.may(Permission.READ_JOBS) else []
        shown = [person.match.job for person in people[:1] if person.match]
        context: dict[str, Any] = {
            "people": people,
            "requirements": list(people[0].requirements.values()) if people else [],
            "refusal": refusal,
            "jobs": [*shown, *(job for job in jobs if job.id != job_id)],
        }
        return page(request, "pages/candidate_compare.html", job_id=job_id, **context)


async def _common_job(request: PageRequest, ids: Sequence[int]) -> int | None:
    """Return the job that most of the candidates' newest applications are for, None without any."""
    latest = (await request.services.searching.overviews(request.actor, ids)).latest.values() if ids else ()
    return next((job_id for job_id, _ in Counter(one.job_id for one in latest).most_common(1)), None)


async def _people(request: PageRequest, ids: Sequence[int], job_id: int | None) -> list[Person]:
    """Return the candidates with these ids, and with a job their matches. Raises NotFound and Forbidden."""
    services, actor = request.services, request.actor
    found = []
    for one in ids:
        candidate = await services.candidates.get(actor, one)
        profile = await services.candidate_files.profile(actor, one)
        fit = None if job_id is None else await services.matching.explain(actor, job_id, one)
        found.append(Person(candidate, profile, fit.match if fit else None, with_excerpts(fit) if fit else {}))
    return found

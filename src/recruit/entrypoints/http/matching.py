"""Matching endpoints: rankings of candidates and jobs, and explanations."""

from functools import partial
from typing import Literal

from litestar import Controller
from litestar.params import JSONBody
from msgspec import Struct

from recruit.domain.matching.model import Match
from recruit.entrypoints.http.encoded_routes import post
from recruit.entrypoints.http.field_types import MatchLimit
from recruit.entrypoints.http.middleware.disconnects import EXPENSIVE
from recruit.entrypoints.http.middleware.idempotency import STEPWISE
from recruit.entrypoints.http.openapi.error_responses import ASK, problems
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import view

scoring_route = partial(post, status_code=200, opt={STEPWISE: True, EXPENSIVE: True}, responses=problems(*ASK))
"""Decorator of handlers that compute scores."""


class CandidatesForJob(Struct):
    """A question: who fits this job."""

    job_id: int
    limit: MatchLimit = 20


class CandidateMatch(Struct):
    """How well one candidate fits, 0 to 100, and why."""

    candidate_id: int
    full_name: str
    current_title: str | None
    current_company: str | None
    location: str | None
    score: int
    reason: str
    strategy: str


class CandidateMatches(Struct):
    """Candidates for a job, best first."""

    job_id: int
    matches: list[CandidateMatch]


class JobsForCandidate(Struct):
    """A question: which jobs fit this candidate."""

    candidate_id: int
    limit: MatchLimit = 20


class JobMatch(Struct):
    """How well one job fits, 0 to 100, and why."""

    job_id: int
    title: str
    location: str | None
    status: str
    score: int
    reason: str
    strategy: str


class JobMatches(Struct):
    """Jobs for a candidate, best first."""

    candidate_id: int
    matches: list[JobMatch]


class Pair(Struct):
    """A question: how well do these two fit, and why."""

    job_id: int
    candidate_id: int


class ComponentOut(Struct):
    """One part of a score, 0 to 1, and what it counts; all weights add up to 1."""

    name: str
    weight: float
    value: float


class EvidenceOut(Struct):
    """A quote from a field of the profile, with its position in characters."""

    field: str
    quote: str
    start: int
    end: int


class RequirementOut(Struct):
    """A skill of the job, and whether the profile shows it: `unknown` where a short profile doesn't name it."""

    name: str
    required: bool
    status: Literal["met", "partial", "missing", "unknown"]
    evidence: EvidenceOut | None


class ExplanationOut(Struct):
    """The score of one pair with its components and evidence."""

    job_id: int
    candidate_id: int
    score: int
    reason: str
    strategy: str
    components: list[ComponentOut]
    requirements: tuple[RequirementOut, ...]


class MatchingController(Controller):
    """Matches."""

    path = "/matching"
    tags = ("Matching",)

    @scoring_route("/candidates_for_job", summary="Candidates for Job")
    async def candidates_for_job(self, request: ApiRequest, data: JSONBody[CandidatesForJob]) -> CandidateMatches:
        """Score candidates for a job with reasons, best first, and log them into match_logs."""
        matches = await request.services.matching.candidates_for_job(request.user, data.job_id, data.limit)
        return CandidateMatches(data.job_id, [_candidate(match) for match in matches])

    @scoring_route("/jobs_for_candidate", summary="Jobs for Candidate")
    async def jobs_for_candidate(self, request: ApiRequest, data: JSONBody[JobsForCandidate]) -> JobMatches:
        """Score jobs for a candidate with reasons, best first, and log them into match_logs."""
        matches = await request.services.matching.jobs_for_candidate(request.user, data.candidate_id, data.limit)
        return JobMatches(data.candidate_id, [_job(match) for match in matches])

    @scoring_route("/explain", summary="Explain Match")
    async def explain(self, request: ApiRequest, data: JSONBody[Pair]) -> ExplanationOut:
        """Return one score part by part, and every requirement with the profile's own words for it. Logs nothing."""
        found = await request.services.matching.explain(request.user, data.job_id, data.candidate_id)
        score = found.match.score
        return ExplanationOut(
            job_id=data.job_id,
            candidate_id=data.candidate_id,
            score=score.value,
            reason=score.reason,
            strategy=score.strategy,
            components=[ComponentOut(name, score.weights[name], part) for name, part in score.components.items()],
            requirements=tuple(view(requirement, RequirementOut) for requirement in found.requirements),
        )


def _candidate(match: Match) -> CandidateMatch:
    return CandidateMatch(
        candidate_id=match.candidate.id,
        full_name=match.candidate.full_name,
        current_title=match.candidate.current_title,
        current_company=match.candidate.current_company,
        location=match.candidate.location,
        score=match.score.value,
        reason=match.score.reason,
        strategy=match.score.strategy,
    )


def _job(match: Match) -> JobMatch:
    return JobMatch(
        job_id=match.job.id,
        title=match.job.title,
        location=match.job.location,
        status=match.job.status,
        score=match.score.value,
        reason=match.score.reason,
        strategy=match.score.strategy,
    )

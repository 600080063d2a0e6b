"""Ranking candidates for a job, and jobs for a candidate."""

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from recruit.domain.model.matching import Match
from recruit.domain.services.matching.service import MatchService
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.responses import ASK, problems
from recruit.entrypoints.http.schemas import (
    CandidateMatch,
    CandidateMatches,
    CandidatesForJob,
    JobMatch,
    JobMatches,
    JobsForCandidate,
)


class MatchingController(Controller):
    """Matches."""

    path = "/matching"
    tags = ("Matching",)

    @post("/candidates_for_job", status_code=200, summary="Candidates for Job", responses=problems(*ASK))
    async def candidates_for_job(
        self, request: ApiRequest, data: JSONBody[CandidatesForJob], matching: NamedDependency[MatchService]
    ) -> CandidateMatches:
        """Score candidates for a job with reasons, best first, and log them into match_logs."""
        matches = await matching.candidates_for_job(request.user, data.job_id, data.limit)
        return CandidateMatches(data.job_id, [_candidate(match) for match in matches])

    @post("/jobs_for_candidate", status_code=200, summary="Jobs for Candidate", responses=problems(*ASK))
    async def jobs_for_candidate(
        self, request: ApiRequest, data: JSONBody[JobsForCandidate], matching: NamedDependency[MatchService]
    ) -> JobMatches:
        """Score jobs for a candidate with reasons, best first, and log them into match_logs."""
        matches = await matching.jobs_for_candidate(request.user, data.candidate_id, data.limit)
        return JobMatches(data.candidate_id, [_job(match) for match in matches])


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

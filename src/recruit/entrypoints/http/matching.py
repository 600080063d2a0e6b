"""Matching endpoints: rankings of candidates and jobs, explanations, audits, what-if rankings and match logs."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from litestar import Controller
from litestar.params import FromPath, JSONBody, QueryParameter

from recruit.domain.matching.model import Match
from recruit.domain.matching.what_if import Changes
from recruit.entrypoints.http.encoded_routes import get, get_one, post
from recruit.entrypoints.http.field_types import Moment
from recruit.entrypoints.http.list_parameters import Cursor, Limit, OfCandidate, OfJob, Skip
from recruit.entrypoints.http.matching_schemas import (
    AuditedJob,
    AuditOut,
    CandidateMatch,
    CandidateMatches,
    CandidatesForJob,
    ComponentOut,
    CostOut,
    DriftOut,
    ExplanationOut,
    JobMatch,
    JobMatches,
    JobsForCandidate,
    MatchLogOut,
    MatchLogPage,
    MatchReceipt,
    MatchReplay,
    MoveOut,
    Pair,
    RequirementOut,
    WhatIf,
    WhatIfOut,
)
from recruit.entrypoints.http.middleware.disconnects import EXPENSIVE
from recruit.entrypoints.http.middleware.idempotency import STEPWISE
from recruit.entrypoints.http.openapi.error_responses import ASK, LIST, READ, problems
from recruit.entrypoints.http.pagination import listed, window
from recruit.entrypoints.http.query_strings import check_query
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import changes, view

Since = Annotated[datetime | None, QueryParameter(description="Not before this time, such as 2026-01-31T09:00:00Z.")]
Until = Annotated[datetime | None, QueryParameter(description="Before this time, such as 2026-01-31T09:00:00Z.")]


class MatchingController(Controller):
    """Matches."""

    path = "/matching"
    tags = ("Matching",)

    @post(
        "/candidates_for_job",
        status_code=200,
        opt={STEPWISE: True, EXPENSIVE: True},
        summary="Candidates for Job",
        responses=problems(*ASK),
    )
    async def candidates_for_job(self, request: ApiRequest, data: JSONBody[CandidatesForJob]) -> CandidateMatches:
        """Score candidates for a job with reasons, best first, and log them into match_logs."""
        matches = await request.services.matching.candidates_for_job(request.user, data.job_id, data.limit)
        return CandidateMatches(data.job_id, [_candidate(match) for match in matches])

    @post(
        "/jobs_for_candidate",
        status_code=200,
        opt={STEPWISE: True, EXPENSIVE: True},
        summary="Jobs for Candidate",
        responses=problems(*ASK),
    )
    async def jobs_for_candidate(self, request: ApiRequest, data: JSONBody[JobsForCandidate]) -> JobMatches:
        """Score jobs for a candidate with reasons, best first, and log them into match_logs."""
        matches = await request.services.matching.jobs_for_candidate(request.user, data.candidate_id, data.limit)
        return JobMatches(data.candidate_id, [_job(match) for match in matches])

    @post(
        "/explain",
        status_code=200,
        opt={STEPWISE: True, EXPENSIVE: True},
        summary="Explain Match",
        responses=problems(*ASK),
    )
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

    @post(
        "/audit",
        status_code=200,
        opt={STEPWISE: True, EXPENSIVE: True},
        summary="Audit Match",
        responses=problems(*ASK),
    )
    async def audit(self, request: ApiRequest, data: JSONBody[AuditedJob]) -> AuditOut:
        """Swap names, pronouns, schools, postcodes and employment gaps, and score again. Logs nothing."""
        found = await request.services.matching.audit(request.user, data.job_id)
        return AuditOut(data.job_id, tuple(view(drift, DriftOut) for drift in found))

    @post(
        "/what_if", status_code=200, opt={STEPWISE: True, EXPENSIVE: True}, summary="What If", responses=problems(*ASK)
    )
    async def what_if(self, request: ApiRequest, data: JSONBody[WhatIf]) -> WhatIfOut:
        """Rank with other skills or weights, and say which requirement costs the most candidates. Logs nothing."""
        wanted = Changes(
            required_skills=data.required_skills,
            nice_to_have_skills=data.nice_to_have_skills,
            weights={} if data.weights is None else changes(data.weights),
        )
        found = await request.services.matching.what_if(request.user, data.job_id, wanted, data.limit)
        moves = [(move, found.names.get(move.candidate_id)) for move in found.outcome.moves]
        return WhatIfOut(
            job_id=data.job_id,
            matches=[MoveOut(full_name=name, **asdict(move)) for move, name in moves if name is not None],
            fitting=found.outcome.fitting,
            new_fitting=found.outcome.new_fitting,
            requirements=tuple(view(cost, CostOut) for cost in found.outcome.costs),
            costliest=found.outcome.costliest,
        )

    @get("/logs", summary="List Match Logs", responses=problems(*LIST))
    async def list_logs(
        self,
        request: ApiRequest,
        skip: Skip = 0,
        limit: Limit = 50,
        cursor: Cursor = None,
        job_id: OfJob = None,
        candidate_id: OfCandidate = None,
        since: Since = None,
        until: Until = None,
    ) -> MatchLogPage:
        """Return answered matches in ascending id, also those of jobs and candidates that are gone."""
        check_query(request, {"job_id": int, "candidate_id": int, "since": Moment, "until": Moment})
        wanted = window(request, skip, limit, cursor)
        found = await request.services.history.logs(
            request.user, wanted, job_id=job_id, candidate_id=candidate_id, since=since, until=until
        )
        return listed(request, found, MatchLogOut, MatchLogPage)

    @get_one("/logs/{log_id:str}", summary="Get Match Log by ID", responses=problems(*READ))
    async def get_log(self, request: ApiRequest, log_id: FromPath[int]) -> MatchReceipt:
        """Return one answered match with its receipt."""
        return view(await request.services.history.log(request.user, log_id), MatchReceipt)

    @post(
        "/logs/{log_id:str}/replay",
        status_code=200,
        opt={STEPWISE: True, EXPENSIVE: True},
        summary="Replay Match Log",
        responses=problems(*READ),
    )
    async def replay_log(self, request: ApiRequest, log_id: FromPath[int]) -> MatchReplay:
        """Score the logged pair again, or say precisely what has changed since."""
        found = await request.services.history.replay(request.user, log_id)
        return MatchReplay(log_id, found.log.score, found.score, list(found.changed))


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

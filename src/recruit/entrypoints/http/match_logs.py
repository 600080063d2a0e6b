"""Endpoints of match logs: list, read and replay."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from litestar import Controller
from litestar.params import FromPath
from msgspec import Struct

from recruit.entrypoints.http.encoded_routes import get, get_one
from recruit.entrypoints.http.field_types import Moment
from recruit.entrypoints.http.list_parameters import Cursor, Limit, OfCandidate, OfJob, Since, Skip, Until
from recruit.entrypoints.http.matching import scoring_route
from recruit.entrypoints.http.openapi.error_responses import LIST, READ, problems
from recruit.entrypoints.http.pagination import list_response, window
from recruit.entrypoints.http.query_strings import check_query
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import view


class MatchLogOut(Struct):
    """One answered match, as it was logged."""

    id: int
    org_id: int
    direction: str
    user_id: int
    job_id: int
    candidate_id: int
    score: int
    reason: str
    strategy: str
    created_at: datetime


class MatchLogPage(Struct):
    """One page of match logs, and how many there are in all."""

    items: Sequence[MatchLogOut]
    total: int


class MatchReceipt(MatchLogOut):
    """A logged match with what it takes to replay it: engine version, weights, components, hashes of the inputs."""

    receipt: dict[str, Any]


class MatchReplay(Struct):
    """A logged score made again: the same where nothing has changed. Null when the job or the candidate is gone."""

    log_id: int
    logged_score: int
    score: int | None
    changed: list[str]


class MatchLogsController(Controller):
    """Match logs."""

    path = "/matching"
    tags = ("Matching",)

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
        return list_response(request, found, MatchLogOut, MatchLogPage)

    @get_one("/logs/{log_id:str}", summary="Get Match Log by ID", responses=problems(*READ))
    async def get_log(self, request: ApiRequest, log_id: FromPath[int]) -> MatchReceipt:
        """Return one answered match with its receipt."""
        return view(await request.services.history.log(request.user, log_id), MatchReceipt)

    @scoring_route("/logs/{log_id:str}/replay", summary="Replay Match Log", responses=problems(*READ))
    async def replay_log(self, request: ApiRequest, log_id: FromPath[int]) -> MatchReplay:
        """Score the logged pair again, or say precisely what has changed since."""
        found = await request.services.history.replay(request.user, log_id)
        return MatchReplay(log_id, found.log.score, found.score, list(found.changed))

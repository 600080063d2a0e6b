"""Candidates."""

from litestar import Controller, Response, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from msgspec import structs

from recruit.domain.model.candidate import CandidateDetails
from recruit.domain.services.hiring import Hiring
from recruit.entrypoints.http.lists import listed, window
from recruit.entrypoints.http.parameters import Cursor, Limit, Query, Skip
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.responses import CHANGE, CREATE, LIST, READ, problems
from recruit.entrypoints.http.schemas import CandidateIn, CandidateOut, CandidatePage, CandidatePatch, changes, view


class CandidatesController(Controller):
    """Candidates."""

    path = "/candidates"
    tags = ("Candidates",)

    @get("/", summary="List Candidates", responses=problems(*LIST))
    async def list_candidates(
        self,
        request: ApiRequest,
        hiring: NamedDependency[Hiring],
        skip: Skip = 0,
        limit: Limit = 50,
        cursor: Cursor = None,
        q: Query = None,
    ) -> Response[CandidatePage]:
        """Return candidates in ascending id."""
        wanted = window(request, skip, limit, cursor)
        return listed(request, await hiring.candidates(request.user, wanted, q=q), CandidatePage)

    @post("/", summary="Create Candidate", responses=problems(*CREATE))
    async def create_candidate(
        self, request: ApiRequest, data: JSONBody[CandidateIn], hiring: NamedDependency[Hiring]
    ) -> CandidateOut:
        """Create a candidate. Only the full name is required."""
        return view(await hiring.create_candidate(request.user, CandidateDetails(**structs.asdict(data))), CandidateOut)

    @get("/{candidate_id:str}", summary="Get Candidate by ID", responses=problems(*READ))
    async def get_candidate(
        self, request: ApiRequest, candidate_id: FromPath[int], hiring: NamedDependency[Hiring]
    ) -> CandidateOut:
        """Return one candidate."""
        return view(await hiring.candidate(request.user, candidate_id), CandidateOut)

    @patch("/{candidate_id:str}", summary="Update Candidate (Partial)", responses=problems(*CHANGE))
    async def update_candidate(
        self,
        request: ApiRequest,
        candidate_id: FromPath[int],
        data: JSONBody[CandidatePatch],
        hiring: NamedDependency[Hiring],
    ) -> CandidateOut:
        """Change any subset of a candidate's fields."""
        return view(await hiring.change_candidate(request.user, candidate_id, changes(data)), CandidateOut)

    @delete("/{candidate_id:str}", summary="Delete Candidate", responses=problems(*READ))
    async def delete_candidate(
        self, request: ApiRequest, candidate_id: FromPath[int], hiring: NamedDependency[Hiring]
    ) -> None:
        """Delete a candidate and their applications."""
        await hiring.remove_candidate(request.user, candidate_id)

"""Candidate endpoints: list, create, read, update and delete."""

from litestar import Controller
from litestar.params import FromPath, JSONBody
from msgspec import structs

from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.entrypoints.http.encoded_routes import delete, get, get_one, patch, post_one
from recruit.entrypoints.http.list_parameters import Cursor, Limit, Query, Skip
from recruit.entrypoints.http.openapi.error_responses import CHANGE, CREATE, LIST, READ, problems
from recruit.entrypoints.http.pagination import listed, window
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import CandidateIn, CandidateOut, CandidatePage, CandidatePatch, changes, view


class CandidatesController(Controller):
    """Candidates."""

    path = "/candidates"
    tags = ("Candidates",)

    @get("/", summary="List Candidates", responses=problems(*LIST))
    async def list_candidates(
        self, request: ApiRequest, skip: Skip = 0, limit: Limit = 50, cursor: Cursor = None, q: Query = None
    ) -> CandidatePage:
        """Return candidates in ascending id."""
        wanted = window(request, skip, limit, cursor)
        found = await request.services.candidates.page(request.user, wanted, q=q)
        return listed(request, found, CandidateOut, CandidatePage)

    @post_one("/", summary="Create Candidate", responses=problems(*CREATE))
    async def create_candidate(self, request: ApiRequest, data: JSONBody[CandidateIn]) -> CandidateOut:
        """Create a candidate. Only the full name is required."""
        details = CandidateDetails(**structs.asdict(data))
        return view(await request.services.candidates.create(request.user, details), CandidateOut)

    @get_one("/{candidate_id:str}", summary="Get Candidate by ID", responses=problems(*READ))
    async def get_candidate(self, request: ApiRequest, candidate_id: FromPath[int]) -> CandidateOut:
        """Return one candidate."""
        return view(await request.services.candidates.get(request.user, candidate_id), CandidateOut)

    @patch("/{candidate_id:str}", summary="Update Candidate (Partial)", responses=problems(*CHANGE, 412))
    async def update_candidate(
        self, request: ApiRequest, candidate_id: FromPath[int], data: JSONBody[CandidatePatch]
    ) -> CandidateOut:
        """Change any subset of a candidate's fields."""
        changed = await request.services.candidates.change(
            request.user, candidate_id, changes(data), request.seen(CandidateOut)
        )
        return view(changed, CandidateOut)

    @delete("/{candidate_id:str}", summary="Delete Candidate", responses=problems(*READ, 400, 412))
    async def delete_candidate(self, request: ApiRequest, candidate_id: FromPath[int]) -> None:
        """Delete a candidate and their applications."""
        await request.services.candidates.remove(request.user, candidate_id, request.seen(CandidateOut))

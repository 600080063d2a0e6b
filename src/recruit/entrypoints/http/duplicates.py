"""Duplicate endpoints: list and merge candidates that may be the same person."""

from typing import Literal

from litestar import Controller
from litestar.datastructures import ResponseHeader
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from recruit.domain.shared.pages import Window
from recruit.entrypoints.http.candidates import CandidateOut
from recruit.entrypoints.http.encoded_routes import get, post
from recruit.entrypoints.http.list_parameters import Limit, Skip
from recruit.entrypoints.http.openapi.error_responses import CHANGE, READ, problems
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import view


class DuplicateOut(Struct):
    """A candidate who may be the same person, how sure that is, and why."""

    candidate: CandidateOut
    confidence: Literal["certain", "likely", "possible"]
    reasons: list[str]


class DuplicatePage(Struct):
    """One page of possible duplicates, and how many there are in all."""

    items: list[DuplicateOut]
    total: int


class Merge(Struct):
    """Whom to merge into a candidate."""

    from_id: int


DUPLICATE_OF = "X-Duplicate-Of"
DUPLICATE = ResponseHeader(
    name=DUPLICATE_OF,
    description="The id of the oldest candidate with the same file or e-mail address, where there is one.",
    documentation_only=True,
)


def duplicate_header(candidate_id: int | None) -> dict[str, str]:
    """Return the header with the id of the oldest candidate with the same file or e-mail address, if there is one."""
    return {} if candidate_id is None else {DUPLICATE_OF: str(candidate_id)}


class DuplicatesController(Controller):
    """Possible duplicates of a candidate."""

    path = "/candidates/{candidate_id:str}"
    tags = ("Candidates",)

    @get("/duplicates", summary="List Duplicates", responses=problems(*READ))
    async def list_duplicates(
        self, request: ApiRequest, candidate_id: FromPath[int], skip: Skip = 0, limit: Limit = 50
    ) -> DuplicatePage:
        """Return who may be the same person and why, the surest first."""
        found = await request.services.duplicates.find(request.user, candidate_id, Window(skip, limit))
        items = [
            DuplicateOut(view(one.candidate, CandidateOut), one.confidence.value, list(one.reasons))
            for one in found.items
        ]
        return DuplicatePage(items, found.total)

    @post("/merge", status_code=200, summary="Merge Candidates", responses=problems(*CHANGE, 412))
    async def merge_candidates(
        self, request: ApiRequest, candidate_id: FromPath[int], data: JSONBody[Merge]
    ) -> CandidateOut:
        """Move all data of the candidate `from_id` to this one, and remove the other.

        If both have applied for one job, the application that is further along is kept (sourced, applied, screening,
        interview, offer, hired); if one of them has another status, the later one. The other's fields and profile are
        added to the notes. If-Match is a condition on this candidate, not on the other.
        """
        merge, condition = request.services.merging.merge, request.if_match(CandidateOut)
        return view(await merge(request.user, candidate_id, data.from_id, condition), CandidateOut)

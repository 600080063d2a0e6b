"""Rejection reason endpoints: list, create, read, update, and delete or archive."""

from collections.abc import Sequence
from typing import Annotated

from litestar import Controller
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import UNSET, Struct, UnsetType, structs

from recruit.domain.pipelines.model import ReasonType, RejectionReasonDetails
from recruit.entrypoints.http.encoded_routes import delete, get, get_one, patch, post_one
from recruit.entrypoints.http.field_types import Name
from recruit.entrypoints.http.list_parameters import Cursor, Limit, Skip
from recruit.entrypoints.http.openapi.error_responses import CHANGE, CREATE, LIST, READ, problems
from recruit.entrypoints.http.pagination import list_response, window
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import changes, view


class RejectionReasonIn(Struct):
    """A new reason for the end of an application."""

    name: Name
    type: ReasonType


class RejectionReasonPatch(Struct):
    """Changes to a reason. A field that is absent stays."""

    name: Name | UnsetType = UNSET
    type: ReasonType | UnsetType = UNSET
    archived: bool | UnsetType = UNSET


class RejectionReasonOut(Struct):
    """A reason for the end of an application. An archived one can't be given to further applications."""

    id: int
    org_id: int
    name: str
    type: str
    archived: bool


class RejectionReasonPage(Struct):
    """One page of reasons, and how many there are in all."""

    items: Sequence[RejectionReasonOut]
    total: int


Archived = Annotated[bool | None, QueryParameter(description="Only archived reasons, or only others.")]


class RejectionReasonsController(Controller):
    """Rejection reasons."""

    path = "/rejection_reasons"
    tags = ("Pipelines",)

    @get("/", summary="List Rejection Reasons", responses=problems(*LIST))
    async def list_rejection_reasons(
        self, request: ApiRequest, skip: Skip = 0, limit: Limit = 50, cursor: Cursor = None, archived: Archived = None
    ) -> RejectionReasonPage:
        """Return reasons in ascending id."""
        wanted = window(request, skip, limit, cursor)
        found = await request.services.rejection_reasons.page(request.user, wanted, archived=archived)
        return list_response(request, found, RejectionReasonOut, RejectionReasonPage)

    @post_one("/", summary="Create Rejection Reason", responses=problems(*CREATE))
    async def create_rejection_reason(
        self, request: ApiRequest, data: JSONBody[RejectionReasonIn]
    ) -> RejectionReasonOut:
        """Create a reason."""
        details = RejectionReasonDetails(**structs.asdict(data))
        return view(await request.services.rejection_reasons.create(request.user, details), RejectionReasonOut)

    @get_one("/{rejection_reason_id:str}", summary="Get Rejection Reason by ID", responses=problems(*READ))
    async def get_rejection_reason(self, request: ApiRequest, rejection_reason_id: FromPath[int]) -> RejectionReasonOut:
        """Return one reason."""
        found = await request.services.rejection_reasons.get(request.user, rejection_reason_id)
        return view(found, RejectionReasonOut)

    @patch("/{rejection_reason_id:str}", summary="Update Rejection Reason", responses=problems(*CHANGE, 412))
    async def update_rejection_reason(
        self, request: ApiRequest, rejection_reason_id: FromPath[int], data: JSONBody[RejectionReasonPatch]
    ) -> RejectionReasonOut:
        """Change any subset of name, type and archived."""
        condition = request.if_match(RejectionReasonOut)
        changed = await request.services.rejection_reasons.change(
            request.user, rejection_reason_id, changes(data), condition
        )
        return view(changed, RejectionReasonOut)

    @delete("/{rejection_reason_id:str}", summary="Delete Rejection Reason", responses=problems(*READ, 400, 412))
    async def delete_rejection_reason(self, request: ApiRequest, rejection_reason_id: FromPath[int]) -> None:
        """Delete a reason. One that an application has, or had, is archived."""
        condition = request.if_match(RejectionReasonOut)
        await request.services.rejection_reasons.remove(request.user, rejection_reason_id, condition)

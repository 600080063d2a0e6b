"""Endpoints for moves of applications: one, many, rejections, and the history of an application."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from litestar import Controller
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from recruit.domain.applications.history import StageVisit
from recruit.domain.applications.moves import MoveRequest, MoveResult
from recruit.domain.shared.errors import Invalid, RecruitError
from recruit.entrypoints.http.applications import ApplicationOut, application_condition, application_out
from recruit.entrypoints.http.encoded_routes import get, post, post_one
from recruit.entrypoints.http.error_codes import DOMAIN_ERRORS
from recruit.entrypoints.http.field_types import Label, Long
from recruit.entrypoints.http.openapi.error_responses import CHANGE, READ, problems
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import view

MOST_MOVED = 100

Ids = Annotated[tuple[int, ...], Meta(min_length=1, max_length=MOST_MOVED)]


class MoveIn(Struct):
    """A move to a stage of the job, named by its key in `stage` or in `status`."""

    stage: Label | None = None
    status: Label | None = None
    reason_id: int | None = None
    note: Long | None = None


class BulkMoveIn(Struct):
    """A move of several applications to the stage with one key, which each of their jobs must have."""

    ids: Ids
    stage: Label
    reason_id: int | None = None
    note: Long | None = None


class BulkRejectIn(Struct):
    """A rejection of several applications.

    The stage has the type archived. Without one, each goes to its job's stage "rejected", or to the first archived one.
    """

    ids: Ids
    stage: Label | None = None
    reason_id: int | None = None
    note: Long | None = None


class MoveError(Struct):
    """Why an application stayed where it is, and the code that a request for it alone would get."""

    code: str
    detail: str


class MoveOutcome(Struct):
    """The outcome for one application: the application after its move, or an error."""

    id: int
    application: ApplicationOut | None
    error: MoveError | None


class BulkMoveOut(Struct):
    """The outcome for each application, in the order of the request, and how many were moved.

    An id that the request repeats has one outcome. An application that is in the stage already isn't moved.
    """

    results: Sequence[MoveOutcome]
    moved: int


class VisitReason(Struct):
    """A rejection reason."""

    id: int
    name: str
    type: str


class StageVisitOut(Struct):
    """The time of an application in a stage, and who moved it there.

    `entered_at` and `kind` are null if that was before the audit log began; `left_at` is null for the current stage.
    `kind` is user, key, agent or system.
    """

    stage: str
    name: str
    type: str
    entered_at: datetime | None
    left_at: datetime | None
    seconds: int | None
    kind: str | None
    user_id: int | None
    key_id: int | None
    reason: VisitReason | None
    note: str | None


class ApplicationHistory(Struct):
    """The stages of an application in order, the current one last."""

    application_id: int
    items: Sequence[StageVisitOut]


class MovesController(Controller):
    """Moves of applications."""

    path = "/applications"
    tags = ("Applications",)

    @post_one(
        "/{application_id:str}/move", status_code=200, summary="Move Application", responses=problems(*CHANGE, 412)
    )
    async def move_application(
        self, request: ApiRequest, application_id: FromPath[int], data: JSONBody[MoveIn]
    ) -> ApplicationOut:
        """Move an application to a stage that its job has, with a rejection reason and a note.

        A move to the stage that it is in replaces the reason and the note.
        """
        if (data.stage is None) == (data.status is None):
            raise Invalid("Send stage or status, and not both")
        wanted = MoveRequest(data.stage or data.status, data.reason_id, data.note)
        moved = await request.services.moves.move(request.user, application_id, wanted, application_condition(request))
        return application_out(request, moved)

    @post("/bulk_move", status_code=200, summary="Move Applications", responses=problems(*CHANGE))
    async def bulk_move_applications(self, request: ApiRequest, data: JSONBody[BulkMoveIn]) -> BulkMoveOut:
        """Move up to 100 applications. One that can't be moved doesn't keep the others from moving."""
        wanted = MoveRequest(data.stage, data.reason_id, data.note)
        return _outcomes(await request.services.moves.move_many(request.user, data.ids, wanted))

    @post("/bulk_reject", status_code=200, summary="Reject Applications", responses=problems(*CHANGE))
    async def bulk_reject_applications(self, request: ApiRequest, data: JSONBody[BulkRejectIn]) -> BulkMoveOut:
        """Reject up to 100 applications. One that can't be rejected doesn't keep the others from it."""
        wanted = MoveRequest(data.stage, data.reason_id, data.note, rejects=True)
        return _outcomes(await request.services.moves.move_many(request.user, data.ids, wanted))

    @get("/{application_id:str}/history", summary="Get Application History", responses=problems(*READ))
    async def get_application_history(self, request: ApiRequest, application_id: FromPath[int]) -> ApplicationHistory:
        """Return the stages that an application has been in, with times, reasons and notes."""
        visits = await request.services.application_histories.of_application(request.user, application_id)
        return ApplicationHistory(application_id, [_visit(visit) for visit in visits])


def _outcomes(results: Sequence[MoveResult]) -> BulkMoveOut:
    outcomes = [
        MoveOutcome(
            one.id,
            None if one.application is None else view(one.application, ApplicationOut),
            None if one.error is None else _error(one.error),
        )
        for one in results
    ]
    return BulkMoveOut(outcomes, sum(one.is_moved for one in results))


def _error(error: RecruitError) -> MoveError:
    return MoveError(DOMAIN_ERRORS[type(error)][1], str(error))


def _visit(visit: StageVisit) -> StageVisitOut:
    stage, reason = visit.stage, visit.reason
    return StageVisitOut(
        stage=stage.key,
        name=stage.name,
        type=stage.type.value,
        entered_at=visit.entered_at,
        left_at=visit.left_at,
        seconds=visit.seconds,
        kind=visit.kind,
        user_id=visit.user_id,
        key_id=visit.key_id,
        reason=None if reason is None else view(reason, VisitReason),
        note=visit.note,
    )

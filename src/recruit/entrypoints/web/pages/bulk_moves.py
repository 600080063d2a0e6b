"""Moves and rejections of several applications, which are undone together."""

from collections.abc import Sequence
from typing import Any

from litestar import Controller, Response, post

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.reversals import move_write
from recruit.domain.applications.moves import MoveRequest, MoveResult
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Window
from recruit.entrypoints.web.forms import UNPROCESSABLE, FormErrors, errors_of, message_of, read
from recruit.entrypoints.web.page import page
from recruit.entrypoints.web.pages.board import MOST_REASONS, MoveForm
from recruit.entrypoints.web.pages.candidate_frame import NO_ERRORS, back, ids_of, names_of
from recruit.entrypoints.web.pages.entry import page_of_form
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import stage_name, t
from recruit.entrypoints.web.undo import undoable

BULK = "/applications/bulk"
NAMES_SHOWN = 10
MOVE, REJECT = "move", "reject"


class BulkMovePages(Controller):
    """`/applications/bulk`."""

    path = BULK

    @post("/", status_code=200)
    async def move(self, request: PageRequest) -> Response[str]:
        """Move or reject the selected applications, after the form for a stage, a reason and a note was filled in.

        A stage that is chosen beside the selection needs no form, unless it requires a reason.
        """
        request.actor.require(Permission.CHANGE_APPLICATIONS)
        values, ids = await request.fields(), await ids_of(request)
        rejects = values.get("action") == REJECT
        if not ids:
            return back(request, values, "/jobs", t("Select applications first"))
        if "confirmed" not in values and (rejects or not values.get("stage")):
            return await bulk_form(request, ids, values)
        try:
            form = read(MoveForm, {"stage": ""} | values)
            wanted = MoveRequest(None if rejects else form.stage, form.reason_id, form.note)
            results = await request.services.moves.move_many(request.actor, ids, wanted)
        except (FormErrors, Invalid) as error:
            return await bulk_form(request, ids, values, errors=errors_of(error))
        failed = [one.error for one in results if one.error is not None]
        if len(failed) == len(results):
            return await bulk_form(request, ids, values, errors={"": message_of(failed[0])})
        notice = _notice(results, rejects=rejects)
        if failed:
            notice += f". {t('{n} stayed: {reason}', n=len(failed), reason=message_of(failed[0]))}"
        writes = [
            move_write(one.before, one.application)
            for one in results
            if one.is_moved and one.before and one.application
        ]
        name = "reject_application" if rejects else "move_application"
        return await undoable(request, back(request, values, "/jobs", notice), name, *writes)


async def bulk_form(
    request: PageRequest, ids: Sequence[int], values: dict[str, str], *, errors: dict[str, str] = NO_ERRORS
) -> Response[str]:
    """Return the form for the stage, the reason and the note of several moves."""
    request.actor.require(Permission.CHANGE_APPLICATIONS)
    services, actor = request.services, request.actor
    found, pipelines = await services.searching.applications_by_ids(actor, ids)
    reasons = await services.rejection_reasons.page(actor, Window(limit=MOST_REASONS), archived=False)
    stages = {one.key: one.name for pipeline in pipelines.values() for one in pipeline.stages}
    names = await names_of(request, "candidate", [one.candidate_id for one in found[:NAMES_SHOWN]])
    context: dict[str, Any] = {
        "action": REJECT if values.get("action") == REJECT else MOVE,
        "ids": [one.id for one in found],
        "names": names,
        "stages": stages,
        "reasons": reasons.items,
        "target": values.get("next") or page_of_form(request),
        "values": {"stage": "", "reason_id": "", "note": ""} | values,
        "errors": errors,
    }
    return page(request, "pages/bulk_move.html", status=UNPROCESSABLE if errors else 200, **context)


def _notice(results: Sequence[MoveResult], *, rejects: bool) -> str:
    moved = [one.application for one in results if one.application is not None]
    if rejects:
        return t("Rejected {n} applications", n=len(moved))
    return t("Moved {n} applications to {stage}", n=len(moved), stage=stage_name(moved[0].status))

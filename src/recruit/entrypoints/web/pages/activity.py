"""The timelines of candidates and jobs, and the undo of what the agent did."""

from collections.abc import Awaitable
from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from recruit.domain.agent.model import Action
from recruit.domain.audit.model import OriginKind
from recruit.domain.shared.errors import Invalid
from recruit.domain.timeline.model import Timeline
from recruit.domain.timeline.service import THE_END
from recruit.entrypoints.web.forms import message_of
from recruit.entrypoints.web.page import page
from recruit.entrypoints.web.pages.candidate_frame import back, candidate_page, number_of
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.sentences import sentence
from recruit.entrypoints.web.text import t

EVENTS = 50
PAGES = ("candidate", "job")
"""Kinds of records that have pages, below a list of all of them."""


class ActivityPages(Controller):
    """`/candidates/{id}/activity`, `/jobs/{id}/activity`, and undo."""

    @get("/candidates/{candidate_id:int}/activity")
    async def show_activity(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Show what happened to a candidate, the latest first."""
        candidate = await request.services.candidates.get(request.actor, candidate_id)
        before = _before(request)
        timeline = await request.services.timeline.of_candidate(
            request.actor, candidate, EVENTS, before, all_undone=True, say=sentence
        )
        return await candidate_page(request, candidate, "activity", **_shown(timeline, before))

    @get("/jobs/{job_id:int}/activity")
    async def show_activity_of_job(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Show what happened to a job and its applications, the latest first."""
        job = await request.services.jobs.get(request.actor, job_id)
        before = _before(request)
        timeline = await request.services.timeline.of_job(
            request.actor, job, EVENTS, before, all_undone=True, say=sentence
        )
        return page(request, "pages/job_activity.html", job=job, tab="/activity", **_shown(timeline, before))

    @post("/actions/undo", status_code=200)
    async def undo_last(self, request: PageRequest) -> Response[Any]:
        """Undo what the user has changed last."""
        return await _undo(request, request.services.agent.actions.undo_by_hand(request.actor))

    @post("/actions/{action_id:int}/undo", status_code=200)
    async def undo(self, request: PageRequest, action_id: FromPath[int]) -> Response[Any]:
        """Undo what the agent or a user did in one action."""
        return await _undo(request, request.services.agent.actions.undo_action(request.actor, action_id))


async def _undo(request: PageRequest, undoing: Awaitable[Action]) -> Response[Any]:
    """Undo an action, or say why that can't be done. Pages of records that are gone then lead to the list of others."""
    try:
        undone = await undoing
    except Invalid as error:
        if request.wants_json:
            raise
        return back(request, await request.fields(), "/", message_of(error))
    gone = [f"/{one['kind']}s/{one['id']}" for one in undone.writes if one["before"] is None and one["kind"] in PAGES]
    if request.wants_json:
        return Response({"message": t("Undone"), "gone": gone})
    values = await request.fields()
    shown = values.get("next", "")
    for path in gone:
        others = path.rpartition("/")[0]
        if shown == f"{others}/added" or f"{shown}/".startswith(f"{path}/"):
            values["next"] = others
    return back(request, values, "/", t("Undone"))


def _before(request: PageRequest) -> int:
    """Return the id before which the page's events are."""
    return min(number_of(request.query_params.get("before")) or THE_END, THE_END)


def _shown(timeline: Timeline, before: int) -> dict[str, Any]:
    """Return what the template of a timeline needs."""
    return {"timeline": timeline, "agent": OriginKind.AGENT.value, "is_first": before == THE_END}

"""The timelines of candidates and jobs, and the undo of what the agent did."""

from collections.abc import Awaitable, Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any, Literal
from urllib.parse import quote

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from recruit.domain.agent.model import Action
from recruit.domain.audit.model import OriginKind
from recruit.domain.shared.errors import Forbidden, Invalid, NotFound
from recruit.domain.timeline.model import Timeline
from recruit.domain.timeline.service import THE_END
from recruit.entrypoints.web.forms import message_of
from recruit.entrypoints.web.page import page
from recruit.entrypoints.web.pages.candidate_frame import back, candidate_page, names_of, number_of
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.sentences import sentence
from recruit.entrypoints.web.session import RECORD, cookie
from recruit.entrypoints.web.steps import deed
from recruit.entrypoints.web.text import stage_name, t

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
    message, record = await _told(request, undone)
    gone = [f"/{one['kind']}s/{one['id']}" for one in undone.writes if one["before"] is None and one["kind"] in PAGES]
    if request.wants_json:
        return Response({"message": message, "gone": gone, "record": record})
    values = await request.fields()
    shown = values.get("next", "")
    for path in gone:
        others = path.rpartition("/")[0]
        if shown == f"{others}/added" or f"{shown}/".startswith(f"{path}/"):
            values["next"] = others
    response = back(request, values, "/", message)
    if record and not f"{values.get('next', '')}/".startswith(f"{record}/"):
        response.cookies.append(cookie(request.scope, RECORD, quote(record, safe=""), max_age=60))
    return response


async def _told(request: PageRequest, undone: Action) -> tuple[str, str | None]:
    """Return a sentence on what was undone, and the path of its record, None if it is gone, or there are several."""
    write, what = undone.writes[0], deed(undone.calls[0]["name"])
    if len({(one["kind"], one["id"]) for one in undone.writes}) > 1:
        return t("Undone: {what}", what=what), None
    kind, record_id = await _record(request, write)
    name = (await names_of(request, kind, [record_id])).get(record_id) if record_id else None
    path = f"/{kind}s/{record_id}" if name else None
    name = name or write["after"].get("full_name") or write["after"].get("title")
    stage = (write["before"] or {}).get("status") if write["kind"] == "application" else None
    if name and stage:
        return t("Undone: {name} is back in {stage}", name=name, stage=stage_name(stage)), path
    return (t("Undone: {what} ({name})", what=what, name=name) if name else t("Undone: {what}", what=what)), path


async def _record(request: PageRequest, write: Mapping[str, Any]) -> tuple[Literal["candidate", "job"], int | None]:
    """Return the kind and the id of the candidate or the job that a change was about, None for the id without one."""
    services, kind, values = request.services, write["kind"], write["after"]
    if kind in {"candidate", "candidate_tag"}:
        return "candidate", write["id"]
    if kind == "job":
        return "job", write["id"]
    service: Any = {"application": services.applications, "note": services.notes, "task": services.tasks}.get(kind)
    if service is not None and write["before"] is not None:
        with suppress(Forbidden, NotFound):
            values = asdict(await service.get(request.actor, write["id"]))
    if candidate_id := values.get("candidate_id"):
        return "candidate", candidate_id
    return "job", values.get("job_id")


def _before(request: PageRequest) -> int:
    """Return the id before which the page's events are."""
    return min(number_of(request.query_params.get("before")) or THE_END, THE_END)


def _shown(timeline: Timeline, before: int) -> dict[str, Any]:
    """Return what the template of a timeline needs."""
    return {"timeline": timeline, "agent": OriginKind.AGENT.value, "is_first": before == THE_END}

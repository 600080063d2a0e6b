"""The board of a job: its applications in the columns of its stages."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urlencode

from litestar import Controller, Response, get, post
from litestar.params import FromPath
from msgspec import Struct

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.reversals import move_write
from recruit.domain.applications.model import Application, CardFilter, CardSort
from recruit.domain.applications.moves import MoveRequest
from recruit.domain.pipelines.board import CARDS_SHOWN
from recruit.domain.pipelines.model import SETTLED, JobPipeline
from recruit.domain.shared.errors import Forbidden, Invalid, NotFound, Stale
from recruit.domain.shared.pages import Window
from recruit.entrypoints.http.field_types import Long
from recruit.entrypoints.web.forms import UNPROCESSABLE, FormErrors, errors_of, read
from recruit.entrypoints.web.lists import filters_of, shown_address
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.pages.candidate_frame import number_of
from recruit.entrypoints.web.pages.entry import own_path
from recruit.entrypoints.web.pages.job_team import team_of
from recruit.entrypoints.web.refusals import MovedMeanwhile
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.stale import SEEN, Overtaken, unless_changed, version
from recruit.entrypoints.web.text import stage_name, t
from recruit.entrypoints.web.undo import Before, record, undoable

FILTERS = ("q", "tag", "source")
MOST_REASONS = 100


class MoveForm(Struct):
    """A move of an application. `before` is the key of the stage in which the reader saw it."""

    stage: str
    before: str | None = None
    reason_id: int | None = None
    note: Long | None = None


class BoardPages(Controller):
    """The board, the next cards of a column, and moves."""

    @get(["/jobs/{job_id:int}", "/jobs/{job_id:int}/pipeline"])
    async def show_board(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Show a job's board."""
        filters, sort = filters_of(request, FILTERS), _sort(request)
        board = await request.services.boards.board(request.actor, job_id, _criteria(filters), sort)
        context: dict[str, Any] = {
            "board": board,
            "job": board.job,
            "shown": CARDS_SHOWN,
            "filters": filters,
            "sort": sort.value,
            "query": _query(filters, sort),
            "total": sum(column.total for column in board.columns),
            "matching": sum(column.count for column in board.columns),
            "final": SETTLED,
            **await team_of(request, board.job),
        }
        headers = shown_address(request, request.scope["path"] + (f"?{context['query']}" if context["query"] else ""))
        return page(request, "pages/board.html", headers=headers, tab="", **context)

    @get("/jobs/{job_id:int}/pipeline/{stage:str}")
    async def show_more(self, request: PageRequest, job_id: FromPath[int], stage: FromPath[str]) -> Response[str]:
        """Show the next cards of a column, for the board or as a page. `left` in the address is their number."""
        filters, services, actor = filters_of(request, FILTERS), request.services, request.actor
        sort, key = _sort(request), _key(request.query_params.get("key", "0"))
        stage = unquote(stage)
        after, left = (number_of(request.query_params.get(name)) or 0 for name in ("after", "left"))
        cards = await services.boards.more(actor, job_id, stage, (key, after), _criteria(filters), sort)
        context: dict[str, Any] = {"cards": cards, "stage": stage, "job_id": job_id, "shown": CARDS_SHOWN}
        context |= {"left": max(0, left - len(cards)), "query": _query(filters, sort)}
        if request.is_partial:
            return page(request, "fragments/cards.html", **context)
        job, pipeline = await services.jobs.get(actor, job_id), await services.stages.of_job(actor, job_id)
        return page(request, "pages/column.html", job=job, column=pipeline.stage(stage), **context)

    @get("/applications/{application_id:int}/move")
    async def show_move(self, request: PageRequest, application_id: FromPath[int]) -> Response[str]:
        """Show the form of a move, a page of its own, or the content of a dialog.

        `stage` is the chosen stage. Without one, `place` is its place in the pipeline, or "rejection". The form for the
        stage of rejections rejects, and offers no other stage.
        """
        request.actor.require(Permission.CHANGE_APPLICATIONS)
        context = await _move_form(request, application_id)
        asked = {name: request.query_params.get(name, "") for name in ("stage", "next")}
        asked["stage"] = asked["stage"] or _stage_at(context["pipeline"], request.query_params.get("place", ""))
        rejects = asked["stage"] != "" and asked["stage"] == _stage_at(context["pipeline"], "rejection")
        seen = version(_texts(context["application"]))
        values = {**asked, "rejects": rejects, "reason_id": "", "note": "", SEEN: seen}
        return page(request, "pages/move.html", values=values, errors={}, **context)

    @post("/applications/{application_id:int}/move", status_code=200)
    async def move(self, request: PageRequest, application_id: FromPath[int]) -> Response[Any]:
        """Move an application to another stage. A reader who saw it in another stage is told where it is now."""
        values = await request.fields()
        try:
            form = read(MoveForm, values)
            before = Before(unless_changed(values, _texts) or (lambda one: form.before in {None, one.status}))
            application = await request.services.moves.move(
                request.actor,
                application_id,
                MoveRequest(form.stage, form.reason_id, form.note),
                before,
            )
        except Stale as error:
            who = await _mover(request, application_id)
            if isinstance(error, Overtaken) and not request.wants_json:
                raise Overtaken(error.theirs, names=await _names(request, application_id), who=who) from error
            present = await request.services.applications.get(request.actor, application_id)
            message = t(
                "{who} has moved this application to {stage} meanwhile: look at it there",
                who=who or t("Another user"),
                stage=stage_name(present.status),
            )
            raise MovedMeanwhile(message) from error
        except (Invalid, FormErrors) as error:
            if request.wants_json:
                raise
            context = await _move_form(request, application_id)
            shown = {"stage": "", "reason_id": "", "note": "", "next": "", "rejects": ""} | values
            return page(
                request, "pages/move.html", status=UNPROCESSABLE, values=shown, errors=errors_of(error), **context
            )
        target = own_path(values.get("next") or f"/jobs/{application.job_id}")
        moved = redirect(request, target, t("Moved to {stage}", stage=stage_name(application.status)))
        writes = [move_write(before.record, application)] if _texts(before.record) != _texts(application) else []
        if request.wants_json:
            action = await record(request, "move_application", *writes)
            return Response({"id": application.id, "stage": application.status, "action": action})
        return await undoable(request, moved, "move_application", *writes)


def _criteria(filters: Mapping[str, str]) -> CardFilter:
    """Return the filter of cards that texts mean. A tag that is no id is no candidate's."""
    tag_id = number_of(filters["tag"]) or 0 if "tag" in filters else None
    return CardFilter(name=filters.get("q"), tag_id=tag_id, source=filters.get("source"))


def _sort(request: PageRequest) -> CardSort:
    """Return the order of the cards that is asked for. An unknown one is that in which they were added."""
    asked = request.query_params.get("sort", "")
    return CardSort(asked) if asked in set(CardSort) else CardSort.ADDED


def _key(text: str) -> float:
    """Return the sort key of a card that a text is, 0 for any other text."""
    try:
        return float(text)
    except ValueError:
        return 0.0


def _query(filters: Mapping[str, str], sort: CardSort) -> str:
    return urlencode({**filters} | ({} if sort is CardSort.ADDED else {"sort": sort.value}))


def _texts(application: Application) -> dict[str, Any]:
    """Return what the form of a move shows of the last one."""
    return {"stage": application.status, "reason_id": application.reason_id, "note": application.move_note}


async def _mover(request: PageRequest, application_id: int) -> str | None:
    """Return the name of the user who has moved an application last, None for others or if it isn't to be seen."""
    services = request.services
    *_, last = await services.application_histories.of_application(request.actor, application_id)
    with suppress(Forbidden, NotFound):
        if last.user_id is not None:
            return (await services.members.user(request.actor, last.user_id)).full_name
    return None


async def _names(request: PageRequest, application_id: int) -> dict[str, dict[str, str]]:
    """Return the names of a job's stages by key, and of the rejection reasons by id."""
    found = await _move_form(request, application_id)
    return {
        "stage": {one.key: stage_name(one.name) for one in found["pipeline"].stages},
        "reason_id": {str(one.id): one.name for one in found["reasons"]},
    }


async def _move_form(request: PageRequest, application_id: int) -> dict[str, Any]:
    """Return an application, its candidate, the pipeline of its job and the rejection reasons."""
    services, actor = request.services, request.actor
    application = await services.applications.get(actor, application_id)
    candidate = await services.candidates.get(actor, application.candidate_id)
    pipeline = await services.stages.of_job(actor, application.job_id)
    reasons = await services.rejection_reasons.page(actor, Window(limit=MOST_REASONS), archived=False)
    return {"application": application, "candidate": candidate, "pipeline": pipeline, "reasons": reasons.items}


def _stage_at(pipeline: JobPipeline, place: str) -> str:
    """Return the key of the stage at a place, counted from 1, or of that for rejections. Empty if there is none."""
    if place == "rejection":
        with suppress(Invalid):
            return pipeline.rejection_stage().key
    number = int(place) if place.isdecimal() and len(place) == 1 else 0
    return pipeline.stages[number - 1].key if 0 < number <= len(pipeline.stages) else ""

"""Reports on the applications of a job or of all, with charts, and the applications that their numbers count."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Controller, Response, get
from litestar.params import FromPath

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.jobs.model import Job
from recruit.domain.reports.model import Figure, Number, ReportScope
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.records import field_values, given
from recruit.entrypoints.web.forms import message_of
from recruit.entrypoints.web.lists import filters_of, list_window, listed
from recruit.entrypoints.web.page import page
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import stage_name, t

NO_DATES = "Dates are written as 2026-01-31"
PERIOD = ("since", "until")
NUMBER = ("figure", "type", "source")


class ReportPages(Controller):
    """`/reports` and `/jobs/{job_id}/reports`. The pages come at once, and what reads a log as a part of them."""

    @get("/reports")
    async def show_all(self, request: PageRequest) -> Response[str]:
        """Show the frame of the reports on all applications, or the reports themselves to readers without scripts."""
        request.actor.require(Permission.READ_APPLICATIONS)
        return await _page(request, None)

    @get("/reports/figures")
    async def show_figures(self, request: PageRequest) -> Response[str]:
        """Show the reports on all applications."""
        return page(request, "fragments/reports.html", **await _reports(request, None))

    @get("/reports/applications")
    async def show_counted(self, request: PageRequest) -> Response[str]:
        """Show the frame of the applications that a number counts, or these themselves."""
        return await _counted_page(request, None)

    @get("/jobs/{job_id:int}/reports")
    async def show_of_job(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Show the frame of the reports on the applications for a job, or the reports."""
        request.actor.require(Permission.READ_APPLICATIONS)
        return await _page(request, await request.services.jobs.get(request.actor, job_id))

    @get("/jobs/{job_id:int}/reports/figures")
    async def show_figures_of_job(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Show the reports on the applications for a job."""
        job = await request.services.jobs.get(request.actor, job_id)
        return page(request, "fragments/reports.html", **await _reports(request, job))

    @get("/jobs/{job_id:int}/reports/applications")
    async def show_counted_of_job(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Show the frame of the applications for a job that a number counts, or these themselves."""
        return await _counted_page(request, await request.services.jobs.get(request.actor, job_id))


async def _counted_page(request: PageRequest, job: Job | None) -> Response[str]:
    request.actor.require(Permission.READ_APPLICATIONS)
    texts = {name: request.query_params.get(name, "").replace("\0", "") for name in NUMBER}
    number = _number({name: text for name, text in texts.items() if text})
    if request.is_partial:
        return page(request, "fragments/counted.html", **await _counted(request, number, job))
    return await _page(request, job, number)


async def _page(request: PageRequest, job: Job | None, number: Number | None = None) -> Response[str]:
    """Return the frame of the reports, or of the applications that a number counts."""
    period = filters_of(request, PERIOD)
    chosen, sent = given(field_values(number)) if number else {}, dict(request.query_params)
    path = request.scope["path"]
    context: dict[str, Any] = {
        "job": job,
        "tab": "/reports",
        "back": _address(_base(job), period),
        "title": number and _title(number, await _stage_names(request, job)),
        "chosen": chosen,
        "period": period,
        "presets": [
            (name, _address(path, chosen | preset), preset == period)
            for name, preset in _presets(request.services.clock.now().date())
        ],
        "part": _address(path if number else f"{path}/figures", sent),
        "whole": _address(path, sent | {"figures": "1"}),
        "has_figures": False,
        "error": None,
    }
    try:
        _period(request)
    except Invalid as error:
        return page(request, "pages/reports.html", **context | {"error": message_of(error)})
    if "figures" in request.query_params:
        found = await (_counted(request, number, job) if number else _reports(request, job))
        context |= found | {"has_figures": True}
    return page(request, "pages/reports.html", **context)


async def _counted(request: PageRequest, number: Number, job: Job | None) -> dict[str, Any]:
    """Return a page of the applications that a number counts in the period of the address. Raises Invalid."""
    found = await request.services.reports.applications(
        request.actor, _scope(request, job), number, list_window(request)
    )
    filters = given(field_values(number)) | filters_of(request, (*PERIOD, "figures"))
    return {
        "job": job,
        "number": number,
        "erased": found.erased,
        **listed(request, found.page, filters),
    }


async def _reports(request: PageRequest, job: Job | None) -> dict[str, Any]:
    """Return the four reports on the period of the address, and a job's own names of the types of stages.

    Raises Invalid for a period that is none.
    """
    found = await request.services.reports.all(request.actor, _scope(request, job))
    names = await _stage_names(request, job)

    def link(figure: str, type: str | None = None, source: str | None = None) -> dict[str, str]:
        """Return the address of what a number counts, and its title."""
        chosen = given({"figure": figure, "type": type, "source": source})
        address = _address(f"{_base(job)}/applications", chosen | filters_of(request, PERIOD))
        return {"address": address, "title": _title(_number(chosen), names)}

    return {
        "link": link,
        "names": names,
        "funnel": found.funnel,
        "stays": found.time_in_stage,
        "longest": max((stay.ended.median or 0 for stay in found.time_in_stage), default=0),
        "hires": found.time_to_hire,
        "sources": found.sources,
    }


def _base(job: Job | None) -> str:
    """Return the path of the reports."""
    return "/reports" if job is None else f"/jobs/{job.id}/reports"


def _address(path: str, values: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(values)}" if values else path


def _number(values: Mapping[str, str]) -> Number:
    """Return the number with these texts as fields. Raises Invalid."""
    try:
        return msgspec.convert(values, Number)
    except (msgspec.ValidationError, Invalid) as error:
        raise Invalid(t("No report has this number")) from error


async def _stage_names(request: PageRequest, job: Job | None) -> Mapping[str, str]:
    """Return the names of a job's stages by their type."""
    names: dict[str, list[str]] = {}
    if job is not None:
        for stage in (await request.services.stages.of_job(request.actor, job.id)).stages:
            names.setdefault(stage.type, []).append(stage_name(stage.name))
    return {type_: ", ".join(own) for type_, own in names.items()}


def _title(number: Number, names: Mapping[str, str]) -> str:
    """Return the title of a number. `names` has the names of some types of stages."""
    stage = "" if number.type is None else names.get(number.type, t(number.type))
    title = {
        Figure.APPLICATIONS: t("Applications"),
        Figure.ARCHIVED: t("Rejected or withdrawn"),
        Figure.REACHED: t("Reached {stage}", stage=stage),
        Figure.CURRENT: t("In {stage} now", stage=stage),
        Figure.ENDED: t("Ended stays in {stage}", stage=stage),
        Figure.HIRES: t("Hires"),
    }[number.figure]
    return title if number.source is None else t("{figure}, source {source}", figure=title, source=number.source)


def _presets(today: date) -> list[tuple[str, dict[str, str]]]:
    """Return usual periods until now, each with its name."""
    begins: dict[str, date | None] = {
        t("All time"): None,
        t("Last {n} days", n=30): today - timedelta(days=29),
        t("Last {n} days", n=90): today - timedelta(days=89),
        t("This quarter"): today.replace(month=today.month - (today.month - 1) % 3, day=1),
        t("This year"): today.replace(month=1, day=1),
    }
    return [(name, {"since": str(first), "until": str(today)} if first else {}) for name, first in begins.items()]


def _scope(request: PageRequest, job: Job | None) -> ReportScope:
    since, until = _period(request)
    return ReportScope(job_id=None if job is None else job.id, since=since, until=until)


def _period(request: PageRequest) -> tuple[datetime | None, datetime | None]:
    """Return the period of the address, from a day to a day, both included. Raises Invalid."""
    days = [request.query_params.get(name, "") for name in PERIOD]
    try:
        since, until = (date.fromisoformat(day) if day else None for day in days)
    except ValueError as error:
        raise Invalid(t(NO_DATES)) from error
    if since and until and until < since:
        raise Invalid(t("The period ends before it begins: swap the dates"))
    return (
        datetime.combine(since, time.min, UTC) if since else None,
        datetime.combine(until, time.max, UTC) if until else None,
    )

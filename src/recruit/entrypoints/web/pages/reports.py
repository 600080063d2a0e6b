"""Reports on the applications of a job or of all, with charts that are drawn here."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from litestar import Controller, Response, get
from litestar.params import FromPath

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.jobs.model import Job
from recruit.domain.reports.model import ReportScope
from recruit.domain.shared.errors import Invalid
from recruit.entrypoints.web.forms import message_of
from recruit.entrypoints.web.page import page
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import stage_name, t

NO_DATES = "Dates are written as 2026-01-31"


class ReportPages(Controller):
    """`/reports` and `/jobs/{job_id}/reports`. The page comes at once, and the reports, which read a log, as a part."""

    @get("/reports")
    async def show_all(self, request: PageRequest) -> Response[str]:
        """Show the frame of the reports on all applications, or the reports themselves to readers without scripts."""
        request.actor.require(Permission.READ_APPLICATIONS)
        return await _page(request, None)

    @get("/reports/figures")
    async def show_figures(self, request: PageRequest) -> Response[str]:
        """Show the reports on all applications."""
        return page(request, "fragments/reports.html", **await _reports(request))

    @get("/jobs/{job_id:int}/reports")
    async def show_of_job(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Show the frame of the reports on the applications for a job, or the reports."""
        request.actor.require(Permission.READ_APPLICATIONS)
        return await _page(request, await request.services.jobs.get(request.actor, job_id))

    @get("/jobs/{job_id:int}/reports/figures")
    async def show_figures_of_job(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Show the reports on the applications for a job."""
        await request.services.jobs.get(request.actor, job_id)
        return page(request, "fragments/reports.html", **await _reports(request, job_id))


async def _page(request: PageRequest, job: Job | None) -> Response[str]:
    dates = {name: request.query_params.get(name, "") for name in ("since", "until")}
    context: dict[str, Any] = {"job": job, "tab": "/reports", "dates": dates, "period": urlencode(dates)}
    context["presets"] = _presets(request.services.clock.now().date())
    try:
        _period(request)
    except Invalid as error:
        return page(request, "pages/reports.html", error=message_of(error), funnel=None, **context)
    found = (
        await _reports(request, None if job is None else job.id)
        if "figures" in request.query_params
        else {"funnel": None}
    )
    return page(request, "pages/reports.html", error=None, **context, **found)


async def _reports(request: PageRequest, job_id: int | None = None) -> dict[str, Any]:
    """Return the four reports on the period of the address, and a job's own names of the types of stages.

    Raises Invalid for a period that is none.
    """
    since, until = _period(request)
    found = await request.services.reports.all(request.actor, ReportScope(job_id=job_id, since=since, until=until))
    names: dict[str, list[str]] = {}
    if job_id is not None:
        for stage in (await request.services.stages.of_job(request.actor, job_id)).stages:
            names.setdefault(stage.type, []).append(stage_name(stage.name))
    return {
        "names": {type_: ", ".join(own) for type_, own in names.items()},
        "funnel": found.funnel,
        "stays": found.time_in_stage,
        "longest": max((stay.ended.median or 0 for stay in found.time_in_stage), default=0),
        "hires": found.time_to_hire,
        "sources": found.sources,
    }


def _presets(today: date) -> list[tuple[str, dict[str, str]]]:
    """Return usual periods until now, each with its name."""
    begins = {
        t("Last {n} days", n=30): today - timedelta(days=29),
        t("Last {n} days", n=90): today - timedelta(days=89),
        t("This quarter"): today.replace(month=today.month - (today.month - 1) % 3, day=1),
        t("This year"): today.replace(month=1, day=1),
    }
    return [(name, {"since": str(first), "until": str(today)}) for name, first in begins.items()]


def _period(request: PageRequest) -> tuple[datetime | None, datetime | None]:
    """Return the period of the address, from a day to a day, both included. Raises Invalid."""
    days = [request.query_params.get(name, "") for name in ("since", "until")]
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

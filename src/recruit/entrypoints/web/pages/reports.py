"""Reports on the applications of a job or of all, with charts that are drawn here."""

from datetime import UTC, datetime, time
from typing import Any

from litestar import Controller, Response, get
from litestar.params import FromPath

from recruit.domain.reports.model import ReportScope
from recruit.entrypoints.web.page import page
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import t

NO_DATES = "Dates are written as 2026-01-31"


class ReportPages(Controller):
    """`/reports` and `/jobs/{job_id}/reports`."""

    @get("/reports")
    async def show_all(self, request: PageRequest) -> Response[str]:
        """Show the reports on all applications."""
        return page(request, "pages/reports.html", job=None, tab="/reports", **await _reports(request))

    @get("/jobs/{job_id:int}/reports")
    async def show_of_job(self, request: PageRequest, job_id: FromPath[int]) -> Response[str]:
        """Show the reports on the applications for a job."""
        job = await request.services.jobs.get(request.actor, job_id)
        return page(request, "pages/reports.html", job=job, tab="/reports", **await _reports(request, job_id))


async def _reports(request: PageRequest, job_id: int | None = None) -> dict[str, Any]:
    """Return the four reports on the period of the address, from a day to a day, both included."""
    dates = {name: request.query_params.get(name, "") for name in ("since", "until")}
    since, until, error = None, None, None
    try:
        since = _start(dates["since"])
        until = _end(dates["until"])
    except ValueError:
        error = t(NO_DATES)
    found = await request.services.reports.all(request.actor, ReportScope(job_id=job_id, since=since, until=until))
    stays = found.time_in_stage
    return {
        "dates": dates,
        "error": error,
        "funnel": found.funnel,
        "stays": stays,
        "longest": max((stay.ended.median or 0 for stay in stays), default=0),
        "hires": found.time_to_hire,
        "sources": found.sources,
    }


def _start(day: str) -> datetime | None:
    return datetime.combine(datetime.fromisoformat(day).date(), time.min, UTC) if day else None


def _end(day: str) -> datetime | None:
    return datetime.combine(datetime.fromisoformat(day).date(), time.max, UTC) if day else None

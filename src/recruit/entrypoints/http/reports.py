"""Report endpoints."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from litestar import Controller, Response
from litestar.params import QueryParameter
from msgspec import Struct
from msgspec.structs import astuple

from recruit.domain.pipelines.model import StageType
from recruit.domain.reports.model import Durations, Figure, Number, ReportScope
from recruit.domain.shared.pages import Window
from recruit.entrypoints.http.applications import ApplicationOut
from recruit.entrypoints.http.csv_tables import Format, csv_response, wants_csv
from recruit.entrypoints.http.encoded_routes import get
from recruit.entrypoints.http.field_types import WITHOUT_NUL, Moment
from recruit.entrypoints.http.list_parameters import Limit, OfJob, Since, Skip, Until
from recruit.entrypoints.http.openapi.error_responses import LIST, problems
from recruit.entrypoints.http.query_strings import check_query
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import view

DIGITS = 3
"""Digits of days after the decimal point. A thousandth is about a minute and a half."""


class FunnelStepOut(Struct):
    """Applications that reached a type of stage or a later one.

    `conversion` is their share of those that reached the type before; null for the first one, and without any before.
    """

    type: StageType
    reached: int
    conversion: float | None


class FunnelOut(Struct):
    """How far applications came. `archived` counts those that are in an archived stage now, however far they came."""

    applications: int
    archived: int
    steps: Sequence[FunnelStepOut]


class TimeInStageOut(Struct):
    """Stays in stages of a type: those that go on now, and those that have ended with their statistics in days."""

    type: StageType
    current: int
    ended: int
    median_days: float | None
    average_days: float | None
    p90_days: float | None


class TimesInStageOut(Struct):
    """Statistics of stays by type of stage."""

    items: Sequence[TimeInStageOut]


class TimeToHireOut(Struct):
    """Hires, and the days from the creation of an application to its hire."""

    hires: int
    median_days: float | None
    average_days: float | None
    p90_days: float | None


class SourceOut(Struct):
    """Applications from a source, and those of them that came to an interview or further, and that were hired."""

    source: str
    applications: int
    interviewed: int
    hired: int


class SourcesOut(Struct):
    """Applications by source."""

    items: Sequence[SourceOut]


class CountedApplicationOut(Struct):
    """An application that a number counts, as it is now, with the name of its stage.

    `at` is the time by which it counts: of its creation, its hire, or the beginning of its stay.
    """

    application: ApplicationOut
    candidate_name: str
    job_title: str
    stage: str
    at: datetime


class CountedApplicationsOut(Struct):
    """One page of what a number counts, how many can be listed in all, and how many more are of erased people."""

    items: Sequence[CountedApplicationOut]
    total: int
    erased: int


OfFigure = Annotated[
    Figure,
    QueryParameter(
        description="What the number counts: all applications, those in an archived stage, those that reached a type "
        "of stage, its current or its ended stays, or hires."
    ),
]
OfType = Annotated[
    StageType | None, QueryParameter(description="The type of stage, for the figures reached, current and ended.")
]
OfSource = Annotated[
    str | None,
    QueryParameter(
        max_length=200,
        pattern=WITHOUT_NUL,
        description="Only those from this source, for the figures applications, archived and reached.",
    ),
]


class ReportsController(Controller):
    """Reports."""

    path = "/reports"
    tags = ("Reports",)

    @get("/funnel", summary="Get Funnel", responses=problems(*LIST))
    async def get_funnel(
        self,
        request: ApiRequest,
        job_id: OfJob = None,
        since: Since = None,
        until: Until = None,
        format: Format = None,
    ) -> Response[FunnelOut]:
        """Return how far the applications came that were created in the period."""
        found = await request.services.reports.funnel(request.user, _scope(request, job_id, since, until))
        report = FunnelOut(
            found.applications,
            found.archived,
            [FunnelStepOut(step.type, step.reached, _rounded(step.conversion)) for step in found.steps],
        )
        rows = [("all", report.applications, None), *map(astuple, report.steps), ("archived", report.archived, None)]
        return _response(request, format, "funnel", ("type", "applications", "conversion"), rows, report)

    @get("/time_in_stage", summary="Get Time in Stage", responses=problems(*LIST))
    async def get_time_in_stage(
        self,
        request: ApiRequest,
        job_id: OfJob = None,
        since: Since = None,
        until: Until = None,
        format: Format = None,
    ) -> Response[TimesInStageOut]:
        """Return how long applications stay in stages of each type, of stays that began in the period."""
        found = await request.services.reports.time_in_stage(request.user, _scope(request, job_id, since, until))
        rows = [TimeInStageOut(one.type, one.current, one.ended.count, *_days(one.ended)) for one in found]
        header = TimeInStageOut.__struct_fields__
        return _response(request, format, "time-in-stage", header, map(astuple, rows), TimesInStageOut(rows))

    @get("/time_to_hire", summary="Get Time to Hire", responses=problems(*LIST))
    async def get_time_to_hire(
        self,
        request: ApiRequest,
        job_id: OfJob = None,
        since: Since = None,
        until: Until = None,
        format: Format = None,
    ) -> Response[TimeToHireOut]:
        """Return how long it took from the creation of an application to its hire, of hires in the period."""
        found = await request.services.reports.time_to_hire(request.user, _scope(request, job_id, since, until))
        report = TimeToHireOut(found.count, *_days(found))
        header = TimeToHireOut.__struct_fields__
        return _response(request, format, "time-to-hire", header, [astuple(report)], report)

    @get("/sources", summary="Get Sources", responses=problems(*LIST))
    async def get_sources(
        self,
        request: ApiRequest,
        job_id: OfJob = None,
        since: Since = None,
        until: Until = None,
        format: Format = None,
    ) -> Response[SourcesOut]:
        """Return where the applications came from that were created in the period, the most frequent source first."""
        found = await request.services.reports.sources(request.user, _scope(request, job_id, since, until))
        rows = [view(one, SourceOut) for one in found]
        return _response(request, format, "sources", SourceOut.__struct_fields__, map(astuple, rows), SourcesOut(rows))

    @get("/applications", summary="List Counted Applications", responses=problems(*LIST))
    async def list_counted_applications(
        self,
        request: ApiRequest,
        skip: Skip = 0,
        limit: Limit = 50,
        figure: OfFigure = Figure.APPLICATIONS,
        type: OfType = None,
        source: OfSource = None,
        job_id: OfJob = None,
        since: Since = None,
        until: Until = None,
    ) -> CountedApplicationsOut:
        """Return the applications that a number in a report counts, the latest first, with the names of the people."""
        check_query(request, {"type": StageType})
        scope, number = _scope(request, job_id, since, until), Number(figure=figure, type=type, source=source)
        found = await request.services.reports.applications(request.user, scope, number, Window(skip, limit))
        items = [view(one, CountedApplicationOut) for one in found.page.items]
        return CountedApplicationsOut(items, found.page.total, found.erased)


def _scope(request: ApiRequest, job_id: int | None, since: datetime | None, until: datetime | None) -> ReportScope:
    check_query(request, {"job_id": int, "since": Moment, "until": Moment})
    return ReportScope(job_id=job_id, since=since, until=until)


def _response(
    request: ApiRequest,
    as_format: Literal["json", "csv"] | None,
    name: str,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    report: Struct,
) -> Response[Any]:
    """Return a report, or its rows as a table."""
    if wants_csv(request, as_format):
        return csv_response(name, header, rows)
    return Response(report, headers={"Vary": "Accept"})


def _days(durations: Durations) -> tuple[float | None, float | None, float | None]:
    return _rounded(durations.median), _rounded(durations.average), _rounded(durations.p90)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)

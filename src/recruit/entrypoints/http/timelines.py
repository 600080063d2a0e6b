"""Timeline endpoints: what happened to a candidate or a job."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from litestar import Controller
from litestar.params import FromPath, QueryParameter
from msgspec import Struct

from recruit.domain.timeline.model import Timeline, TimelineItem
from recruit.domain.timeline.service import THE_END
from recruit.entrypoints.http.encoded_routes import get
from recruit.entrypoints.http.events import EventOut, Types, event_filter
from recruit.entrypoints.http.list_parameters import Limit
from recruit.entrypoints.http.openapi.error_responses import READ, problems
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import extended_view, view

Before = Annotated[
    int,
    QueryParameter(ge=0, le=THE_END, description="Where the page starts: `next_before` of the page before."),
]


class UndoReferenceOut(Struct):
    """The action that made the change: it can be undone until that time."""

    action_id: int
    until: datetime


class TimelineItemOut(EventOut):
    """An event, as the change feed has it, and a sentence that describes it with current names.

    `undo` is there for a change that the agent made within the last 15 minutes, or a user in the console, if the caller
    may undo it.
    """

    text: str
    undo: UndoReferenceOut | None


class TimelineOut(Struct):
    """Events, the latest first. Earlier ones follow with `before=next_before`; it is null at the end."""

    items: Sequence[TimelineItemOut]
    next_before: int | None


class CandidateTimelineController(Controller):
    """The timeline of a candidate."""

    path = "/candidates/{candidate_id:str}/timeline"
    tags = ("Candidates",)

    @get("/", summary="Get Candidate Timeline", responses=problems(*READ))
    async def get_candidate_timeline(
        self,
        request: ApiRequest,
        candidate_id: FromPath[int],
        limit: Limit = 50,
        before: Before = THE_END,
        types: Types = None,
    ) -> TimelineOut:
        """Return what happened to a candidate, the latest first.

        That includes applications, documents, the profile, and candidates who were merged into this one. Only events
        of records that the caller may read are returned.
        """
        wanted = event_filter(types, None).types
        return _view(await request.services.timeline.of_candidate(request.user, candidate_id, limit, before, wanted))


class JobTimelineController(Controller):
    """The timeline of a job."""

    path = "/jobs/{job_id:str}/timeline"
    tags = ("Jobs",)

    @get("/", summary="Get Job Timeline", responses=problems(*READ))
    async def get_job_timeline(
        self,
        request: ApiRequest,
        job_id: FromPath[int],
        limit: Limit = 50,
        before: Before = THE_END,
        types: Types = None,
    ) -> TimelineOut:
        """Return what happened to a job and to its applications and stages, the latest first.

        Only events of records that the caller may read are returned.
        """
        wanted = event_filter(types, None).types
        return _view(await request.services.timeline.of_job(request.user, job_id, limit, before, wanted))


def _view(timeline: Timeline) -> TimelineOut:
    return TimelineOut([_item(item) for item in timeline.items], timeline.next_before)


def _item(item: TimelineItem) -> TimelineItemOut:
    undo = None if item.undo is None else view(item.undo, UndoReferenceOut)
    return extended_view(item.event, TimelineItemOut, text=item.text, undo=undo)

"""Event endpoints: the change feed, as pages and as a stream of server-sent events."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from litestar import Controller
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import HeaderParameter, QueryParameter
from litestar.response import Stream
from msgspec import Meta, Struct

from recruit.domain.events.model import EVENT_TYPES, READ_PERMISSIONS
from recruit.domain.events.service import EventFilter
from recruit.entrypoints.http.authentication import bearer_token
from recruit.entrypoints.http.encoded_routes import get
from recruit.entrypoints.http.field_types import END, REFUSALS
from recruit.entrypoints.http.openapi.error_responses import problems
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import view
from recruit.entrypoints.http.streaming import HEADERS, MEDIA_TYPE, Follower, follow, stopping_event

ONE_TYPE = f"({'|'.join(map(re.escape, EVENT_TYPES))})"
TYPES = f"^{ONE_TYPE}(,{ONE_TYPE})*{END}"
ENTITY = f"^({'|'.join(READ_PERMISSIONS)})(:[0-9]{{1,18}})?{END}"
POSITION = f"^[0-9]{{1,18}}{END}"
LATEST = "latest"
AFTER = f"^([0-9]{{1,18}}|{LATEST}){END}"
REFUSALS |= {
    TYPES: f"Input should be types of events, separated by commas: {', '.join(EVENT_TYPES)}",
    ENTITY: f"Input should be a kind of record, like job, or one like job:7: {', '.join(READ_PERMISSIONS)}",
    AFTER: f"Input should be the sequence of the last event that was read, a whole number, or {LATEST}",
    POSITION: "Input should be the id of the last event that was received, a whole number",
}

After = Annotated[
    str,
    QueryParameter(
        pattern=AFTER,
        description=f"The sequence of the last event read; 0 for the beginning, {LATEST} for the end.",
    ),
]
Types = Annotated[
    str | None,
    QueryParameter(
        pattern=TYPES,
        max_length=2000,
        description="Only events of these types, separated by commas, such as application.stage_changed,job.created.",
    ),
]
OfEntity = Annotated[
    str | None,
    QueryParameter(pattern=ENTITY, description="Only events about records of this kind, or about one: job, job:7."),
]
EventLimit = Annotated[int, QueryParameter(ge=1, le=500, description="How many events to return.")]
LastEventId = Annotated[
    str | None,
    HeaderParameter(name="Last-Event-ID", pattern=POSITION, description="As after; a client sends it to go on."),
]


class EventOut(Struct):
    """One change of a record, and who made it.

    `kind` is that of the actor: user, key, agent, system, retention, sql, or nobody for a registration. `fields` names
    what changed; it is empty for new and for deleted records, and after the person was erased. `stage` is the status
    that an application enters, or the key of a stage. `tag_id` is the tag that a candidate got or lost, and
    `member_user_id` the member of a hiring team. `cause_id` is the id of the event that caused this one, such as a
    merge or an import.
    """

    id: int
    sequence: int
    type: str
    at: datetime
    kind: str
    user_id: int | None
    key_id: int | None
    request_id: str | None
    entity: str
    entity_id: int | None
    candidate_id: int | None
    job_id: int | None
    stage: str | None
    tag_id: int | None
    member_user_id: int | None
    fields: Sequence[str]
    cause_id: int | None


class EventFeed(Struct):
    """Events in ascending sequence. Go on with `next_after`, at once if there is `more` by now."""

    items: Sequence[EventOut]
    next_after: int
    more: bool


class EventMessage(Struct):
    """A server-sent event. `id` is its sequence, `event` its type, `data` an event as in the list."""

    id: int
    event: str
    data: Annotated[str, Meta(extra_json_schema={"contentMediaType": "application/json"})]


class EventsController(Controller):
    """Events."""

    path = "/events"
    tags = ("Events",)

    @get("/", summary="List Events", responses=problems(400, 401, 403, 410, 422, 503))
    async def list_events(
        self,
        request: ApiRequest,
        after: After = "0",
        types: Types = None,
        entity: OfEntity = None,
        limit: EventLimit = 100,
    ) -> EventFeed:
        """Return what changed after a position, in the order of commits.

        A reader that goes on with `next_after` misses no event and sees none twice; events of one record come in order.
        Only events of records that the caller may read are returned.
        """
        wanted = event_filter(types, entity)
        found = await request.services.events.page(request.user, position(after), limit, wanted)
        return EventFeed([view(event, EventOut) for event in found.items], found.next_after, found.more)

    @get(
        "/stream",
        summary="Follow Events",
        responses={
            **problems(400, 401, 403, 410, 422, 503),
            200: ResponseSpec(EventMessage, media_type=MEDIA_TYPE, generate_examples=False),
        },
    )
    async def stream_events(
        self,
        request: ApiRequest,
        after: After = "0",
        types: Types = None,
        entity: OfEntity = None,
        last_event_id: LastEventId = None,
    ) -> Stream:
        """Return what changes, as server-sent events. The stream resumes after Last-Event-ID, or else after `after`."""
        services, token, wanted = request.services, bearer_token(request.scope), event_filter(types, entity)
        start = position(last_event_id or after)
        first = await services.events.page(request.user, start, 1, wanted)  # errors are statuses, not events
        if start is None:
            start = first.next_after

        async def read(after: int) -> Follower:
            actor = await services.actor(token)  # the stream ends with the caller's access
            head = await services.event_heads.of(actor.org_id)
            if head == after:
                return after, ()
            # One below the position is older than it, or of a history that a backup has replaced: `page` reads it anew.
            found = await services.events.page(actor, after, 100, wanted, head if head > after else None)
            return found.next_after, [(event.sequence, event.type, view(event, EventOut)) for event in found.items]

        stream = follow(read, start, stopping_event(request.scope))
        return Stream(stream, media_type=MEDIA_TYPE, headers=HEADERS)


def position(text: str) -> int | None:
    """Return the position of a request, None for the end."""
    return None if text == LATEST else int(text)


def event_filter(types: str | None, entity: str | None) -> EventFilter:
    """Return the filter of a request."""
    names = types.split(",") if types else ()
    kind, _, entity_id = (entity or "").partition(":")
    return EventFilter(types=names, kind=kind or None, entity_id=int(entity_id) if entity_id else None)

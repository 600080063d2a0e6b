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
from recruit.domain.events.service import NO_FILTER, EventFilter
from recruit.domain.shared.errors import Invalid
from recruit.entrypoints.http.authentication import bearer_token
from recruit.entrypoints.http.encoded_routes import get
from recruit.entrypoints.http.openapi.error_responses import problems
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import view
from recruit.entrypoints.http.streaming import HEADERS, MEDIA_TYPE, Follower, follow, stopping_event

ENTITY = re.compile(r"([a-z_]+)(?::([0-9]{1,18}))?")
UNKNOWN_TYPES = "types names no type of event: {unknown}. The types are {known}"
UNKNOWN_ENTITY = "entity is a kind of record, such as job, or one record, such as job:7. The kinds are {known}"
BAD_EVENT_ID = "Last-Event-ID is the id of the last event that was received: a whole number"

After = Annotated[
    int, QueryParameter(ge=0, le=2**63 - 1, description="The sequence of the last event read; 0 for the beginning.")
]
Types = Annotated[
    Sequence[str] | None,
    QueryParameter(max_items=50, description="Only events of these types, such as application.stage_changed."),
]
OfEntity = Annotated[
    str | None,
    QueryParameter(max_length=80, description="Only events about records of this kind, or about one: job, job:7."),
]
EventLimit = Annotated[int, QueryParameter(ge=1, le=500, description="How many events to return.")]
LastEventId = Annotated[
    str | None,
    HeaderParameter(name="Last-Event-ID", max_length=20, description="As after; a client sends it to go on."),
]


class EventOut(Struct):
    """One change of a record, and who made it.

    `kind` is that of the actor: user, key, agent, system, retention, sql or nobody. `fields` names what changed; it is
    empty for new and for deleted records, and after the person was erased. `stage` is the status that an application
    enters. `cause_id` is the id of the event that caused this one, such as a merge or an import.
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
    fields: Sequence[str]
    cause_id: int | None


class EventPageOut(Struct):
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
        after: After = 0,
        types: Types = None,
        entity: OfEntity = None,
        limit: EventLimit = 100,
    ) -> EventPageOut:
        """Return what changed after a position, in the order of commits.

        A reader that goes on with `next_after` misses no event and sees none twice; events of one record come in order.
        Only events of records that the caller may read are returned.
        """
        found = await request.services.events.page(request.user, after, limit, event_filter(types, entity))
        return EventPageOut([view(event, EventOut) for event in found.items], found.next_after, found.more)

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
        after: After = 0,
        types: Types = None,
        entity: OfEntity = None,
        last_event_id: LastEventId = None,
    ) -> Stream:
        """Return what changes, as server-sent events. The stream resumes after Last-Event-ID, or else after `after`."""
        services, token, wanted = request.services, bearer_token(request.scope), event_filter(types, entity)
        if last_event_id is not None:
            after = _position(last_event_id)
        await services.events.page(request.user, after, 1, wanted)  # errors are statuses, not events

        async def read(position: int) -> Follower:
            actor = await services.actor(token)  # the stream ends with the caller's access
            found = await services.events.page(actor, position, 100, wanted)
            return found.next_after, [(event.sequence, event.type, view(event, EventOut)) for event in found.items]

        stream = follow(read, after, stopping_event(request.scope))
        return Stream(stream, media_type=MEDIA_TYPE, headers=HEADERS)


def event_filter(types: Sequence[str] | None, entity: str | None) -> EventFilter:
    """Return the filter of a request. `types` may be repeated, or separated by commas. Raises Invalid."""
    names = [name.strip() for text in types or () for name in text.split(",") if name.strip()]
    if unknown := sorted({*names} - {*EVENT_TYPES}):
        raise Invalid(UNKNOWN_TYPES.format(unknown=", ".join(unknown), known=", ".join(EVENT_TYPES)))
    if entity is None:
        return EventFilter(types=names) if names else NO_FILTER
    found = ENTITY.fullmatch(entity)
    if found is None or found[1] not in READ_PERMISSIONS:
        raise Invalid(UNKNOWN_ENTITY.format(known=", ".join(READ_PERMISSIONS)))
    return EventFilter(types=names, kind=found[1], entity_id=int(found[2]) if found[2] else None)


def _position(last_event_id: str) -> int:
    if not (last_event_id.isascii() and last_event_id.isdigit()):
        raise Invalid(BAD_EVENT_ID)
    return int(last_event_id)

"""Webhook endpoints: manage, test, and read and repeat deliveries."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Literal

from litestar import Controller
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import UNSET, Meta, Struct, UnsetType

from recruit.domain.webhooks.model import DeliverySearch, DeliveryState
from recruit.domain.webhooks.service import ResumeFrom
from recruit.entrypoints.http.encoded_routes import LOCATION, delete, get, get_one, patch, post
from recruit.entrypoints.http.field_types import NO_URL, WEB_ADDRESS, WITHOUT_NUL, Label, Moment, Short
from recruit.entrypoints.http.list_parameters import Cursor, Limit, Since, Skip, Until
from recruit.entrypoints.http.middleware.idempotency import STEPWISE, UNSTORED
from recruit.entrypoints.http.openapi.error_responses import CHANGE, CREATE, LIST, LIST_OF, READ, problems
from recruit.entrypoints.http.pagination import list_response, window
from recruit.entrypoints.http.query_strings import check_query
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import changes, view

WebhookUrl = Annotated[str, Meta(max_length=2000, pattern=WEB_ADDRESS, extra=NO_URL)]
EventTypes = Annotated[tuple[Label, ...], Meta(max_length=100)]


class WebhookIn(Struct):
    """A new webhook. Without event types it gets events of every type."""

    url: WebhookUrl
    event_types: EventTypes = ()
    description: Short | None = None
    is_active: bool = True


class WebhookPatch(Struct):
    """Changes to a webhook. A field that is absent stays; null clears the description.

    `resume` goes with `is_active: true` and says where a webhook goes on that wasn't active: with the events that it
    has missed (stopped), or with the next one (now).
    """

    url: WebhookUrl | UnsetType = UNSET
    event_types: EventTypes | UnsetType = UNSET
    description: Short | UnsetType | None = UNSET
    is_active: bool | UnsetType = UNSET
    resume: Literal["stopped", "now"] | UnsetType = UNSET


class WebhookOut(Struct):
    """An address that events are sent to.

    `previous_secret_expires_at` is when the secret from before the last rotation stops signing. `disabled_reason` is
    why the server set `is_active` to false.
    """

    id: int
    org_id: int
    url: str
    event_types: Sequence[str]
    description: str | None
    is_active: bool
    created_by_user_id: int
    created_at: datetime
    previous_secret_expires_at: datetime | None
    disabled_reason: str | None
    disabled_at: datetime | None


class WebhookWithSecret(WebhookOut):
    """A webhook with the secret that its messages are signed with, which is never shown again."""

    secret: str


class WebhookPage(Struct):
    """Webhooks."""

    items: Sequence[WebhookOut]
    total: int


class DeliveryOut(Struct):
    """An attempt to deliver an event: what was sent, and what the receiver answered.

    A pending attempt is due at `due_at`, and a result has the time `at`. `event_id` is null for a test.
    `response_body` is the first KiB. `error` is null after a status of success. An attempt has no contents for a caller
    who may not read events of its type, as the webhook once did.
    """

    id: int
    webhook_id: int
    event_id: int | None
    message_id: str
    type: str
    attempt: int
    state: str
    due_at: datetime
    at: datetime | None
    request_headers: Mapping[str, str] | None
    request_body: str
    status: int | None
    response_body: str | None
    duration_ms: int | None
    error: str | None


class DeliveryPage(Struct):
    """Attempts to deliver events."""

    items: Sequence[DeliveryOut]
    total: int


class Redelivery(Struct):
    """A period whose events are sent again. It ends now unless `until` is given."""

    since: Moment
    until: Moment | None = None


class Redelivered(Struct):
    """The number of events that are sent again."""

    events: int


Immediately = Annotated[bool, QueryParameter(description="Whether replaced secrets end at once, as after a leak.")]
OfEvent = Annotated[int | None, QueryParameter(description="Only attempts to deliver this event.")]
OfType = Annotated[
    str | None, QueryParameter(max_length=50, pattern=WITHOUT_NUL, description="Such as application.stage_changed.")
]
OfState = Annotated[
    Literal["pending", "delivered", "failed", "skipped"] | None,
    QueryParameter(description="Only attempts in this state."),
]


class WebhooksController(Controller):
    """Webhooks."""

    path = "/webhooks"
    tags = ("Webhooks",)

    @post("/", opt={UNSTORED: True}, summary="Create Webhook", responses=problems(*CREATE))
    async def create_webhook(self, request: ApiRequest, data: JSONBody[WebhookIn]) -> WebhookWithSecret:
        """Have events sent to an address from now on. Its secret is shown this once: see docs/webhooks.md."""
        made = await request.services.webhooks.create(
            request.user, data.url, data.event_types, data.description, is_active=data.is_active
        )
        return view(made, WebhookWithSecret)

    @get("/", summary="List Webhooks", responses=problems(*LIST))
    async def list_webhooks(
        self, request: ApiRequest, skip: Skip = 0, limit: Limit = 50, cursor: Cursor = None
    ) -> WebhookPage:
        """Return webhooks in ascending id."""
        found = await request.services.webhooks.page(request.user, window(request, skip, limit, cursor))
        return list_response(request, found, WebhookOut, WebhookPage)

    @get_one("/{webhook_id:str}", summary="Get Webhook by ID", responses=problems(*READ))
    async def get_webhook(self, request: ApiRequest, webhook_id: FromPath[int]) -> WebhookOut:
        """Return one webhook."""
        return view(await request.services.webhooks.get(request.user, webhook_id), WebhookOut)

    @patch("/{webhook_id:str}", summary="Update Webhook", responses=problems(*CHANGE, 412))
    async def update_webhook(
        self, request: ApiRequest, webhook_id: FromPath[int], data: JSONBody[WebhookPatch]
    ) -> WebhookOut:
        """Change any subset of a webhook's fields, and enable a webhook that was disabled."""
        fields = changes(data)
        resume = fields.pop("resume", None)
        changed = await request.services.webhooks.change(
            request.user, webhook_id, fields, request.if_match(WebhookOut), ResumeFrom(resume) if resume else None
        )
        return view(changed, WebhookOut)

    @delete("/{webhook_id:str}", summary="Delete Webhook", responses=problems(*READ, 400, 412))
    async def delete_webhook(self, request: ApiRequest, webhook_id: FromPath[int]) -> None:
        """Delete a webhook with its deliveries."""
        await request.services.webhooks.remove(request.user, webhook_id, request.if_match(WebhookOut))

    @post(
        "/{webhook_id:str}/rotate_secret",
        status_code=200,
        opt={UNSTORED: True},
        summary="Rotate Webhook Secret",
        responses=problems(*READ, 400),
    )
    async def rotate_webhook_secret(
        self, request: ApiRequest, webhook_id: FromPath[int], immediately: Immediately = False
    ) -> WebhookWithSecret:
        """Replace the secret. The replaced one signs messages as well for 24 hours, unless it ends immediately."""
        rotated = await request.services.webhooks.rotate_secret(request.user, webhook_id, immediately=immediately)
        return view(rotated, WebhookWithSecret)

    @post(
        "/{webhook_id:str}/test",
        status_code=200,
        opt={STEPWISE: True},
        summary="Test Webhook",
        responses=problems(*READ),
    )
    async def test_webhook(self, request: ApiRequest, webhook_id: FromPath[int]) -> DeliveryOut:
        """Send a message of type webhook.ping at once, and return what the receiver answered."""
        return view(await request.services.webhooks.test(request.user, webhook_id), DeliveryOut)

    @get("/{webhook_id:str}/deliveries", summary="List Deliveries", responses=problems(*LIST_OF))
    async def list_deliveries(
        self,
        request: ApiRequest,
        webhook_id: FromPath[int],
        skip: Skip = 0,
        limit: Limit = 50,
        cursor: Cursor = None,
        event_id: OfEvent = None,
        type: OfType = None,
        state_filter: OfState = None,
        since: Since = None,
        until: Until = None,
    ) -> DeliveryPage:
        """Return attempts in ascending id, pending ones and those of the last 30 days."""
        check_query(request, {"event_id": int, "since": Moment, "until": Moment})
        criteria = DeliverySearch(
            event_id=event_id,
            type=type,
            state=None if state_filter is None else DeliveryState(state_filter),
            since=since,
            until=until,
        )
        wanted = window(request, skip, limit, cursor)
        found = await request.services.webhooks.deliveries(request.user, webhook_id, wanted, criteria)
        return list_response(request, found, DeliveryOut, DeliveryPage)

    @get("/{webhook_id:str}/deliveries/{delivery_id:str}", summary="Get Delivery by ID", responses=problems(*READ))
    async def get_delivery(
        self, request: ApiRequest, webhook_id: FromPath[int], delivery_id: FromPath[int]
    ) -> DeliveryOut:
        """Return one attempt."""
        return view(await request.services.webhooks.delivery(request.user, webhook_id, delivery_id), DeliveryOut)

    @post(
        "/{webhook_id:str}/deliveries/{delivery_id:str}/redeliver",
        opt={LOCATION: None},
        summary="Redeliver Event",
        responses=problems(*READ, 400),
    )
    async def redeliver_event(
        self, request: ApiRequest, webhook_id: FromPath[int], delivery_id: FromPath[int]
    ) -> DeliveryOut:
        """Send the event of an attempt again, and return the new attempt. One that is pending is made due."""
        found = await request.services.webhooks.redeliver(request.user, webhook_id, delivery_id)
        request.response_headers = ((b"location", b"/api/v1/webhooks/%d/deliveries/%d" % (webhook_id, found.id)),)
        return view(found, DeliveryOut)

    @post("/{webhook_id:str}/redeliver", status_code=202, summary="Redeliver Period", responses=problems(*CHANGE))
    async def redeliver_period(
        self, request: ApiRequest, webhook_id: FromPath[int], data: JSONBody[Redelivery]
    ) -> Redelivered:
        """Send the events of a period again, at most 10,000 of them."""
        until = data.until or datetime.now(UTC)
        events = await request.services.webhooks.redeliver_period(request.user, webhook_id, data.since, until)
        return Redelivered(events)

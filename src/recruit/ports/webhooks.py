"""Storage of webhooks and deliveries, and the sender of messages."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from recruit.domain.shared.pages import Page, Window
from recruit.domain.webhooks.model import AttemptResult, Delivery, DeliverySearch, NewDelivery, Webhook, WebhookDetails
from recruit.ports.changes import Changes


class Webhooks(Protocol):
    """The organisation's webhooks."""

    async def add(self, details: WebhookDetails) -> Webhook:
        """Store a webhook. Raise Refused when the user doesn't exist."""

    async def get(self, webhook_id: int) -> Webhook:
        """Return one webhook. Raise NotFound."""

    async def page(self, window: Window) -> Page[Webhook]:
        """Return a page of webhooks in ascending id."""

    async def active(self) -> Sequence[Webhook]:
        """Return the active webhooks, in ascending id."""

    async def lock(self, webhook_id: int) -> Webhook:
        """Lock a webhook until this unit of work ends and return it. Raise NotFound.

        Other units of work can't change it meanwhile.
        """

    async def change(self, webhook_id: int, changes: Changes) -> Webhook:
        """Set the named fields in one atomic step and return the webhook. Raise NotFound."""

    async def remove(self, webhook_id: int) -> None:
        """Remove a webhook with its deliveries. Raise NotFound."""


class Deliveries(Protocol):
    """Attempts to deliver events to the organisation's webhooks: the queue, and the log of past attempts."""

    async def add(self, new: NewDelivery) -> Delivery:
        """Store a pending attempt. Raise NotFound when the webhook doesn't exist."""

    async def add_many(self, new: Sequence[NewDelivery]) -> None:
        """Store pending attempts in their order. Raise NotFound when a webhook doesn't exist."""

    async def get(self, webhook_id: int, delivery_id: int) -> Delivery:
        """Return one attempt of a webhook. Raise NotFound."""

    async def page(
        self, webhook_id: int, window: Window, criteria: DeliverySearch, *, newest_first: bool = False
    ) -> Page[Delivery]:
        """Return a page of a webhook's attempts in ascending id, or in descending id.

        The filters by time compare `at`: pending and skipped attempts have none, and are left out.
        """

    async def due(self, webhook_id: int, now: datetime, limit: int) -> Sequence[Delivery]:
        """Return at most `limit` pending attempts that are due at `now`, the first due first.

        An attempt is left out while one of an earlier event of the same entity is pending, due or not. Of several
        attempts of one event, the one with the lowest id comes first.
        """

    async def begin(self, delivery: Delivery, until: datetime) -> bool:
        """Postpone a pending attempt until then, so that no other process begins it while its message is sent.

        Return False when another process has begun it, or it isn't pending any more.
        """

    async def webhooks_due(self, now: datetime) -> Sequence[int]:
        """Return the ids of webhooks with pending attempts whose time has come, whether others come first or not."""

    async def pending(self, webhook_id: int) -> int:
        """Return the number of pending attempts of a webhook."""

    async def pending_events(self, webhook_id: int) -> Collection[int]:
        """Return the ids of the events of which a webhook has pending attempts."""

    async def record(self, delivery_id: int, result: AttemptResult) -> bool:
        """Store the result of a pending attempt, which was due when it began at the latest.

        Return False when it isn't pending, or was removed.
        """

    async def make_due(self, webhook_id: int, now: datetime, event_id: int | None = None) -> int:
        """Set `due_at` of pending attempts, of all events or of one, to `now`, and return their number.

        Attempts that are due already stay as they are, and are counted.
        """

    async def skip_pending(self, webhook_id: int, wanted: Sequence[str] = ()) -> int:
        """Set the state of pending attempts to skipped, and return their number. Those of types in `wanted` stay."""

    async def remove_until(self, until: datetime) -> int:
        """Remove finished attempts of all webhooks that were due until a time, and return their number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendResult:
    """The answer of a receiver, or the reason why there is none.

    `status` is None without a response. `body` is the beginning of the response's body, without NUL characters.
    `error` is a sentence. `duration_ms` includes looking up the address.
    """

    status: int | None = None
    body: str | None = None
    error: str | None = None
    duration_ms: int = 0


class WebhookSender(Protocol):
    """Sends messages to addresses that users have chosen."""

    def check(self, url: str) -> None:
        """Raise Invalid for a URL that no message is sent to. Host names are not looked up."""

    async def send(self, url: str, headers: Mapping[str, str], body: bytes) -> SendResult:
        """Send a POST request and return the answer within 15 seconds.

        The host name is looked up once, and the connection is made to an address that was found. Addresses of private
        networks are refused, redirects are not followed. Faults of the receiver and of the network are results, and not
        exceptions.
        """

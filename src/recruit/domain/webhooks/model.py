"""Webhooks, and the attempts to deliver events to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

PING = "webhook.ping"
"""Type of the message that a test sends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookDetails:
    """A webhook before storage assigns an id.

    `event_types` are the types that are sent, all types if it is empty. `secret` signs messages; `previous_secret`
    signs them as well until `previous_secret_expires_at`. `cursor` is the position in the organisation's events up to
    which deliveries exist. `disabled_reason` and `disabled_at` are set when the server, and not a user, set `is_active`
    to false. Times are aware.
    """

    url: str
    event_types: Sequence[str]
    description: str | None
    is_active: bool
    created_by_user_id: int
    created_at: datetime
    secret: str
    cursor: int
    previous_secret: str | None = None
    previous_secret_expires_at: datetime | None = None
    disabled_reason: str | None = None
    disabled_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook(WebhookDetails):
    """A stored webhook."""

    id: int
    org_id: int

    def wants(self, event_type: str) -> bool:
        """Return whether events of a type are sent to it."""
        return not self.event_types or event_type in self.event_types

    def secrets_at(self, now: datetime) -> tuple[str, ...]:
        """Return the secrets that sign messages, the current one first."""
        expires_at = self.previous_secret_expires_at
        if self.previous_secret is None or expires_at is None or expires_at <= now:
            return (self.secret,)
        return self.secret, self.previous_secret


class DeliveryState(StrEnum):
    """The state of an attempt to deliver an event."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
    """Another attempt follows, except after a test."""

    SKIPPED = "skipped"
    """Never sent: the webhook was enabled again with later events only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelivery:
    """An attempt that is due at `due_at`.

    `event_id` and `sequence` are the event's id and position, None for a test. Events of one entity, which `entity` and
    `entity_id` name, are sent in the order of their positions. `candidate_id` is the candidate that the event is about,
    or None. `request_body` is the message as sent: JSON with ids and without other personal data. `attempt` counts
    from 1.
    """

    webhook_id: int
    message_id: str
    type: str
    request_body: str
    due_at: datetime
    attempt: int = 1
    event_id: int | None = None
    sequence: int | None = None
    entity: str = ""
    entity_id: int | None = None
    candidate_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptResult:
    """The result of an attempt.

    `at` is when it began. `status` is the response's, `response_body` the beginning of its body, both None without a
    response. `error` is a sentence, None after a response with a status of success.
    """

    state: DeliveryState
    at: datetime | None = None
    request_headers: Mapping[str, str] | None = None
    status: int | None = None
    response_body: str | None = None
    duration_ms: int | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(NewDelivery):
    """A stored attempt. The fields of `AttemptResult` are its result, None while it is pending."""

    id: int
    org_id: int
    state: DeliveryState = DeliveryState.PENDING
    at: datetime | None = None
    request_headers: Mapping[str, str] | None = None
    status: int | None = None
    response_body: str | None = None
    duration_ms: int | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverySearch:
    """Filters of the delivery log. A filter that is None is not applied. `since` is inclusive, `until` exclusive."""

    event_id: int | None = None
    type: str | None = None
    state: DeliveryState | None = None
    since: datetime | None = None
    until: datetime | None = None

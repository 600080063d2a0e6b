"""Messages about events. Of people they hold ids only: a receiver reads the rest with its own access."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from recruit.domain.events.model import Event
from recruit.domain.webhooks.model import PING, NewDelivery, Webhook


def delivery_of(webhook: Webhook, event: Event, due_at: datetime) -> NewDelivery:
    """Return the first attempt to deliver an event.

    The message's id holds the time, as a restored database gives the ids of lost events to new ones.
    """
    return NewDelivery(
        webhook_id=webhook.id,
        message_id=f"{event.id}-{int(event.at.timestamp())}",
        type=event.type,
        request_body=_body(event.type, event.at, asdict(event)),
        due_at=due_at,
        event_id=event.id,
        sequence=event.sequence,
        entity=event.entity,
        entity_id=event.entity_id,
        candidate_id=event.candidate_id,
    )


def ping_of(webhook: Webhook, message_id: str, now: datetime) -> NewDelivery:
    """Return the attempt to deliver a test message."""
    return NewDelivery(
        webhook_id=webhook.id,
        message_id=message_id,
        type=PING,
        request_body=_body(PING, now, {"webhook_id": webhook.id}),
        due_at=now,
    )


def _body(type_: str, at: datetime, data: dict[str, Any]) -> str:
    message = {"type": type_, "timestamp": at, "data": data}
    return json.dumps(message, default=_time_text, ensure_ascii=False, separators=(",", ":"))


def _time_text(time: datetime) -> str:
    """Return a time as the API's responses have it."""
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")

"""Delivery of events to webhooks: reads new events, sends due messages, and schedules retries."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from random import SystemRandom

from recruit.domain.accounts.model.permissions import PERMISSIONS_OF, Permission
from recruit.domain.events.model import Event
from recruit.domain.events.service import EventFilter, EventService
from recruit.domain.mail.model import MailKind
from recruit.domain.mail.service import MailQueue
from recruit.domain.shared.errors import HistoryExpired, NotFound
from recruit.domain.shared.pages import all_items
from recruit.domain.webhooks.messages import delivery_of
from recruit.domain.webhooks.model import AttemptResult, Delivery, DeliveryState, NewDelivery, Webhook
from recruit.domain.webhooks.retries import delay_after
from recruit.domain.webhooks.signatures import signed_headers
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork
from recruit.ports.webhooks import SendResult, WebhookSender

EVENTS_READ = 100
"""Maximum number of events that are read at a time."""

MOST_PENDING = 1_000
"""Number of a webhook's pending attempts from which on no more events are read. They wait in the audit log."""

SENDING = timedelta(seconds=20)
"""Time until an attempt is due again whose process has ended without a result. No message is sent for longer."""

SUCCESS = range(200, 300)
REDIRECTS = range(300, 400)
GONE = 410
"""The status by which a receiver declines all further messages."""

GONE_REASON = "The receiver answered with status 410 (Gone)"
EXHAUSTED_REASON = "Event {event_id} was not delivered in {attempts} attempts within three days. The last: {error}"

_random = SystemRandom().random

log = logging.getLogger(__name__)


class Delivering:
    """Delivers events to webhooks, each at least once, those of one entity in order.

    An event has one pending attempt until it is delivered: a failed attempt is recorded together with the next one.
    The pending attempts and the webhook's cursor change in one transaction, so that no crash loses an event.
    """

    def __init__(
        self,
        storage: Storage,
        events: EventService,
        sender: WebhookSender,
        clock: Clock,
        mail: MailQueue,
        random: Callable[[], float] = _random,
    ) -> None:
        """`random` returns a number from 0 to 1, which varies the delays of retries."""
        self._storage = storage
        self._events = events
        self._sender = sender
        self._clock = clock
        self._mail = mail
        self._random = random

    async def busy(self, org_id: int) -> Sequence[Webhook]:
        """Return the organisation's active webhooks that have new events or due attempts."""
        head = await self._events.head(org_id)
        async with self._storage.transaction(org_id) as work:
            active = await work.webhooks.active()
            due = {*await work.deliveries.webhooks_due(self._clock.now())} if active else set()
        return [webhook for webhook in active if webhook.id in due or webhook.cursor != head]

    async def active(self, org_id: int, webhook_id: int) -> Webhook | None:
        """Return a webhook as it is now, None if it isn't active or was removed."""
        try:
            async with self._storage.autocommit(org_id) as work:
                webhook = await work.webhooks.get(webhook_id)
        except NotFound:
            return None
        return webhook if webhook.is_active else None

    async def enqueue(self, webhook: Webhook) -> bool:
        """Create attempts for the next events, and return whether the cursor moved."""
        async with self._storage.autocommit(webhook.org_id) as work:
            if await work.deliveries.pending(webhook.id) >= MOST_PENDING:  # a receiver may fail for days
                return False
        try:
            page = await self._events.since(
                webhook.org_id, webhook.cursor, EVENTS_READ, EventFilter(types=webhook.event_types)
            )
            events, cursor = page.items, page.next_after
        except HistoryExpired:
            log.warning("a webhook goes on at the end of a history that was restored", extra=_fields(webhook))
            events, cursor = [], await self._events.end(webhook.org_id)
        return cursor != webhook.cursor and await self._enqueue(webhook, events, cursor)

    async def _enqueue(self, webhook: Webhook, events: Sequence[Event], cursor: int) -> bool:
        try:
            async with self._storage.transaction(webhook.org_id) as work:
                current = await work.webhooks.lock(webhook.id)
                is_full = await work.deliveries.pending(webhook.id) >= MOST_PENDING
                # Other types would have been read, or another process has read the events.
                is_changed = (current.cursor, current.event_types) != (webhook.cursor, webhook.event_types)
                if is_changed or is_full or not current.is_active:
                    return False
                if events:
                    now = self._clock.now()
                    await work.deliveries.add_many([delivery_of(webhook, event, now) for event in events])
                await work.webhooks.change(webhook.id, {"cursor": cursor})
        except NotFound:  # removed
            return False
        return True

    async def due(self, webhook: Webhook, limit: int) -> Sequence[Delivery]:
        """Return at most `limit` attempts that are due: of each entity, the first."""
        async with self._storage.autocommit(webhook.org_id) as work:
            return await work.deliveries.due(webhook.id, self._clock.now(), limit)

    async def deliver(self, webhook: Webhook, delivery: Delivery) -> tuple[DeliveryState, bool] | None:
        """Send a message, store the result, and schedule the next attempt after a failure.

        Return the state of the attempt, and whether it was the reason to disable the webhook. Return None when another
        process sends the message.
        """
        async with self._storage.autocommit(webhook.org_id) as work:
            if not await work.deliveries.begin(delivery, self._clock.now() + SENDING):
                return None
        result, is_disabled = await self.send(webhook, delivery), False
        is_failure = result.state == DeliveryState.FAILED
        try:
            async with self._storage.transaction(webhook.org_id) as work:
                # The webhook is locked before its attempts, as by all services, so that none waits for one that waits.
                current = await work.webhooks.lock(webhook.id) if is_failure else webhook
                if await _concerns_removed_person(work, delivery):
                    result = replace(result, response_body=None)
                if await work.deliveries.record(delivery.id, result) and is_failure:
                    is_disabled = await self._schedule_next(work, current, delivery, result)
        except NotFound:
            log.info("a webhook was removed while a message was sent to it", extra=_fields(webhook))
        return result.state, is_disabled

    async def send(self, webhook: Webhook, delivery: NewDelivery) -> AttemptResult:
        """Send a message, and return the result."""
        now = self._clock.now()
        headers = {
            "content-type": "application/json",
            "user-agent": "recruit",
            **signed_headers(webhook.secrets_at(now), delivery.message_id, int(now.timestamp()), delivery.request_body),
        }
        answer = await self._sender.send(webhook.url, headers, delivery.request_body.encode())
        error = _error(answer)
        return AttemptResult(
            state=DeliveryState.DELIVERED if error is None else DeliveryState.FAILED,
            at=now,
            request_headers=headers,
            status=answer.status,
            response_body=answer.body,
            duration_ms=answer.duration_ms,
            error=error,
        )

    async def _schedule_next(
        self, work: UnitOfWork, webhook: Webhook, delivery: Delivery, failed: AttemptResult
    ) -> bool:
        """Store the next attempt. Disable the webhook after the last one, and if the receiver is gone.

        Those who manage webhooks then get a notice. The event stays pending, so that it is sent first when the webhook
        is enabled again. Return whether the
        webhook was disabled.
        """
        now = self._clock.now()
        delay = delay_after(delivery.attempt, self._random())
        due_at, attempt = (now, 1) if delay is None else (now + delay, delivery.attempt + 1)
        own = {name: getattr(delivery, name) for name in NewDelivery.__slots__}
        await work.deliveries.add(NewDelivery(**{**own, "due_at": due_at, "attempt": attempt}))
        if failed.status == GONE:
            reason = GONE_REASON
        elif delay is None:
            reason = EXHAUSTED_REASON.format(event_id=delivery.event_id, attempts=delivery.attempt, error=failed.error)
        else:
            return False
        if not webhook.is_active:  # another attempt has disabled it
            return False
        await work.webhooks.change(webhook.id, {"is_active": False, "disabled_reason": reason, "disabled_at": now})
        managers = [
            user async for user in all_items(work.users.page) if Permission.MANAGE_WEBHOOKS in PERMISSIONS_OF[user.role]
        ]
        await self._mail.notices(work, MailKind.WEBHOOK, webhook.id, managers)
        log.warning("a webhook was disabled", extra=_fields(webhook, reason=reason))
        return True


async def _concerns_removed_person(work: UnitOfWork, delivery: Delivery) -> bool:
    """Return whether an event is about a candidate who was removed: an answer may hold what was erased."""
    return delivery.candidate_id is not None and not await work.candidates.by_ids([delivery.candidate_id])


def _error(answer: SendResult) -> str | None:
    """Return the reason why an answer is a failure, or None."""
    if answer.status is None:
        return answer.error or "The receiver gave no answer"
    if answer.status in SUCCESS:
        return None
    redirect = ": redirects are not followed" if answer.status in REDIRECTS else ""
    return f"The receiver answered with status {answer.status}{redirect}"


def _fields(webhook: Webhook, **others: object) -> dict[str, object]:
    return {"fields": {"org_id": webhook.org_id, "webhook_id": webhook.id, **others}}

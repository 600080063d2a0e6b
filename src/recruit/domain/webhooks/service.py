"""Webhook service: manage webhooks, test them, and read and repeat deliveries."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import uuid4

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.events.model import EVENT_TYPES, permissions_to_read
from recruit.domain.events.service import EventFilter, EventService
from recruit.domain.shared.errors import Invalid, Stale
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.periods import check_period
from recruit.domain.shared.preconditions import Condition
from recruit.domain.shared.single_line import check_visible
from recruit.domain.webhooks.delivering import Delivering
from recruit.domain.webhooks.messages import delivery_of, ping_of
from recruit.domain.webhooks.model import (
    PING,
    Delivery,
    DeliverySearch,
    DeliveryState,
    NewDelivery,
    Webhook,
    WebhookDetails,
)
from recruit.domain.webhooks.signatures import new_secret
from recruit.ports.changes import Changes
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork
from recruit.ports.webhooks import WebhookSender

OVERLAP = timedelta(hours=24)
"""Time for which a replaced secret signs messages as well."""

MOST_WEBHOOKS = 50
"""Maximum number of webhooks of an organisation."""

MOST_REPEATED = 10_000
"""Maximum number of events that one request delivers again."""

TOO_MANY = f"An organisation can have {MOST_WEBHOOKS} webhooks: delete one that isn't needed"
UNKNOWN_TYPES = "event_types names no type of event: {unknown}. The types are {known}"
INACTIVE = "The webhook isn't active: enable it first"
NOT_AN_EVENT = "This was a test: send another one"
PERIOD_TOO_LONG = f"The period has more than {MOST_REPEATED} events: choose a shorter one"
ROTATED = (
    "The secret from before the last rotation signs until {until:%Y-%m-%d %H:%M} UTC: send immediately=true to end it"
)
RESUME_WITHOUT_ENABLING = "resume goes with is_active: true"


class ResumeFrom(StrEnum):
    """Where a webhook continues that is enabled again."""

    STOPPED = "stopped"
    """With the events that it has missed."""

    NOW = "now"
    """With the next event. Pending attempts are skipped."""


class WebhookService:
    """Webhooks of the actor's organisation. Raises NotFound, and Stale for a condition that isn't met.

    A webhook's owner gets the events that it subscribes to, and so has to be allowed to read them.
    """

    def __init__(
        self, storage: Storage, events: EventService, sender: WebhookSender, delivering: Delivering, clock: Clock
    ) -> None:
        self._storage = storage
        self._events = events
        self._sender = sender
        self._delivering = delivering
        self._clock = clock

    async def create(
        self, actor: Actor, url: str, event_types: Sequence[str], description: str | None, *, is_active: bool
    ) -> Webhook:
        """Create a webhook. It gets the events from now on.

        Raises Invalid for a URL that no message is sent to, an unknown type, and too many webhooks, and Forbidden if
        the actor may not read events of one of the types.
        """
        actor.require(Permission.MANAGE_WEBHOOKS)
        self._check(url, event_types, description)
        _require_types(actor, event_types)
        details = WebhookDetails(
            url=url,
            event_types=tuple(event_types),
            description=description,
            is_active=is_active,
            created_by_user_id=actor.user_id,
            created_at=self._clock.now(),
            secret=new_secret(),
            cursor=await self._events.end(actor.org_id),
        )
        async with self._storage.transaction(actor.org_id) as work:
            await work.organisations.lock()  # otherwise two requests at once could exceed the maximum
            if (await work.webhooks.page(Window(limit=1))).total >= MOST_WEBHOOKS:
                raise Invalid(TOO_MANY)
            return await work.webhooks.add(details)

    async def page(self, actor: Actor, window: Window) -> Page[Webhook]:
        """Return webhooks in ascending id."""
        actor.require(Permission.MANAGE_WEBHOOKS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.webhooks.page(window)

    async def get(self, actor: Actor, webhook_id: int) -> Webhook:
        """Return one webhook."""
        actor.require(Permission.MANAGE_WEBHOOKS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.webhooks.get(webhook_id)

    async def change(
        self,
        actor: Actor,
        webhook_id: int,
        changes: Changes,
        condition: Condition[Webhook] | None = None,
        resume: ResumeFrom | None = None,
    ) -> Webhook:
        """Set the given fields. A webhook that is enabled again continues where `resume` says, by default STOPPED.

        Pending attempts of types that it doesn't subscribe to any more are skipped.

        Raises the errors of `create`.
        """
        actor.require(Permission.MANAGE_WEBHOOKS)
        if resume is not None and not changes.get("is_active"):
            raise Invalid(RESUME_WITHOUT_ENABLING)
        end = await self._events.end(actor.org_id) if resume == ResumeFrom.NOW else None
        async with self._storage.transaction(actor.org_id) as work:
            current = await _lock(work, webhook_id, condition)
            made: dict[str, Any] = dict(changes)
            wanted = replace(current, **made)
            if changes.keys() != {"is_active"}:  # a webhook can be disabled though its URL isn't allowed any more
                self._check(wanted.url, wanted.event_types, wanted.description)
            for types in (current.event_types, wanted.event_types):  # pending messages are of the current types
                _require_types(actor, types)
            if wanted.is_active and not current.is_active:
                made |= {"disabled_reason": None, "disabled_at": None}
                if end is None:
                    await work.deliveries.make_due(webhook_id, self._clock.now())
                else:
                    await work.deliveries.skip_pending(webhook_id)
                    made["cursor"] = end
            if wanted.event_types:
                await work.deliveries.skip_pending(webhook_id, wanted.event_types)
            return await work.webhooks.change(webhook_id, made)

    async def remove(self, actor: Actor, webhook_id: int, condition: Condition[Webhook] | None = None) -> None:
        """Remove a webhook with its deliveries. Pending ones are not sent."""
        actor.require(Permission.MANAGE_WEBHOOKS)
        async with self._storage.transaction(actor.org_id) as work:
            _require_types(actor, (await _lock(work, webhook_id, condition)).event_types)
            await work.webhooks.remove(webhook_id)

    async def rotate_secret(self, actor: Actor, webhook_id: int, *, immediately: bool = False) -> Webhook:
        """Replace the secret. The replaced one signs messages as well for 24 hours, or no longer if `immediately`.

        Raises Invalid while another replaced one signs, unless `immediately`, which ends both.
        """
        actor.require(Permission.MANAGE_WEBHOOKS)
        now = self._clock.now()
        async with self._storage.transaction(actor.org_id) as work:
            current = await work.webhooks.lock(webhook_id)
            _require_types(actor, current.event_types)
            if not immediately and len(current.secrets_at(now)) > 1:
                raise Invalid(ROTATED.format(until=current.previous_secret_expires_at))
            changes = {
                "secret": new_secret(),
                "previous_secret": None if immediately else current.secret,
                "previous_secret_expires_at": None if immediately else now + OVERLAP,
            }
            return await work.webhooks.change(webhook_id, changes)

    async def test(self, actor: Actor, webhook_id: int) -> Delivery:
        """Send a test message at once, even to a webhook that isn't active, and return the logged attempt."""
        webhook = await self.get(actor, webhook_id)
        ping = ping_of(webhook, f"ping_{uuid4().hex}", self._clock.now())
        result = await self._delivering.send(webhook, ping)
        async with self._storage.transaction(actor.org_id) as work:
            added = await work.deliveries.add(ping)
            await work.deliveries.record(added.id, result)
            return await work.deliveries.get(webhook_id, added.id)

    async def deliveries(
        self,
        actor: Actor,
        webhook_id: int,
        window: Window,
        criteria: DeliverySearch,
        *,
        newest_first: bool = False,
    ) -> Page[Delivery]:
        """Return attempts in ascending or descending id. Raises Invalid for a period that ends before it begins."""
        actor.require(Permission.MANAGE_WEBHOOKS)
        check_period(criteria.since, criteria.until)
        async with self._storage.transaction(actor.org_id) as work:
            _require_types(actor, (await work.webhooks.get(webhook_id)).event_types)
            found = await work.deliveries.page(webhook_id, window, criteria, newest_first=newest_first)
        return Page([_shown(actor, one) for one in found.items], found.total, found.more, found.end_key)

    async def delivery(self, actor: Actor, webhook_id: int, delivery_id: int) -> Delivery:
        """Return one attempt."""
        actor.require(Permission.MANAGE_WEBHOOKS)
        async with self._storage.transaction(actor.org_id) as work:
            _require_types(actor, (await work.webhooks.get(webhook_id)).event_types)
            return _shown(actor, await work.deliveries.get(webhook_id, delivery_id))

    async def redeliver(self, actor: Actor, webhook_id: int, delivery_id: int) -> Delivery:
        """Send the event of an attempt again, and return the new attempt. A pending attempt of it is made due.

        Raises Invalid for a test, and for a webhook that isn't active.
        """
        actor.require(Permission.MANAGE_WEBHOOKS)
        async with self._storage.transaction(actor.org_id) as work:
            _require_active(actor, await work.webhooks.lock(webhook_id))
            found = await work.deliveries.get(webhook_id, delivery_id)
            if found.event_id is None:
                raise Invalid(NOT_AN_EVENT)
            _require_types(actor, [found.type])
            now = self._clock.now()
            if await work.deliveries.make_due(webhook_id, now, found.event_id):
                criteria = DeliverySearch(event_id=found.event_id, state=DeliveryState.PENDING)
                return (await work.deliveries.page(webhook_id, Window(limit=1), criteria)).items[0]
            own = {name: getattr(found, name) for name in NewDelivery.__slots__}
            return await work.deliveries.add(NewDelivery(**{**own, "due_at": now, "attempt": 1}))

    async def redeliver_period(self, actor: Actor, webhook_id: int, since: datetime, until: datetime) -> int:
        """Send the events of a period again, and return their number. Those that are pending or new are left out.

        Raises Invalid for a period that ends before it begins or has too many events, and for a webhook that isn't
        active.
        """
        webhook = await self.get(actor, webhook_id)
        check_period(since, until)
        _require_active(actor, webhook)
        repeated = await self._repeated(webhook, since, until)  # without the lock: the period may be long
        async with self._storage.transaction(actor.org_id) as work:
            current = await work.webhooks.lock(webhook_id)
            _require_active(actor, current)
            pending = await work.deliveries.pending_events(webhook_id)
            new = [one for one in repeated if one.event_id not in pending and current.wants(one.type)]
            if new:
                await work.deliveries.add_many(new)
        return len(new)

    async def _repeated(self, webhook: Webhook, since: datetime, until: datetime) -> Sequence[NewDelivery]:
        """Return an attempt for each event of a period up to the webhook's cursor. Raises Invalid for too many."""
        now, found = self._clock.now(), list[NewDelivery]()
        wanted = EventFilter(types=webhook.event_types)
        async for event in self._events.between(webhook.org_id, since, until, wanted):
            if event.sequence > webhook.cursor:
                break
            found.append(delivery_of(webhook, event, now))
            if len(found) > MOST_REPEATED:
                raise Invalid(PERIOD_TOO_LONG)
        return found

    def _check(self, url: str, event_types: Sequence[str], description: str | None) -> None:
        """Raise Invalid for fields that a webhook can't have."""
        check_visible(url=url, description=description)
        self._sender.check(url)
        if unknown := sorted({*event_types} - {*EVENT_TYPES}):
            raise Invalid(UNKNOWN_TYPES.format(unknown=", ".join(unknown), known=", ".join(EVENT_TYPES)))


def _require_types(actor: Actor, event_types: Sequence[str]) -> None:
    """Raise Forbidden if the actor may not read events of one of the types, of any type if there are none."""
    for permission in permissions_to_read(event_types or EVENT_TYPES):
        actor.require(permission)


def _shown(actor: Actor, delivery: Delivery) -> Delivery:
    """Return an attempt, without its contents if the actor may not read events of its type, as the webhook once did."""
    needed = [] if delivery.type == PING else permissions_to_read([delivery.type])
    if all(map(actor.has_permission, needed)):
        return delivery
    return replace(delivery, request_headers=None, request_body="", response_body=None, error=None)


def _require_active(actor: Actor, webhook: Webhook) -> None:
    """Raise Forbidden if the actor may not read the webhook's events, and Invalid if the webhook isn't active."""
    _require_types(actor, webhook.event_types)
    if not webhook.is_active:
        raise Invalid(INACTIVE)


async def _lock(work: UnitOfWork, webhook_id: int, condition: Condition[Webhook] | None) -> Webhook:
    """Lock a webhook, and check a condition. Raises NotFound, and Stale."""
    current = await work.webhooks.lock(webhook_id)
    if condition is not None and not condition(current):
        raise Stale("webhook")
    return current

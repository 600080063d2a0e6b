"""Webhooks and deliveries in memory."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from recruit.adapters.memory.rows import Rows
from recruit.domain.accounts.model.users import User
from recruit.domain.shared.errors import NotFound, Refused
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values, given
from recruit.domain.webhooks.model import (
    AttemptResult,
    Delivery,
    DeliverySearch,
    DeliveryState,
    NewDelivery,
    Webhook,
    WebhookDetails,
)
from recruit.ports.changes import Changes


class MemoryWebhooks:
    """Repository of webhooks."""

    def __init__(self, rows: Rows[Webhook], deliveries: Rows[Delivery], users: Rows[User]) -> None:
        self._rows = rows
        self._deliveries = deliveries
        self._users = users

    async def add(self, details: WebhookDetails) -> Webhook:
        """Store a webhook."""
        if details.created_by_user_id not in self._users.current:
            raise Refused
        return self._rows.put(self._rows.new(Webhook, asdict(details)))

    async def get(self, webhook_id: int) -> Webhook:
        """Return one webhook."""
        return self._rows.get(webhook_id)

    async def page(self, window: Window) -> Page[Webhook]:
        """Return a page of webhooks."""
        return self._rows.page(window, lambda _: True)

    async def active(self) -> Sequence[Webhook]:
        """Return the active webhooks."""
        return [row for row in self._rows.all() if row.is_active]

    async def lock(self, webhook_id: int) -> Webhook:
        """Return one webhook. Units of work run one at a time, so nothing is locked."""
        return self._rows.get(webhook_id)

    async def change(self, webhook_id: int, changes: Changes) -> Webhook:
        """Set fields."""
        return self._rows.change(webhook_id, changes)

    async def remove(self, webhook_id: int) -> None:
        """Remove a webhook and its deliveries."""
        self._rows.remove(webhook_id)
        self._deliveries.remove_where(lambda row: row.webhook_id == webhook_id)


class MemoryDeliveries:
    """Repository of attempts."""

    def __init__(self, rows: Rows[Delivery], webhooks: Rows[Webhook]) -> None:
        self._rows = rows
        self._webhooks = webhooks

    async def add(self, new: NewDelivery) -> Delivery:
        """Store a pending attempt."""
        if new.webhook_id not in self._webhooks.current:
            raise NotFound("webhook", new.webhook_id)
        return self._rows.put(self._rows.new(Delivery, asdict(new)))

    async def add_many(self, new: Sequence[NewDelivery]) -> None:
        """Store pending attempts."""
        for one in new:
            await self.add(one)

    async def get(self, webhook_id: int, delivery_id: int) -> Delivery:
        """Return one attempt."""
        found = self._rows.get(delivery_id)
        if found.webhook_id != webhook_id:
            raise NotFound("delivery", delivery_id)
        return found

    async def page(
        self, webhook_id: int, window: Window, criteria: DeliverySearch, *, newest_first: bool = False
    ) -> Page[Delivery]:
        """Return a page of attempts."""
        values = given(field_values(criteria))
        since, until = values.pop("since", None), values.pop("until", None)
        values["webhook_id"] = webhook_id

        def matches(row: Delivery) -> bool:
            return (
                all(getattr(row, name) == value for name, value in values.items())
                and (since is None or (row.at is not None and row.at >= since))
                and (until is None or (row.at is not None and row.at < until))
            )

        if newest_first:
            return self._rows.newest_page(window, matches)
        return self._rows.page(window, matches)

    async def due(self, webhook_id: int, now: datetime, limit: int) -> Sequence[Delivery]:
        """Return pending attempts that are due."""
        firsts: dict[object, Delivery] = {}
        for row in sorted(self._pending(webhook_id), key=lambda row: (row.sequence or 0, row.id)):
            firsts.setdefault(row.id if row.entity_id is None else (row.entity, row.entity_id), row)
        due = [row for row in firsts.values() if row.due_at <= now]
        return sorted(due, key=lambda row: (row.due_at, row.id))[:limit]

    async def begin(self, delivery: Delivery, until: datetime) -> bool:
        """Postpone a pending attempt."""
        found = self._rows.current.get(delivery.id)
        if found is None or found.state != DeliveryState.PENDING or found.due_at != delivery.due_at:
            return False
        self._rows.put(replace(found, due_at=until))
        return True

    async def webhooks_due(self, now: datetime) -> Sequence[int]:
        """Return the ids of webhooks with due attempts."""
        rows = self._rows.current.values()
        return sorted({row.webhook_id for row in rows if row.state == DeliveryState.PENDING and row.due_at <= now})

    async def pending(self, webhook_id: int) -> int:
        """Return the number of pending attempts."""
        return len(list(self._pending(webhook_id)))

    async def pending_events(self, webhook_id: int) -> Collection[int]:
        """Return the ids of events with pending attempts."""
        return {row.event_id for row in self._pending(webhook_id) if row.event_id is not None}

    async def record(self, delivery_id: int, result: AttemptResult) -> bool:
        """Store the result of a pending attempt."""
        found = self._rows.current.get(delivery_id)
        if found is None or found.state != DeliveryState.PENDING:
            return False
        due_at = found.due_at if result.at is None else min(found.due_at, result.at)
        self._rows.put(replace(found, **asdict(result), due_at=due_at))
        return True

    async def make_due(self, webhook_id: int, now: datetime, event_id: int | None = None) -> int:
        """Set the time of pending attempts."""
        return self._change_pending(
            webhook_id,
            lambda row: event_id in {None, row.event_id},
            lambda row: replace(row, due_at=min(row.due_at, now)),
        )

    async def skip_pending(self, webhook_id: int, wanted: Sequence[str] = ()) -> int:
        """Set the state of pending attempts."""
        return self._change_pending(
            webhook_id, lambda row: row.type not in wanted, lambda row: replace(row, state=DeliveryState.SKIPPED)
        )

    async def remove_until(self, until: datetime) -> int:
        """Remove finished attempts."""
        before = len(self._rows.current)
        self._rows.remove_where(lambda row: row.due_at <= until and row.state != DeliveryState.PENDING)
        return before - len(self._rows.current)

    def _pending(self, webhook_id: int) -> Iterator[Delivery]:
        return (
            row
            for row in self._rows.current.values()
            if row.webhook_id == webhook_id and row.state == DeliveryState.PENDING
        )

    def _change_pending(
        self, webhook_id: int, matches: Callable[[Delivery], bool], changed: Callable[[Delivery], Delivery]
    ) -> int:
        found = [row for row in self._pending(webhook_id) if matches(row)]
        for row in found:
            self._rows.put(changed(row))
        return len(found)

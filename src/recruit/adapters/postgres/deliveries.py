"""Attempts to deliver events to webhooks, in PostgreSQL."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from recruit.adapters.postgres.engine import pages
from recruit.adapters.postgres.engine.columns import foreign_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows, new_values
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import (
    LIMIT,
    in_organisation,
    row_by_id,
)
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values, given
from recruit.domain.webhooks.model import AttemptResult, Delivery, DeliverySearch, DeliveryState, NewDelivery

IS_PENDING = f"state = '{DeliveryState.PENDING}'"

webhook_deliveries = tenant_table(
    "webhook_deliveries",
    sa.Column("webhook_id", sa.BigInteger, nullable=False),
    sa.Column("message_id", sa.Text, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("request_body", sa.Text, nullable=False),
    sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("event_id", sa.BigInteger),
    sa.Column("sequence", sa.BigInteger),
    sa.Column("entity", sa.Text, nullable=False),
    sa.Column("entity_id", sa.BigInteger),
    sa.Column("candidate_id", sa.BigInteger),
    sa.Column("state", sa.Text, nullable=False, server_default=DeliveryState.PENDING.value),
    sa.Column("at", sa.DateTime(timezone=True)),
    sa.Column("request_headers", JSONB(none_as_null=True)),
    sa.Column("status", sa.Integer),
    sa.Column("response_body", sa.Text),
    sa.Column("duration_ms", sa.Integer),
    sa.Column("error", sa.Text),
    foreign_key("webhook_deliveries", "webhook", "webhook_id", "webhooks"),
    sa.Index(
        "webhook_deliveries_log_idx",
        "org_id",
        "webhook_id",
        "id",
        postgresql_include=["event_id", "type", "state", "at"],
    ),
    sa.Index("webhook_deliveries_due_idx", "org_id", "due_at"),
    sa.Index(
        "webhook_deliveries_pending_idx",
        "org_id",
        "webhook_id",
        "due_at",
        "id",
        postgresql_where=sa.text(IS_PENDING),
    ),
    sa.Index(
        "webhook_deliveries_entity_idx",
        "org_id",
        "webhook_id",
        "entity",
        "entity_id",
        "sequence",
        "id",
        postgresql_where=sa.text(IS_PENDING),
    ),
    draws_ids=True,
)
"""A row for each attempt. The indexes of pending rows stay small, however long the log is."""

_row = webhook_deliveries.c


def _state_text(state: DeliveryState) -> sa.ColumnElement[str]:
    return sa.literal_column(f"'{state.value}'", sa.Text)


_is_pending = _row.state == _state_text(DeliveryState.PENDING)

_OF_WEBHOOK = sa.and_(
    in_organisation(webhook_deliveries), _row.webhook_id == sa.bindparam("webhook_id", type_=sa.BigInteger)
)

_NOW = sa.bindparam("now", type_=_row.due_at.type)

_NEW = tuple(NewDelivery.__slots__)

DELIVERY = Statement(sa.select(*entity_columns(webhook_deliveries)).where(row_by_id(webhook_deliveries), _OF_WEBHOOK))

_earlier = webhook_deliveries.alias("earlier")

_HAS_EARLIER = sa.exists().where(
    in_organisation(_earlier),
    _earlier.c.webhook_id == _row.webhook_id,
    _earlier.c.state == _state_text(DeliveryState.PENDING),
    _earlier.c.entity == _row.entity,
    _earlier.c.entity_id == _row.entity_id,
    sa.tuple_(_earlier.c.sequence, _earlier.c.id) < sa.tuple_(_row.sequence, _row.id),
)

DUE_DELIVERIES = Statement(
    sa.select(*entity_columns(webhook_deliveries))
    .where(_OF_WEBHOOK, _is_pending, _row.due_at <= _NOW, ~_HAS_EARLIER)
    .order_by(_row.due_at, _row.id)
    .limit(LIMIT)
)

WEBHOOKS_DUE = Statement(
    sa.select(_row.webhook_id)
    .where(in_organisation(webhook_deliveries), _is_pending, _row.due_at <= _NOW)
    .distinct()
    .order_by(_row.webhook_id)
)

PENDING_EVENTS = Statement(sa.select(_row.event_id).where(_OF_WEBHOOK, _is_pending, _row.event_id.is_not(None)))

PENDING_COUNT = Statement(sa.select(sa.func.count()).select_from(webhook_deliveries).where(_OF_WEBHOOK, _is_pending))

_RESULT = tuple(AttemptResult.__slots__)

RECORD_ATTEMPT = Statement(
    sa.update(webhook_deliveries)
    .where(row_by_id(webhook_deliveries), _is_pending)
    .values(
        {
            **{name: sa.bindparam(f"new_{name}") for name in _RESULT},
            "due_at": sa.func.least(_row.due_at, sa.bindparam("new_at")),
        }
    )
    .returning(_row.id)
)

BEGIN_ATTEMPT = Statement(
    sa.update(webhook_deliveries)
    .where(row_by_id(webhook_deliveries), _is_pending, _row.due_at == sa.bindparam("old_due_at"))
    .values(due_at=sa.bindparam("until"))
    .returning(_row.id)
)

SKIP_PENDING = Statement(
    sa.update(webhook_deliveries)
    .where(_OF_WEBHOOK, _is_pending, _row.type != sa.func.all(sa.bindparam("wanted", type_=ARRAY(sa.Text))))
    .values(state=_state_text(DeliveryState.SKIPPED))
    .returning(_row.id)
)

DELETE_OLD_DELIVERIES = Statement(
    sa.delete(webhook_deliveries)
    .where(in_organisation(webhook_deliveries), _row.due_at <= sa.bindparam("until"), ~_is_pending)
    .returning(_row.id)
)


@cache
def make_due(*, of_event: bool) -> Statement:
    """Set the time of pending attempts that aren't due yet: those of a webhook, or of one event."""
    conditions = (_row.event_id == sa.bindparam("event_id", type_=sa.BigInteger),) if of_event else ()
    return Statement(
        sa.update(webhook_deliveries)
        .where(_OF_WEBHOOK, _is_pending, *conditions)
        .values(due_at=sa.func.least(_row.due_at, _NOW))
        .returning(_row.id)
    )


class PostgresDeliveries:
    """Repository of attempts."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("delivery", webhook_deliveries, delivery_of, session)

    async def add(self, new: NewDelivery) -> Delivery:
        """Store a pending attempt."""
        return await self._rows.insert(asdict(new))

    async def add_many(self, new: Sequence[NewDelivery]) -> None:
        """Store pending attempts."""
        await self._rows.insert_many({name: [getattr(one, name) for one in new] for name in _NEW})

    async def get(self, webhook_id: int, delivery_id: int) -> Delivery:
        """Return one attempt."""
        return await self._rows.fetch_one(delivery_id, DELIVERY, webhook_id=webhook_id)

    async def page(
        self, webhook_id: int, window: Window, criteria: DeliverySearch, *, newest_first: bool = False
    ) -> Page[Delivery]:
        """Return a page of attempts."""
        values = given(field_values(criteria))
        values["webhook_id"] = webhook_id
        times = tuple(name for name in values if name in {"since", "until"})
        equal = tuple(name for name in values if name not in times)
        if newest_first:
            statement = pages.newest(webhook_deliveries, equal, times)
            return await self._rows.fetch_page(window, statement, values, pages.NEWEST_FIRST)
        statement = pages.page(webhook_deliveries, equal, (), times, skipping=True)
        return await self._rows.fetch_page(window, statement, values)

    async def due(self, webhook_id: int, now: datetime, limit: int) -> Sequence[Delivery]:
        """Return pending attempts that are due."""
        rows = await self._rows.fetch(DUE_DELIVERIES, webhook_id=webhook_id, now=now, limit=limit)
        return [delivery_of(**row) for row in rows]

    async def begin(self, delivery: Delivery, until: datetime) -> bool:
        """Postpone a pending attempt."""
        return bool(await self._rows.fetch(BEGIN_ATTEMPT, key_id=delivery.id, old_due_at=delivery.due_at, until=until))

    async def webhooks_due(self, now: datetime) -> Sequence[int]:
        """Return the ids of webhooks with due attempts."""
        return [row["webhook_id"] for row in await self._rows.fetch(WEBHOOKS_DUE, now=now)]

    async def pending(self, webhook_id: int) -> int:
        """Return the number of pending attempts."""
        ((count,),) = await self._rows.fetch(PENDING_COUNT, webhook_id=webhook_id)
        return int(count)

    async def pending_events(self, webhook_id: int) -> Collection[int]:
        """Return the ids of events with pending attempts."""
        return {row["event_id"] for row in await self._rows.fetch(PENDING_EVENTS, webhook_id=webhook_id)}

    async def record(self, delivery_id: int, result: AttemptResult) -> bool:
        """Store the result of a pending attempt."""
        return bool(await self._rows.fetch(RECORD_ATTEMPT, key_id=delivery_id, **new_values(asdict(result))))

    async def make_due(self, webhook_id: int, now: datetime, event_id: int | None = None) -> int:
        """Set the time of pending attempts."""
        statement = make_due(of_event=event_id is not None)
        return len(await self._rows.fetch(statement, webhook_id=webhook_id, now=now, event_id=event_id))

    async def skip_pending(self, webhook_id: int, wanted: Sequence[str] = ()) -> int:
        """Set the state of pending attempts."""
        return len(await self._rows.fetch(SKIP_PENDING, webhook_id=webhook_id, wanted=list(wanted)))

    async def remove_until(self, until: datetime) -> int:
        """Remove finished attempts."""
        return len(await self._rows.fetch(DELETE_OLD_DELIVERIES, until=until))


def delivery_of(state: str, **row: Any) -> Delivery:
    """Return the attempt of a row."""
    return Delivery(state=DeliveryState(state), **row)

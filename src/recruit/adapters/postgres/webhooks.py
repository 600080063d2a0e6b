"""Webhooks in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from recruit.adapters.postgres.engine.columns import foreign_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import in_organisation
from recruit.domain.shared.pages import Page, Window
from recruit.domain.webhooks.model import Webhook, WebhookDetails

webhooks = tenant_table(
    "webhooks",
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("event_types", JSONB, nullable=False),
    sa.Column("description", sa.Text),
    sa.Column("is_active", sa.Boolean, nullable=False),
    sa.Column("created_by_user_id", sa.BigInteger, nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("secret", sa.Text, nullable=False),
    sa.Column("cursor", sa.BigInteger, nullable=False),
    sa.Column("previous_secret", sa.Text),
    sa.Column("previous_secret_expires_at", sa.DateTime(timezone=True)),
    sa.Column("disabled_reason", sa.Text),
    sa.Column("disabled_at", sa.DateTime(timezone=True)),
    foreign_key("webhooks", "created_by", "created_by_user_id", "users", ondelete=None),
    sa.Index("webhooks_created_by_idx", "org_id", "created_by_user_id"),
    sa.Index("webhooks_active_idx", "org_id", "id", postgresql_where=sa.text("is_active")),
)

ACTIVE_WEBHOOKS = Statement(
    sa.select(*entity_columns(webhooks)).where(in_organisation(webhooks), webhooks.c.is_active).order_by(webhooks.c.id)
)

ORGANISATIONS_WITH_WEBHOOKS = Statement(
    sa.select(webhooks.c.org_id).where(webhooks.c.is_active).distinct().order_by(webhooks.c.org_id)
)


class PostgresWebhooks(TableRows[Webhook]):
    """Repository of webhooks."""

    def __init__(self, session: Session) -> None:
        super().__init__("webhook", webhooks, _webhook, session)

    async def add(self, details: WebhookDetails) -> Webhook:
        """Store a webhook."""
        return await self.insert(asdict(details))

    async def page(self, window: Window) -> Page[Webhook]:
        """Return a page of webhooks."""
        return await self.select_page(window, {})

    async def active(self) -> Sequence[Webhook]:
        """Return the active webhooks."""
        return [_webhook(**row) for row in await self.fetch(ACTIVE_WEBHOOKS)]


def _webhook(event_types: Sequence[str], **row: Any) -> Webhook:
    """Return the webhook of a row."""
    return Webhook(event_types=tuple(event_types), **row)

"""Outgoing mail in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from recruit.adapters.postgres.engine import pages
from recruit.adapters.postgres.engine.columns import foreign_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import LIMIT, in_organisation
from recruit.domain.mail.model import Mail, MailKind, MailState, NewMail
from recruit.domain.shared.pages import Page, Window

IS_PENDING = f"state = '{MailState.PENDING}'::text"

outgoing_mail = tenant_table(
    "outgoing_mail",
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("recipient", sa.Text, nullable=False),
    sa.Column("user_id", sa.BigInteger),
    sa.Column("subject_id", sa.BigInteger),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("state", sa.Text, nullable=False, server_default=MailState.PENDING.value),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("at", sa.DateTime(timezone=True)),
    sa.Column("error", sa.Text),
    foreign_key("outgoing_mail", "user", "user_id", "users"),
    sa.Index("outgoing_mail_user_idx", "org_id", "user_id"),
    sa.Index("outgoing_mail_created_idx", "org_id", "created_at"),
    sa.Index("outgoing_mail_pending_idx", "org_id", "due_at", "id", postgresql_where=sa.text(IS_PENDING)),
)

_row = outgoing_mail.c
_is_pending = _row.state == sa.literal_column(f"'{MailState.PENDING}'", sa.Text)

DUE_MAIL = Statement(
    sa.select(*entity_columns(outgoing_mail))
    .where(in_organisation(outgoing_mail), _is_pending, _row.due_at <= sa.bindparam("now"))
    .order_by(_row.due_at, _row.id)
    .limit(LIMIT)
)

MAIL_COUNT = Statement(
    sa.select(sa.func.count())
    .select_from(outgoing_mail)
    .where(in_organisation(outgoing_mail), _row.kind == sa.bindparam("kind"), _row.created_at >= sa.bindparam("since"))
)

DELETE_OLD_MAIL = Statement(
    sa.delete(outgoing_mail)
    .where(in_organisation(outgoing_mail), _row.created_at <= sa.bindparam("until"), ~_is_pending)
    .returning(_row.id)
)


class PostgresOutgoingMail(TableRows[Mail]):
    """Repository of outgoing mail."""

    def __init__(self, session: Session) -> None:
        super().__init__("message", outgoing_mail, _mail, session)

    async def add(self, new: NewMail) -> Mail:
        """Store a pending message."""
        return await self.insert(asdict(new))

    async def page(self, window: Window) -> Page[Mail]:
        """Return a page of messages, newest first."""
        return await self.fetch_page(window, pages.newest(outgoing_mail, (), ()), {}, pages.NEWEST_FIRST)

    async def count_since(self, kind: MailKind, since: datetime) -> int:
        """Return the number of messages of a kind since a time."""
        ((found,),) = await self.fetch(MAIL_COUNT, kind=kind, since=since)
        return int(found)

    async def due(self, now: datetime, limit: int) -> Sequence[Mail]:
        """Return messages that are due."""
        return [_mail(**row) for row in await self.fetch(DUE_MAIL, now=now, limit=limit)]

    async def remove_until(self, until: datetime) -> int:
        """Remove old messages."""
        return len(await self.fetch(DELETE_OLD_MAIL, until=until))


def _mail(kind: str, state: str, **columns: Any) -> Mail:
    return Mail(kind=MailKind(kind), state=MailState(state), **columns)

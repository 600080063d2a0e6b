"""Conversations with the agent in PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from recruit.adapters.postgres.engine.columns import foreign_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import LIMIT, in_organisation, row_by_id
from recruit.domain.agent.model import Conversation, Message, MessageDetails, Speaker
from recruit.domain.shared.pages import Page, Window

conversations = tenant_table(
    "conversations",
    sa.Column("user_id", sa.BigInteger, nullable=False),
    sa.Column("state", JSONB, nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    foreign_key("conversations", "user", "user_id", "users"),
    sa.Index("conversations_user_idx", "org_id", "user_id", "id"),
)

messages = tenant_table(
    "messages",
    sa.Column("conversation_id", sa.BigInteger, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("tools", JSONB, nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    foreign_key("messages", "conversation", "conversation_id", "conversations"),
    sa.Index("messages_conversation_idx", "org_id", "conversation_id", "id"),
)

_IS_OWN = sa.and_(row_by_id(conversations), conversations.c.user_id == sa.bindparam("user_id"))

_OF_CONVERSATION = sa.and_(
    in_organisation(messages), messages.c.conversation_id == sa.bindparam("conversation_id", type_=sa.BigInteger)
)

CONVERSATION = Statement(sa.select(*entity_columns(conversations)).where(_IS_OWN))

SET_STATE = Statement(
    sa.update(conversations)
    .where(_IS_OWN)
    .values(state=sa.bindparam("new_state"), updated_at=sa.bindparam("new_updated_at"))
    .returning(*entity_columns(conversations))
)

DELETE_CONVERSATION = Statement(sa.delete(conversations).where(_IS_OWN).returning(*entity_columns(conversations)))

_OWN_CONVERSATIONS = sa.and_(in_organisation(conversations), conversations.c.user_id == sa.bindparam("user_id"))


def _trim(table: sa.Table, condition: sa.ColumnElement[bool]) -> Statement:
    """Delete the rows that meet a condition, except the last `keep_last`."""
    ids = sa.select(table.c.id).where(condition).order_by(table.c.id.desc())
    last_deleted = ids.offset(sa.bindparam("keep_last", type_=sa.BigInteger)).limit(sa.literal_column("1"))
    return Statement(sa.delete(table).where(condition, table.c.id <= last_deleted.scalar_subquery()))


TRIM_CONVERSATIONS = _trim(conversations, _OWN_CONVERSATIONS)

LAST_MESSAGES = Statement(
    sa.select(*entity_columns(messages)).where(_OF_CONVERSATION).order_by(messages.c.id.desc()).limit(LIMIT)
)

TRIM_MESSAGES = _trim(messages, _OF_CONVERSATION)


class PostgresConversations:
    """Repository of conversations and their messages."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("conversation", conversations, Conversation, session)
        self._messages = TableRows("message", messages, message_of, session)

    async def add(self, user_id: int, now: datetime) -> Conversation:
        """Store a new conversation."""
        return await self._rows.insert({"user_id": user_id, "state": {}, "created_at": now, "updated_at": now})

    async def get(self, user_id: int, conversation_id: int) -> Conversation:
        """Return one conversation."""
        return await self._rows.fetch_one(conversation_id, CONVERSATION, user_id=user_id)

    async def page(self, user_id: int, window: Window) -> Page[Conversation]:
        """Return a page of a user's conversations."""
        return await self._rows.select_page(window, {"user_id": user_id})

    async def set_state(self, user_id: int, conversation_id: int, state: Mapping[str, Any], now: datetime) -> None:
        """Set the state."""
        await self._rows.fetch_one(conversation_id, SET_STATE, user_id=user_id, new_state=state, new_updated_at=now)

    async def add_message(self, conversation_id: int, message: MessageDetails) -> None:
        """Add a message."""
        await self._messages.insert({**asdict(message), "conversation_id": conversation_id})

    async def messages(self, conversation_id: int, limit: int) -> Sequence[Message]:
        """Return the last messages."""
        rows = await self._messages.fetch(LAST_MESSAGES, conversation_id=conversation_id, limit=limit)
        return [message_of(**row) for row in reversed(rows)]

    async def trim_messages(self, conversation_id: int, keep_last: int) -> None:
        """Remove the earliest messages."""
        await self._messages.fetch(TRIM_MESSAGES, conversation_id=conversation_id, keep_last=keep_last)

    async def remove_old(self, user_id: int, keep_last: int) -> None:
        """Remove the earliest conversations. Their messages are deleted by cascade."""
        await self._rows.fetch(TRIM_CONVERSATIONS, user_id=user_id, keep_last=keep_last)

    async def remove(self, user_id: int, conversation_id: int) -> None:
        """Remove a conversation. Its messages are deleted by cascade."""
        await self._rows.fetch_one(conversation_id, DELETE_CONVERSATION, user_id=user_id)


def message_of(role: str, **row: Any) -> Message:
    """Return the message of a row."""
    return Message(role=Speaker(role), **row)

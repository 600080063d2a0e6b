"""Conversations with the agent in PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from recruit.adapters.postgres.engine.columns import tenant_table
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
    sa.ForeignKeyConstraint(
        ["org_id", "user_id"], ["users.org_id", "users.id"], name="conversations_user_fkey", ondelete="CASCADE"
    ),
    sa.Index("conversations_user_idx", "org_id", "user_id", "id"),
)

messages = tenant_table(
    "messages",
    sa.Column("conversation_id", sa.BigInteger, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("tools", JSONB, nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(
        ["org_id", "conversation_id"],
        ["conversations.org_id", "conversations.id"],
        name="messages_conversation_fkey",
        ondelete="CASCADE",
    ),
    sa.Index("messages_conversation_idx", "org_id", "conversation_id", "id"),
)

_ONE: sa.ColumnElement[int] = sa.literal_column("1")

_ID = sa.bindparam("conversation_id", type_=sa.BigInteger)

_IS_OWN = sa.and_(
    row_by_id(conversations),
    conversations.c.user_id == sa.bindparam("user_id"),
)

_MESSAGE_COLUMNS = sa.and_(in_organisation(messages), messages.c.conversation_id == _ID)

CONVERSATION = Statement(sa.select(*entity_columns(conversations)).where(_IS_OWN))

SET_STATE = Statement(
    sa.update(conversations)
    .where(_IS_OWN)
    .values(state=sa.bindparam("new_state"), updated_at=sa.bindparam("new_updated_at"))
    .returning(*entity_columns(conversations))
)

DELETE_CONVERSATION = Statement(sa.delete(conversations).where(_IS_OWN).returning(*entity_columns(conversations)))

_OWN_CONVERSATIONS = sa.and_(in_organisation(conversations), conversations.c.user_id == sa.bindparam("user_id"))

TRIM_CONVERSATIONS = Statement(
    sa.delete(conversations).where(
        _OWN_CONVERSATIONS,
        conversations.c.id
        <= sa.select(conversations.c.id)
        .where(_OWN_CONVERSATIONS)
        .order_by(conversations.c.id.desc())
        .offset(sa.bindparam("kept", type_=sa.BigInteger))
        .limit(_ONE)
        .scalar_subquery(),
    )
)

LAST_MESSAGES = Statement(
    sa.select(*entity_columns(messages)).where(_MESSAGE_COLUMNS).order_by(messages.c.id.desc()).limit(LIMIT)
)

TRIM_MESSAGES = Statement(
    sa.delete(messages).where(
        _MESSAGE_COLUMNS,
        messages.c.id
        <= sa.select(messages.c.id)
        .where(_MESSAGE_COLUMNS)
        .order_by(messages.c.id.desc())
        .offset(sa.bindparam("kept", type_=sa.BigInteger))
        .limit(_ONE)
        .scalar_subquery(),
    )
)


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

    async def trim_messages(self, conversation_id: int, kept: int) -> None:
        """Remove the earliest messages."""
        await self._messages.fetch(TRIM_MESSAGES, conversation_id=conversation_id, kept=kept)

    async def remove_old(self, user_id: int, kept: int) -> None:
        """Remove the earliest conversations. Their messages are deleted by cascade."""
        await self._rows.fetch(TRIM_CONVERSATIONS, user_id=user_id, kept=kept)

    async def remove(self, user_id: int, conversation_id: int) -> None:
        """Remove a conversation. Its messages are deleted by cascade."""
        await self._rows.fetch_one(conversation_id, DELETE_CONVERSATION, user_id=user_id)


def message_of(role: str, **row: Any) -> Message:
    """Return the message of a row."""
    return Message(role=Speaker(role), **row)

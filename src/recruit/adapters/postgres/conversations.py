"""Conversations with the agent, and its actions, in PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, bindparam, delete, literal_column, select, update
from sqlalchemy.dialects.postgresql import ARRAY

from recruit.adapters.postgres.engine.rows import Rows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.statements import Statement, told
from recruit.adapters.postgres.tables import actions, conversations, messages
from recruit.domain.agent.model import Action, ActionDetails, Conversation, Message, MessageDetails, Speaker, Stage
from recruit.domain.shared.pages import Page, Window

_ONE: ColumnElement[int] = literal_column("1")
_ID = bindparam("conversation_id", type_=BigInteger)
_OWN = and_(
    conversations.c.org_id == bindparam("org_id"),
    conversations.c.id == bindparam("key_id"),
    conversations.c.user_id == bindparam("user_id"),
)
_SAID = and_(messages.c.org_id == bindparam("org_id"), messages.c.conversation_id == _ID)

CONVERSATION = Statement(select(*told(conversations)).where(_OWN))
REMEMBERED = Statement(
    update(conversations)
    .where(_OWN)
    .values(state=bindparam("new_state"), updated_at=bindparam("new_updated_at"))
    .returning(*told(conversations))
)
CONVERSATION_REMOVED = Statement(delete(conversations).where(_OWN).returning(*told(conversations)))
_MINE = and_(conversations.c.org_id == bindparam("org_id"), conversations.c.user_id == bindparam("user_id"))
PRUNED = Statement(
    delete(conversations).where(
        _MINE,
        conversations.c.id
        <= select(conversations.c.id)
        .where(_MINE)
        .order_by(conversations.c.id.desc())
        .offset(bindparam("kept", type_=BigInteger))
        .limit(_ONE)
        .scalar_subquery(),
    )
)
LAST_MESSAGES = Statement(
    select(*told(messages)).where(_SAID).order_by(messages.c.id.desc()).limit(bindparam("limit", type_=BigInteger))
)
MESSAGES_FORGOTTEN = Statement(
    delete(messages).where(
        _SAID,
        messages.c.id
        <= select(messages.c.id)
        .where(_SAID)
        .order_by(messages.c.id.desc())
        .offset(bindparam("kept", type_=BigInteger))
        .limit(_ONE)
        .scalar_subquery(),
    )
)
PROPOSED_ACTION = Statement(
    select(*told(actions)).where(
        actions.c.org_id == bindparam("org_id"),
        actions.c.user_id == bindparam("user_id"),
        actions.c.token == bindparam("token"),
        actions.c.stage == bindparam("stage"),
    )
)
ADVANCED = Statement(
    update(actions)
    .where(
        actions.c.org_id == bindparam("org_id"),
        actions.c.id == bindparam("key_id"),
        actions.c.stage == bindparam("before"),
    )
    .values(stage=bindparam("after"))
    .returning(actions.c.id)
)


@cache
def latest_action(*, inside: bool) -> Statement:
    """Select a user's last action in one of some stages, inside a conversation or outside of any.

    There are two statements because no index supports a condition that is either equality or IS NULL.
    """
    return Statement(
        select(*told(actions))
        .where(
            actions.c.org_id == bindparam("org_id"),
            actions.c.user_id == bindparam("user_id"),
            actions.c.conversation_id == _ID if inside else actions.c.conversation_id.is_(None),
            actions.c.session == bindparam("session"),
            actions.c.stage == bindparam("stages", type_=ARRAY(actions.c.stage.type)).any_(),
        )
        .order_by(actions.c.id.desc())
        .limit(_ONE)
    )


class PostgresConversations:
    """Repository of conversations and their messages."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("conversation", conversations, Conversation, session)
        self._messages = Rows("message", messages, message_of, session)

    async def add(self, user_id: int, now: datetime) -> Conversation:
        """Store a new conversation."""
        return await self._rows.add({"user_id": user_id, "state": {}, "created_at": now, "updated_at": now})

    async def get(self, user_id: int, conversation_id: int) -> Conversation:
        """Return one conversation."""
        return await self._rows.one(conversation_id, CONVERSATION, user_id=user_id)

    async def page(self, user_id: int, window: Window) -> Page[Conversation]:
        """Return a page of a user's conversations."""
        return await self._rows.page(window, {"user_id": user_id})

    async def remember(self, user_id: int, conversation_id: int, state: Mapping[str, Any], now: datetime) -> None:
        """Set the state."""
        await self._rows.one(conversation_id, REMEMBERED, user_id=user_id, new_state=state, new_updated_at=now)

    async def say(self, conversation_id: int, message: MessageDetails) -> None:
        """Add a message."""
        await self._messages.add({**asdict(message), "conversation_id": conversation_id})

    async def messages(self, conversation_id: int, limit: int) -> Sequence[Message]:
        """Return the last messages."""
        rows = await self._messages.fetch(LAST_MESSAGES, conversation_id=conversation_id, limit=limit)
        return [message_of(**row) for row in reversed(rows)]

    async def forget(self, conversation_id: int, kept: int) -> None:
        """Remove the earliest messages."""
        await self._messages.fetch(MESSAGES_FORGOTTEN, conversation_id=conversation_id, kept=kept)

    async def prune(self, user_id: int, kept: int) -> None:
        """Remove the earliest conversations. Their messages are deleted by cascade."""
        await self._rows.fetch(PRUNED, user_id=user_id, kept=kept)

    async def remove(self, user_id: int, conversation_id: int) -> None:
        """Remove a conversation. Its messages are deleted by cascade."""
        await self._rows.one(conversation_id, CONVERSATION_REMOVED, user_id=user_id)


class PostgresActions:
    """Repository of actions."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("action", actions, _action, session)

    async def add(self, details: ActionDetails) -> Action:
        """Store an action."""
        return await self._rows.add(asdict(details))

    async def latest(
        self, user_id: int, conversation_id: int | None, stages: Sequence[Stage], session: str = ""
    ) -> Action | None:
        """Return the last action in one of the stages."""
        rows = await self._rows.fetch(
            latest_action(inside=conversation_id is not None),
            user_id=user_id,
            conversation_id=conversation_id,
            stages=list(stages),
            session=session,
        )
        return _action(**rows[0]) if rows else None

    async def proposed(self, user_id: int, token: str) -> Action | None:
        """Return the proposed action with a confirmation token."""
        rows = await self._rows.fetch(PROPOSED_ACTION, user_id=user_id, token=token, stage=Stage.PROPOSED)
        return _action(**rows[0]) if rows else None

    async def advance(self, action_id: int, before: Stage, after: Stage) -> bool:
        """Move an action from one stage to another. The second of two concurrent calls finds it in another stage."""
        return bool(await self._rows.fetch(ADVANCED, key_id=action_id, before=before, after=after))

    async def record(self, action_id: int, writes: Sequence[Mapping[str, Any]], now: datetime) -> None:
        """Set the changes that an action made."""
        await self._rows.change(action_id, {"writes": list(writes), "at": now})


def message_of(role: str, **row: Any) -> Message:
    """Return the message of a row."""
    return Message(role=Speaker(role), **row)


def _action(stage: str, **row: Any) -> Action:
    return Action(stage=Stage(stage), **row)

"""Conversations with the agent in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from recruit.adapters.memory.rows import Rows
from recruit.domain.accounts.model.users import User
from recruit.domain.agent.model import Conversation, Message, MessageDetails
from recruit.domain.shared.errors import NotFound, Refused
from recruit.domain.shared.pages import Page, Window


class MemoryConversations:
    """Repository of conversations and their messages."""

    def __init__(self, rows: Rows[Conversation], messages: Rows[Message], users: Rows[User]) -> None:
        self._rows = rows
        self._messages = messages
        self._users = users

    async def add(self, user_id: int, now: datetime) -> Conversation:
        """Store a new conversation."""
        if user_id not in self._users.current:
            raise Refused
        fields = {"user_id": user_id, "state": {}, "created_at": now, "updated_at": now}
        return self._rows.put(self._rows.new(Conversation, fields))

    async def get(self, user_id: int, conversation_id: int) -> Conversation:
        """Return one conversation."""
        found = self._rows.get(conversation_id)
        if found.user_id != user_id:
            raise NotFound("conversation", conversation_id)
        return found

    async def page(self, user_id: int, window: Window) -> Page[Conversation]:
        """Return a page of a user's conversations."""
        return self._rows.page(window, lambda row: row.user_id == user_id)

    async def set_state(self, user_id: int, conversation_id: int, state: Mapping[str, Any], now: datetime) -> None:
        """Set the state."""
        self._rows.put(replace(await self.get(user_id, conversation_id), state=state, updated_at=now))

    async def add_message(self, conversation_id: int, message: MessageDetails) -> None:
        """Add a message."""
        self._rows.get(conversation_id)
        fields = {**asdict(message), "conversation_id": conversation_id}
        self._messages.put(self._messages.new(Message, fields))

    async def messages(self, conversation_id: int, limit: int) -> Sequence[Message]:
        """Return the last messages."""
        return self._of(conversation_id)[-limit:]

    async def trim_messages(self, conversation_id: int, keep_last: int) -> None:
        """Remove the earliest messages."""
        gone = {row.id for row in self._of(conversation_id)[:-keep_last]}
        self._messages.remove_where(lambda row: row.id in gone)

    async def remove_old(self, user_id: int, keep_last: int) -> None:
        """Remove the earliest conversations."""
        for row in [row for row in self._rows.all() if row.user_id == user_id][:-keep_last]:
            await self.remove(user_id, row.id)

    async def remove(self, user_id: int, conversation_id: int) -> None:
        """Remove a conversation and its messages."""
        await self.get(user_id, conversation_id)
        self._rows.remove(conversation_id)
        self._messages.remove_where(lambda row: row.conversation_id == conversation_id)

    def _of(self, conversation_id: int) -> list[Message]:
        return [row for row in self._messages.all() if row.conversation_id == conversation_id]

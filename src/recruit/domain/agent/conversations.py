"""Storage of conversations: their owner, messages and state. Their number and length are bounded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.model import Conversation, Message, MessageDetails, Speaker
from recruit.domain.shared.pages import Page, Window
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage

MOST_CONVERSATIONS = 500
"""Most conversations of a user; beyond that, the oldest are removed."""

MOST_MESSAGES = 400
"""Most messages of a conversation; beyond that, the oldest are removed."""

MOST_CHARACTERS = 20_000
"""Longest stored text of a message, in characters; the rest is cut."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation with its messages, in order."""

    conversation: Conversation
    messages: Sequence[Message]


class Conversations:
    """Conversations of one user at a time. Raises NotFound for another user's, also in the same organisation."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def open(self, actor: Actor, conversation_id: int | None) -> Conversation:
        """Return the conversation to continue, or begin one. Raise NotFound."""
        actor.require(Permission.CHAT)
        async with self._storage.transaction(actor.org_id) as work:
            if conversation_id is not None:
                return await work.conversations.get(actor.user_id, conversation_id)
            begun = await work.conversations.add(actor.user_id, self._clock.now())
            await work.conversations.remove_old(actor.user_id, MOST_CONVERSATIONS)
            return begun

    async def keep(
        self,
        actor: Actor,
        conversation_id: int,
        message: str,
        reply: str,
        tools: Sequence[Mapping[str, Any]],
        state: Mapping[str, Any],
    ) -> None:
        """Store a turn: the message, the reply and the state. Raise NotFound if the conversation was deleted."""
        actor.require(Permission.CHAT)
        now = self._clock.now()
        async with self._storage.transaction(actor.org_id) as work:
            await work.conversations.set_state(actor.user_id, conversation_id, state, now)
            for role, text, calls in ((Speaker.USER, message, []), (Speaker.ASSISTANT, reply, tools)):
                details = MessageDetails(role=role, text=_cut(text), created_at=now, tools=calls)
                await work.conversations.add_message(conversation_id, details)
            await work.conversations.trim_messages(conversation_id, MOST_MESSAGES)

    async def page(self, actor: Actor, window: Window) -> Page[Conversation]:
        """Return the user's conversations in ascending id."""
        actor.require(Permission.CHAT)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.conversations.page(actor.user_id, window)

    async def transcript(self, actor: Actor, conversation_id: int) -> Transcript:
        """Return a conversation and its messages. Raises NotFound."""
        actor.require(Permission.CHAT)
        async with self._storage.transaction(actor.org_id) as work:
            conversation = await work.conversations.get(actor.user_id, conversation_id)
            return Transcript(conversation, await work.conversations.messages(conversation_id, MOST_MESSAGES))

    async def remove(self, actor: Actor, conversation_id: int) -> None:
        """Remove a conversation. Raises NotFound."""
        actor.require(Permission.CHAT)
        async with self._storage.autocommit(actor.org_id) as work:
            await work.conversations.remove(actor.user_id, conversation_id)


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…"

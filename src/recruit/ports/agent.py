"""Storage of conversations with the agent and of its actions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from recruit.domain.agent.model import Action, ActionDetails, Conversation, Message, MessageDetails, Stage
from recruit.domain.shared.pages import Page, Window


class Conversations(Protocol):
    """Conversations of the organisation's users with the agent. A user never finds another user's conversations."""

    async def add(self, user_id: int, now: datetime) -> Conversation:
        """Store a new, empty conversation. Raise Refused when the user doesn't exist."""

    async def get(self, user_id: int, conversation_id: int) -> Conversation:
        """Return one conversation. Raise NotFound."""

    async def page(self, user_id: int, window: Window) -> Page[Conversation]:
        """Return a page of a user's conversations in ascending id."""

    async def set_state(self, user_id: int, conversation_id: int, state: Mapping[str, Any], now: datetime) -> None:
        """Set the state of a conversation and the time of its last message, which is aware. Raise NotFound."""

    async def add_message(self, conversation_id: int, message: MessageDetails) -> None:
        """Add a message to a conversation. Raise NotFound for the conversation."""

    async def messages(self, conversation_id: int, limit: int) -> Sequence[Message]:
        """Return the last `limit` messages in chronological order."""

    async def trim_messages(self, conversation_id: int, keep_last: int) -> None:
        """Remove all messages but the last `keep_last`."""

    async def remove_old(self, user_id: int, keep_last: int) -> None:
        """Remove all conversations of a user but the last `keep_last`."""

    async def remove(self, user_id: int, conversation_id: int) -> None:
        """Remove a conversation and its messages. Raise NotFound."""


class Actions(Protocol):
    """Log of changes that the agent made or proposes."""

    async def add(self, details: ActionDetails) -> Action:
        """Store an action. Raise Refused when the organisation doesn't exist."""

    async def latest(
        self, user_id: int, conversation_id: int | None, stages: Sequence[Stage], session: str = ""
    ) -> Action | None:
        """Return the user's last action in a conversation that is in one of `stages`, or None.

        With None as `conversation_id` it is the last action outside of conversations, in the assistant's session
        `session`.
        """

    async def get(self, action_id: int) -> Action:
        """Return one action. Raise NotFound."""

    async def recent(self, stages: Sequence[Stage], since: datetime, limit: int) -> Sequence[Action]:
        """Return the last `limit` actions of all users in one of `stages`, latest first.

        `since` is an aware time: actions with an earlier `at` are left out.
        """

    async def proposed(self, user_id: int, token: str) -> Action | None:
        """Return the user's proposed action with that confirmation token, or None."""

    async def advance(self, action_id: int, before: Stage, after: Stage) -> bool:
        """Move an action from stage `before` to stage `after`. Return False when it is in another stage.

        Of concurrent calls, one returns True.
        """

    async def record(self, action_id: int, writes: Sequence[Mapping[str, Any]], now: datetime) -> None:
        """Store the changes of an action and their time, which is aware. Raise NotFound."""

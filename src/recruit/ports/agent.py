"""Storage of conversations with the agent and of its actions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from recruit.domain.agent.model import Action, ActionDetails, Conversation, Message, MessageDetails, Stage
from recruit.domain.shared.pages import Page, Window


class Conversations(Protocol):
    """Conversations of the organisation's users with the agent. Another user's are not found."""

    async def add(self, user_id: int, now: datetime) -> Conversation:
        """Begin a conversation. Raises Refused when the user is gone."""
        ...

    async def get(self, user_id: int, conversation_id: int) -> Conversation:
        """Return one conversation. Raises NotFound."""
        ...

    async def page(self, user_id: int, window: Window) -> Page[Conversation]:
        """Return a user's conversations in ascending id."""
        ...

    async def remember(self, user_id: int, conversation_id: int, state: Mapping[str, Any], now: datetime) -> None:
        """Set the state of a conversation, and when its last message came. Raises NotFound."""
        ...

    async def say(self, conversation_id: int, message: MessageDetails) -> None:
        """Add a message. Raises NotFound."""
        ...

    async def messages(self, conversation_id: int, limit: int) -> Sequence[Message]:
        """Return the last messages, at most `limit`, in the order in which they were said."""
        ...

    async def forget(self, conversation_id: int, kept: int) -> None:
        """Remove all messages but the last `kept`."""
        ...

    async def prune(self, user_id: int, kept: int) -> None:
        """Remove all conversations of a user but the last `kept`."""
        ...

    async def remove(self, user_id: int, conversation_id: int) -> None:
        """Remove a conversation and its messages. Raises NotFound."""
        ...


class Actions(Protocol):
    """The record of what the agent changed or proposes."""

    async def add(self, details: ActionDetails) -> Action:
        """Keep an action. Raises Refused when the organisation is gone."""
        ...

    async def latest(
        self, user_id: int, conversation_id: int | None, stages: Sequence[Stage], session: str = ""
    ) -> Action | None:
        """Return the user's last action in that conversation, None for outside of any, that is in such a stage.

        Outside of conversations it is the last one of that session.
        """
        ...

    async def proposed(self, user_id: int, token: str) -> Action | None:
        """Return the user's action that waits for that token."""
        ...

    async def advance(self, action_id: int, before: Stage, after: Stage) -> bool:
        """Bring an action from one stage to another: False when it isn't in the first, as somebody else came first."""
        ...

    async def record(self, action_id: int, writes: Sequence[Mapping[str, Any]], now: datetime) -> None:
        """Set what an action changed, and when."""
        ...

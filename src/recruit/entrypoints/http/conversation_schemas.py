"""Response schemas of conversations with the recruiter agent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType


class ConversationOut(Struct):
    """A conversation, and when its first and its last message came."""

    id: int
    created_at: datetime
    updated_at: datetime


class ConversationPage(Struct):
    """One page of conversations, and how many there are in all."""

    items: Sequence[ConversationOut]
    total: int


class ToolCallOut(Struct):
    """A tool that was called, what it was told, and how that ended.

    `proposed` waits for a yes; `refused` is against a rule or the caller's role; `failed` had arguments that can't be
    used. Only `done` may have changed anything.
    """

    name: str
    arguments: dict[str, Any]
    outcome: Literal["done", "proposed", "refused", "not_found", "failed"]


class MessageOut(Struct):
    """What was said, and, of the assistant's messages, which tools were called for it, in order."""

    role: Literal["user", "assistant"]
    text: str
    time: datetime
    tools: tuple[ToolCallOut, ...] | UnsetType = UNSET


class ConversationTranscript(Struct):
    """A conversation with its last 400 messages, in order, and the first 20,000 characters of each."""

    id: int
    created_at: datetime
    updated_at: datetime
    messages: tuple[MessageOut, ...]

"""Conversations with the recruiter agent, and the record of its actions and proposals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Speaker(StrEnum):
    """The author of a message."""

    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A conversation between a user and the agent.

    `state` is the agent's memory of the conversation, as JSON. `updated_at` is the time of its last message. Times
    are timezone-aware.
    """

    id: int
    org_id: int
    user_id: int
    state: Mapping[str, Any]
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDetails:
    """The text of a message. `tools` holds its tool calls in order: name, arguments and outcome of each."""

    role: Speaker
    text: str
    created_at: datetime
    tools: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(MessageDetails):
    """A stored message of a conversation."""

    id: int
    org_id: int
    conversation_id: int


class Stage(StrEnum):
    """The state of an action."""

    PROPOSED = "proposed"
    DROPPED = "dropped"
    BEGUN = "begun"
    DONE = "done"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDetails:
    """A change that a user had the agent make, or a proposed change.

    `calls` holds the name and arguments of each tool call, with the facts that its confirmation question rests on.
    `writes` holds the kind, id, before and after of each changed row; null means that the row didn't exist. `token`
    confirms a proposal. `conversation_id` is None for an action outside of conversations; `session` then names the
    assistant's session. `at` is the time of the proposal, and later the time of the change; it is timezone-aware.
    """

    user_id: int
    conversation_id: int | None
    stage: Stage
    calls: Sequence[Mapping[str, Any]]
    at: datetime
    token: str | None = None
    session: str = ""
    writes: Sequence[Mapping[str, Any]] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(ActionDetails):
    """The stored record of a change or a proposal. It outlives its conversation."""

    id: int
    org_id: int

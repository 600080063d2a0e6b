"""Conversations with the recruiter agent, and the record of what it did or would do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Speaker(StrEnum):
    """Whose message it is."""

    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A user's conversation. `state` is what the agent remembers of it, as JSON has it.

    `updated_at` is when its last message came. Times are aware.
    """

    id: int
    org_id: int
    user_id: int
    state: Mapping[str, Any]
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDetails:
    """What was said. `tools` holds what was called for it: name, arguments and outcome of each call, in order."""

    role: Speaker
    text: str
    created_at: datetime
    tools: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(MessageDetails):
    """A message of a conversation."""

    id: int
    org_id: int
    conversation_id: int


class Stage(StrEnum):
    """How far an action has come."""

    PROPOSED = "proposed"
    DROPPED = "dropped"
    BEGUN = "begun"
    DONE = "done"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDetails:
    """What somebody had the agent do, or what it proposes.

    `calls` holds name and arguments of each tool, with the facts that a question about it rests on; `writes` each
    changed row: kind, id, before and after, of which a null one says that the row wasn't there. `token` confirms what
    is proposed. `conversation_id` is None for an action outside of conversations, of which `session` names the
    assistant's session. `at` is when it was proposed, and then when it was done; aware.
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
    """The record of a change, or of a proposal. It outlives its conversation."""

    id: int
    org_id: int

"""Language models."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


class MessageRole(StrEnum):
    """Role of a message in a dialogue with a model."""

    SYSTEM = "system"
    """Instructions from this program."""
    USER = "user"
    ASSISTANT = "assistant"
    TOOL = "tool"
    """The result of a tool call."""


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool call that a model requests. `arguments` is None when the model didn't write a JSON object."""

    id: str
    name: str
    arguments: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """A message of a dialogue.

    `calls` are the assistant's requested calls; a tool's result names its call by `call_id`.
    """

    role: MessageRole
    text: str
    calls: Sequence[ToolCall] = ()
    call_id: str | None = None


@dataclass(frozen=True, slots=True)
class ToolDefinition:
    """A tool that a model may call; `schema` is the JSON Schema of its arguments."""

    name: str
    description: str
    schema: Mapping[str, Any]


class LanguageModel(Protocol):
    """Language model that fills a JSON schema from a text and holds dialogues with tool calls."""

    async def fill(self, schema: Mapping[str, Any], instructions: str, text: str) -> Mapping[str, Any] | None:
        """Return an object that is valid for `schema`, read from `text`, within ten seconds.

        `text` is data, never instructions. Return None when no model is configured. Raise Unavailable when the model is
        down, slow or returns invalid data: callers fall back to rules.
        """

    async def chat(
        self, messages: Sequence[ChatMessage], tools: Sequence[ToolDefinition], seconds: float
    ) -> ChatMessage | None:
        """Return the model's next message: a text, or tool calls that the caller makes.

        The call takes at most `seconds`, and never more than ten. Return None when no model is configured. Raise
        Unavailable when the model is down, slow or returns invalid data.
        """

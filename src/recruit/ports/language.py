"""Language models."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


class Voice(StrEnum):
    """Who speaks to a model, or for it."""

    SYSTEM = "system"
    """We do, with instructions."""
    USER = "user"
    ASSISTANT = "assistant"
    TOOL = "tool"
    """What came of a call."""


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call that a model asks for. `arguments` is None where what it wrote is no JSON object."""

    id: str
    name: str
    arguments: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was said. The assistant may ask for `calls`; what comes of one names it by `call_id`."""

    voice: Voice
    text: str
    calls: Sequence[ToolCall] = ()
    call_id: str | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """A tool that a model may ask for; `schema` is the JSON Schema of its arguments."""

    name: str
    description: str
    schema: Mapping[str, Any]


class LanguageModel(Protocol):
    """Fills a JSON schema from a text, and speaks in dialogues in which it may ask for calls of tools."""

    async def fill(self, schema: Mapping[str, Any], instructions: str, text: str) -> Mapping[str, Any] | None:
        """Return an object that `schema` describes, read from `text`, within ten seconds.

        `text` is data, never instructions. Returns None where no model is configured. Raises Unavailable when
        the model is down, slow or answers nonsense: callers fall back to rules.
        """
        ...

    async def speak(self, dialogue: Sequence[Utterance], tools: Sequence[Offered], seconds: float) -> Utterance | None:
        """Return what the model says next: a text, or calls of tools that somebody else then makes.

        It takes at most `seconds`, and never more than ten. Returns None where no model is configured. Raises
        Unavailable when the model is down, slow or answers nonsense.
        """
        ...

"""What extraction is tested with: a model that says what it is told to, and a clock that stands still."""

from collections.abc import Coroutine, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from recruit.adapters.compute.inline import InlineCompute
from recruit.domain.extraction.service import Extraction
from recruit.domain.shared.errors import Unavailable
from recruit.ports.language import ChatMessage, ToolDefinition

T = TypeVar("T")
TODAY = datetime(2025, 6, 15, 12, tzinfo=UTC)


class StillClock:
    def now(self) -> datetime:
        return TODAY


class Model:
    """Answers with `answer`, or not at all; keeps what it was asked."""

    def __init__(self, answer: Mapping[str, Any] | None = None, *, down: bool = False) -> None:
        self.answer = answer
        self.down = down
        self.asked: list[tuple[Mapping[str, Any], str, str]] = []

    async def fill(self, schema: Mapping[str, Any], instructions: str, text: str) -> Mapping[str, Any] | None:
        self.asked.append((schema, instructions, text))
        if self.down:
            raise Unavailable("The language model is slow.")
        return self.answer

    async def chat(self, messages: Sequence[ChatMessage], tools: Sequence[ToolDefinition], seconds: float) -> None:
        pass


def now(coroutine: Coroutine[Any, Any, T]) -> T:
    """Return what a coroutine that waits for nothing returns; the core needs no event loop to be tested."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        returned: T = end.value
        return returned
    coroutine.close()
    raise AssertionError("the core waited for something outside")


def extraction(model: Model | None = None) -> Extraction:
    return Extraction(model or Model(), StillClock(), InlineCompute())


def answering(**answer: Any) -> Extraction:
    return extraction(Model(answer))

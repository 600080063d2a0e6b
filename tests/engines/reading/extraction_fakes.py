"""Fakes for extraction: a language model with a preset answer, and a fixed clock."""

from collections.abc import Coroutine, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from recruit.adapters.compute.inline import InlineCompute
from recruit.domain.extraction.service import Extraction
from recruit.domain.shared.errors import Unavailable
from recruit.ports.language import ChatMessage, ToolDefinition

T = TypeVar("T")
TODAY = datetime(2025, 6, 15, 12, tzinfo=UTC)


class FixedClock:
    def now(self) -> datetime:
        return TODAY


class FakeModel:
    """Answers with `answer`, or is unavailable; records the calls of `fill`."""

    def __init__(self, answer: Mapping[str, Any] | None = None, *, down: bool = False) -> None:
        self.answer = answer
        self.down = down
        self.calls: list[tuple[Mapping[str, Any], str, str]] = []

    async def fill(self, schema: Mapping[str, Any], instructions: str, text: str) -> Mapping[str, Any] | None:
        self.calls.append((schema, instructions, text))
        if self.down:
            raise Unavailable("The language model is slow.")
        return self.answer

    async def chat(self, messages: Sequence[ChatMessage], tools: Sequence[ToolDefinition], seconds: float) -> None:
        pass


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never suspends, without an event loop."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        returned: T = end.value
        return returned
    coroutine.close()
    raise AssertionError("the core waited for something outside")


def extraction(model: FakeModel | None = None) -> Extraction:
    return Extraction(model or FakeModel(), FixedClock(), InlineCompute())


def answering(**answer: Any) -> Extraction:
    return extraction(FakeModel(answer))

"""What a process notes of its work: how long it took and how it ended, in numbers and, where they are wanted, spans."""

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractContextManager, asynccontextmanager
from pathlib import Path
from time import perf_counter
from types import TracebackType

from recruit.entrypoints.observability.endpoint import DIRECTORY
from recruit.entrypoints.observability.metrics import Family
from recruit.entrypoints.observability.shared_metrics import Numbers
from recruit.entrypoints.observability.tracing import NoTracer, Span, Tracer, tracing

OK = "ok"


class Watch:
    """Where everything is noted."""

    def __init__(self, numbers: Numbers | None = None, tracer: Tracer | None = None) -> None:
        """Note numbers for oneself and trace nothing, unless told otherwise."""
        self.numbers = numbers or Numbers()
        self.tracer = tracer or NoTracer()

    def over(self, family: Family, name: str) -> "Over":
        """Note how long the block takes, and how it ends: ok, or the name of what it raises."""
        return Over(self.numbers, family, self.tracer.span(name))


class Over:
    """A block under watch. A class: as a generator it would cost a microsecond more."""

    __slots__ = ("_began", "_family", "_numbers", "_span")

    def __init__(self, numbers: Numbers, family: Family, span: AbstractContextManager[Span]) -> None:
        self._numbers = numbers
        self._family = family
        self._span = span

    def __enter__(self) -> Span:
        """Begin."""
        self._began = perf_counter()
        return self._span.__enter__()

    @property
    def seconds(self) -> float:
        """How long the block has taken so far."""
        return perf_counter() - self._began

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Note what there is to note."""
        outcome = kind.__name__.lower() if kind else OK
        self._numbers.observe(self._family, self.seconds, (("outcome", outcome),))
        self._span.__exit__(kind, error, trace)


@asynccontextmanager
async def watching(environment: Mapping[str, str]) -> AsyncIterator[Watch]:
    """Watch over a process that serves. Raises ConfigurationError."""
    directory = os.environ.get(DIRECTORY)
    async with tracing(environment) as tracer:
        yield Watch(Numbers(Path(directory) if directory else None), tracer)

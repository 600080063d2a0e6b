"""Instrumentation of a process: durations and outcomes of its work, as metrics and, if tracing is on, as spans."""

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
    """The metrics and the tracer of a process."""

    def __init__(self, numbers: Numbers | None = None, tracer: Tracer | None = None) -> None:
        """Use the given metrics and tracer, by default metrics private to this process and no tracing."""
        self.numbers = numbers or Numbers()
        self.tracer = tracer or NoTracer()

    def over(self, family: Family, name: str) -> "Over":
        """Measure the block's duration and outcome: "ok", or the lower-case name of the exception's class."""
        return Over(self.numbers, family, self.tracer.span(name))


class Over:
    """A context manager that measures a block. As a generator it would take a microsecond more."""

    __slots__ = ("_began", "_family", "_numbers", "_span")

    def __init__(self, numbers: Numbers, family: Family, span: AbstractContextManager[Span]) -> None:
        self._numbers = numbers
        self._family = family
        self._span = span

    def __enter__(self) -> Span:
        """Start the clock and the span."""
        self._began = perf_counter()
        return self._span.__enter__()

    @property
    def seconds(self) -> float:
        """Seconds since the block began."""
        return perf_counter() - self._began

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Record duration and outcome, and end the span."""
        outcome = kind.__name__.lower() if kind else OK
        self._numbers.observe(self._family, self.seconds, (("outcome", outcome),))
        self._span.__exit__(kind, error, trace)


@asynccontextmanager
async def watching(environment: Mapping[str, str]) -> AsyncIterator[Watch]:
    """Yield the instrumentation of a serving process, and close its tracer afterwards. Raises ConfigurationError."""
    directory = os.environ.get(DIRECTORY)
    async with tracing(environment) as tracer:
        yield Watch(Numbers(Path(directory) if directory else None), tracer)

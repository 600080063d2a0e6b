"""Instrumentation of a process: durations and outcomes of its work, as metrics and, if tracing is on, as spans."""

import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractContextManager, asynccontextmanager
from time import perf_counter
from types import TracebackType

from prometheus_client import REGISTRY, Histogram

from recruit.entrypoints.observability.endpoint import DIRECTORY, remove_gauges
from recruit.entrypoints.observability.metrics import Metrics
from recruit.entrypoints.observability.tracing import NoTracer, Span, Tracer, tracing

OK = "ok"


class Instrumentation:
    """The metrics and the tracer of a process."""

    def __init__(self, metrics: Metrics | None = None, tracer: Tracer | None = None) -> None:
        """Use the given metrics and tracer, by default unexported metrics and no tracing."""
        self.metrics = metrics or Metrics()
        self.tracer = tracer or NoTracer()
        self.requests = 0
        """Requests that are being answered."""

    def measure(self, durations: Callable[[str], Histogram], name: str) -> "Measurement":
        """Measure the block's duration by outcome: "ok", or the lower-case name of the exception's class."""
        return Measurement(durations, self.tracer.span(name))


class Measurement:
    """A context manager that measures a block. As a generator it would take a microsecond more."""

    __slots__ = ("_began", "_durations", "_span")

    def __init__(self, durations: Callable[[str], Histogram], span: AbstractContextManager[Span]) -> None:
        self._durations = durations
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
        self._durations(outcome).observe(self.seconds)
        self._span.__exit__(kind, error, trace)


@asynccontextmanager
async def open_instrumentation(environment: Mapping[str, str]) -> AsyncIterator[Instrumentation]:
    """Yield the instrumentation of a serving process, and close its tracer afterwards. Raises ConfigurationError."""
    metrics = Metrics(None if DIRECTORY in os.environ else REGISTRY)
    async with tracing(environment) as tracer:
        try:
            yield Instrumentation(metrics, tracer)
        finally:
            remove_gauges(os.getpid())

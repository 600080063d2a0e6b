"""Spans, where the environment says with OpenTelemetry's own names where to send them; otherwise none at all."""

import asyncio
import importlib
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, nullcontext
from typing import Any, Protocol, TypeAlias

from recruit.domain.shared.errors import ConfigurationError

Attributes: TypeAlias = Mapping[str, str | int]
Headers: TypeAlias = Iterable[tuple[bytes, bytes]]

TARGETS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
"""Either of them configures tracing; the rest of OTEL_* is the library's to read."""


class Span(Protocol):
    """Something that takes time, as it is seen by whoever traces."""

    def tell(self, attributes: Attributes, *, name: str | None = None, failed: bool = False) -> None:
        """Add what has turned out."""
        ...


class Tracer(Protocol):
    """Makes spans."""

    def span(self, name: str) -> AbstractContextManager[Span]:
        """Open a span inside the one that is open; it ends with the block."""
        ...

    def request(self, headers: Headers) -> AbstractContextManager[Span]:
        """Open the span of a request, inside the caller's where its headers name one (W3C Trace Context)."""
        ...


class NoTracer:
    """Traces nothing."""

    def tell(self, attributes: Attributes, *, name: str | None = None, failed: bool = False) -> None:
        """Ignore it."""

    def span(self, _name: str) -> AbstractContextManager[Span]:
        """Return a block that is none."""
        return _NOWHERE

    def request(self, _headers: Headers) -> AbstractContextManager[Span]:
        """Return a block that is none."""
        return _NOWHERE


_NOWHERE: AbstractContextManager[Span] = nullcontext(NoTracer())


class OpenTelemetrySpan:
    """A span of the library's."""

    def __init__(self, span: Any, error: Any) -> None:
        self._span = span
        self._error = error

    def tell(self, attributes: Attributes, *, name: str | None = None, failed: bool = False) -> None:
        """Pass it on."""
        self._span.set_attributes(dict(attributes))
        if name is not None:
            self._span.update_name(name)
        if failed:
            self._span.set_status(self._error)


class OpenTelemetryTracer:
    """Spans of the library's. Of an exception they tell the type alone: its message may quote personal data."""

    def __init__(self, provider: Any) -> None:
        self._trace = importlib.import_module("opentelemetry.trace")
        self._propagate = importlib.import_module("opentelemetry.propagate")
        self._tracer = provider.get_tracer("recruit")

    def span(self, name: str) -> AbstractContextManager[Span]:
        """Open a span."""
        return self._open(name, self._trace.SpanKind.INTERNAL)

    def request(self, headers: Headers) -> AbstractContextManager[Span]:
        """Open the span of a request."""
        carrier = {name.decode("latin-1"): value.decode("latin-1") for name, value in headers}
        return self._open("request", self._trace.SpanKind.SERVER, self._propagate.extract(carrier))

    @contextmanager
    def _open(self, name: str, kind: Any, context: Any = None) -> Iterator[Span]:
        quiet = {"record_exception": False, "set_status_on_exception": False}
        with self._tracer.start_as_current_span(name, context, kind, **quiet) as span:
            told = OpenTelemetrySpan(span, self._trace.StatusCode.ERROR)
            try:
                yield told
            except Exception as error:
                told.tell({"error.type": type(error).__qualname__}, failed=True)
                raise


@asynccontextmanager
async def tracing(environment: Mapping[str, str]) -> AsyncIterator[Tracer]:
    """Open the tracer that the environment asks for; what it still holds is sent when the block ends.

    Raises ConfigurationError where the library that it takes isn't installed.
    """
    if not any(environment.get(name) for name in TARGETS) or environment.get("OTEL_SDK_DISABLED", "").lower() == "true":
        yield NoTracer()
        return
    try:
        provider = _provider(environment)
    except ImportError as error:
        raise ConfigurationError(f"{TARGETS[0]} asks for tracing: install recruit[otel]") from error
    try:
        yield OpenTelemetryTracer(provider)
    finally:
        await asyncio.to_thread(provider.shutdown)


def _provider(environment: Mapping[str, str]) -> Any:
    """Return what collects spans and sends them in batches, by a thread of its own."""
    sdk = importlib.import_module("opentelemetry.sdk.trace")
    export = importlib.import_module("opentelemetry.sdk.trace.export")
    otlp = importlib.import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    resources = importlib.import_module("opentelemetry.sdk.resources")
    named = {} if "OTEL_SERVICE_NAME" in environment else {"service.name": "recruit"}
    provider = sdk.TracerProvider(resource=resources.Resource.create(named), shutdown_on_exit=False)
    provider.add_span_processor(export.BatchSpanProcessor(otlp.OTLPSpanExporter()))
    return provider

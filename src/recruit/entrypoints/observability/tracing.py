"""Tracing with OpenTelemetry, if its environment variables name an endpoint; otherwise no tracing."""

import asyncio
import importlib
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, nullcontext
from typing import Any, Protocol, TypeAlias

from recruit.domain.shared.errors import ConfigurationError

Attributes: TypeAlias = Mapping[str, str | int]
Headers: TypeAlias = Iterable[tuple[bytes, bytes]]

TARGETS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
"""Variables of which either one turns tracing on. The OpenTelemetry library reads the other OTEL_* variables."""


class Span(Protocol):
    """A span: a timed operation in a trace."""

    def set_attributes(self, attributes: Attributes, *, name: str | None = None, failed: bool = False) -> None:
        """Add attributes, rename the span, or mark it as failed."""
        ...


class Tracer(Protocol):
    """Opens spans."""

    def span(self, name: str) -> AbstractContextManager[Span]:
        """Open a child of the current span. It ends with the block."""
        ...

    def request(self, headers: Headers) -> AbstractContextManager[Span]:
        """Open the span of a request, as a child of the span that its headers name, if any (W3C Trace Context)."""
        ...


class NoTracer:
    """The null tracer, and its null span."""

    def set_attributes(self, attributes: Attributes, *, name: str | None = None, failed: bool = False) -> None:
        """Do nothing."""

    def span(self, _name: str) -> AbstractContextManager[Span]:
        """Return a null span."""
        return _NO_SPAN

    def request(self, _headers: Headers) -> AbstractContextManager[Span]:
        """Return a null span."""
        return _NO_SPAN


_NO_SPAN: AbstractContextManager[Span] = nullcontext(NoTracer())


class OpenTelemetrySpan:
    """An OpenTelemetry span."""

    def __init__(self, span: Any, error: Any) -> None:
        self._span = span
        self._error = error

    def set_attributes(self, attributes: Attributes, *, name: str | None = None, failed: bool = False) -> None:
        """Add attributes, rename the span, or mark it as failed."""
        self._span.set_attributes(dict(attributes))
        if name is not None:
            self._span.update_name(name)
        if failed:
            self._span.set_status(self._error)


class OpenTelemetryTracer:
    """Opens OpenTelemetry spans. Exceptions are recorded by type only: their messages may quote personal data."""

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
            wrapped = OpenTelemetrySpan(span, self._trace.StatusCode.ERROR)
            try:
                yield wrapped
            except Exception as error:
                wrapped.set_attributes({"error.type": type(error).__qualname__}, failed=True)
                raise


@asynccontextmanager
async def tracing(environment: Mapping[str, str]) -> AsyncIterator[Tracer]:
    """Open the tracer that the environment configures. Buffered spans are sent when the block ends.

    Raises ConfigurationError if the OpenTelemetry library isn't installed.
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
    """Return a tracer provider that sends spans in batches from a separate thread."""
    sdk = importlib.import_module("opentelemetry.sdk.trace")
    export = importlib.import_module("opentelemetry.sdk.trace.export")
    otlp = importlib.import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    resources = importlib.import_module("opentelemetry.sdk.resources")
    named = {} if "OTEL_SERVICE_NAME" in environment else {"service.name": "recruit"}
    provider = sdk.TracerProvider(resource=resources.Resource.create(named), shutdown_on_exit=False)
    provider.add_span_processor(export.BatchSpanProcessor(otlp.OTLPSpanExporter()))
    return provider

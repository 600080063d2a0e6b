"""Traces as a collector receives them."""

import os
import sys
from pathlib import Path

import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from http_api import client_of, registered
from processes import ran, serving
from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints.observability.tracing import NoTracer, tracing
from stand_ins.collector import Collector, collecting

TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def spans(collector: Collector, trace_id: str) -> dict[str, Span]:
    """Return the spans of one trace by name."""
    return {span.name: span for span in collector.spans if span.trace_id.hex() == trace_id}


def attributes_of(span: Span) -> dict[str, object]:
    return {each.key: each.value.int_value or each.value.string_value for each in span.attributes}


async def test_a_request_is_a_span_of_the_callers_trace_with_nested_spans(tmp_path: Path) -> None:
    trace_id, parent_id = TRACEPARENT.split("-")[1:3]
    async with collecting() as collector:
        settings = {"RECRUIT_STORAGE": "memory:", "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url}
        async with (
            serving(tmp_path, settings=settings) as server,
            client_of(server.url) as http,
        ):
            api = await registered(http)
            await api.post("/candidates", {"full_name": "Jane Secret"}, headers={"traceparent": TRACEPARENT})
            await api.post("/agent/resumes", files={"file": b""})
            await api.get("/jobs/17")
        assert collector.services == {"recruit"}
        spans_by_name = spans(collector, trace_id)
        request, unit_of_work = spans_by_name["POST /api/v1/candidates"], spans_by_name["unit of work"]
        assert (request.parent_span_id.hex(), unit_of_work.parent_span_id) == (parent_id, request.span_id)
        assert request.kind == Span.SPAN_KIND_SERVER
        assert attributes_of(request)["http.response.status_code"] == 201
        missing = next(span for span in collector.spans if attributes_of(span).get("error.type") == "NotFound")
        assert missing.status.code == Status.STATUS_CODE_ERROR
        assert b"Secret" not in collector.received
        assert api.email.encode() not in collector.received


async def test_an_internal_error_is_traced_without_its_message(monkeypatch: pytest.MonkeyPatch) -> None:
    async with collecting() as collector:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
        async with tracing(os.environ) as tracer:
            with pytest.raises(RuntimeError), tracer.span("work"):
                raise RuntimeError("about jane@example.com")
        (span,) = collector.spans
        assert attributes_of(span) == {"error.type": "RuntimeError"}
        assert b"jane" not in collector.received


async def test_tracing_is_off_by_default_and_when_disabled() -> None:
    for environment in ({}, {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_SDK_DISABLED": "true"}):
        async with tracing(environment) as tracer:
            assert isinstance(tracer, NoTracer)


async def test_tracing_without_its_library_names_the_extra_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(ConfigurationError, match=r"recruit\[otel\]"):
        async with tracing({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"}):
            pass


async def test_collector_headers_are_masked_in_the_configuration(tmp_path: Path) -> None:
    _, out, _ = await ran("config", data_dir=tmp_path, OTEL_EXPORTER_OTLP_HEADERS="authorization=sesame")
    assert "OTEL_EXPORTER_OTLP_HEADERS=********" in out
    assert "sesame" not in out

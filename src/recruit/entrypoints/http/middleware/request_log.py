"""The request log: a log line, metrics and a span for every request, without personal data.

Every response gets a request id and the common headers. Error responses without an error code get one.
"""

import logging
import os
import re
from collections.abc import Sequence
from contextvars import ContextVar
from http import HTTPStatus
from time import perf_counter
from typing import TypeAlias, cast

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from recruit.domain.audit.model import ORIGIN, Origin, OriginKind
from recruit.entrypoints.http.error_codes import HEADER as CODE
from recruit.entrypoints.http.error_codes import code_header
from recruit.entrypoints.http.transport.refusals import REFUSED
from recruit.entrypoints.observability.instrumentation import Watch
from recruit.entrypoints.observability.metrics import Metrics
from recruit.entrypoints.observability.tracing import Span

Headers: TypeAlias = list[tuple[bytes, bytes]]
HEADER = b"x-request-id"
ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{1,128}")
request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
NO_ROUTE = "none"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "other"
"""Label of every other method, so that clients can't create metrics by inventing methods."""

CLIENT_FAULT, SERVER_FAULT = 400, 500
log = logging.getLogger(__name__)


def observed(app: ASGIApp, watch: Watch, always: Sequence[tuple[bytes, bytes]] = ()) -> ASGIApp:
    """Add the request id and the headers `always` to responses, and record each request when it ends.

    The request id is the request's X-Request-ID, or a new one. Records have the route, but not the path or the query,
    which may hold text that a user has entered. A log line has the client's address only for status 429.
    """

    async def observe(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        id = _request_id(scope)  # noqa: A001 - the field's own word
        mark = request_id.set(id)
        client = scope["client"]
        nobody = ORIGIN.set(Origin(kind=OriginKind.NOBODY, request_id=id, address=client[0] if client else None))
        told: Headers = [(HEADER, id.encode()), *always]
        scope["beside"] = told  # type: ignore[typeddict-unknown-key]
        status = 500
        began = perf_counter()

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = headers = [*message["headers"], *told]
                if status >= CLIENT_FAULT and all(name != CODE for name, _ in headers):
                    headers.append(code_header(status))
            await send(message)

        watch.metrics.in_flight.inc()
        with watch.tracer.request(scope["headers"]) as span:
            try:
                await app(scope, receive, send_with_id)
            finally:
                seconds = perf_counter() - began
                status = cast("int", scope.get(REFUSED, status))
                _note(watch, span, scope, status, seconds)
                if log.isEnabledFor(logging.INFO):
                    log.info("request", extra={"fields": _fields(scope, status, seconds)})
                ORIGIN.reset(nobody)
                request_id.reset(mark)

    return observe


def _note(watch: Watch, span: Span, scope: HTTPScope, status: int, seconds: float) -> None:
    """Record the request's metrics and name its span, by OpenTelemetry's semantic conventions for HTTP."""
    route = scope.get("path_template") or NO_ROUTE
    method = scope["method"] if scope["method"] in METHODS else OTHER
    watch.metrics.in_flight.dec()
    watch.metrics.requests(method, route, str(status)).observe(seconds)
    told: dict[str, str | int] = {
        "http.request.method": method,
        "http.route": route,
        "http.response.status_code": status,
    }
    span.tell(told, name=f"{method} {route}", failed=status >= SERVER_FAULT)


def count_refusal(metrics: Metrics, status: int) -> None:
    """Count a refusal that was sent before a request reached the application, with a duration of 0 seconds."""
    metrics.requests(OTHER, NO_ROUTE, str(status)).observe(0)


def beside(scope: Scope) -> Headers:
    """Return the list of headers that is appended to the response's own. Callers may add to it."""
    return cast("Headers", scope["beside"])  # type: ignore[typeddict-item]


def _request_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == HEADER and ACCEPTABLE.fullmatch(value.decode("latin-1")):
            return value.decode("ascii")
    return os.urandom(16).hex()


def _fields(scope: HTTPScope, status: int, seconds: float) -> dict[str, object]:
    user = scope.get("user")
    fields = {
        "method": scope["method"],
        "route": scope.get("path_template"),
        "status": status,
        "ms": round(seconds * 1000, 2),
        "org_id": getattr(user, "org_id", None),
        "user_id": getattr(user, "user_id", None),
    }
    if status == HTTPStatus.TOO_MANY_REQUESTS and scope["client"] is not None:
        fields["address"] = scope["client"][0]
    return fields

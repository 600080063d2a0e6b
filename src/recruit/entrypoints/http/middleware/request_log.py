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
from recruit.entrypoints.http.middleware.security_headers import with_common_headers
from recruit.entrypoints.http.transport.refusals import REFUSED
from recruit.entrypoints.observability.instrumentation import Instrumentation
from recruit.entrypoints.observability.metrics import Metrics
from recruit.entrypoints.observability.tracing import Span

Headers: TypeAlias = list[tuple[bytes, bytes]]
HEADER = b"x-request-id"
ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{1,128}")
request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
NO_ROUTE = "none"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER_METHOD = "other"
"""Label of every other method, so that clients can't create metrics by inventing methods."""

CLIENT_FAULT, SERVER_FAULT = 400, 500
log = logging.getLogger(__name__)


def request_log_middleware(
    app: ASGIApp, instrumentation: Instrumentation, common_headers: Sequence[tuple[bytes, bytes]] = ()
) -> ASGIApp:
    """Add the request id and the headers `common_headers` to responses, and record each request when it ends.

    The request id is the request's X-Request-ID, or a new one. Records have the route, but not the path or the query,
    which may hold text that a user has entered. A log line has the client's address only for status 429.
    """

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        id = _request_id(scope)
        request_id_token = request_id.set(id)
        client = scope["client"]
        address = client[0] if client else None
        origin_token = ORIGIN.set(Origin(kind=OriginKind.ANONYMOUS, request_id=id, address=address))
        added: Headers = [(HEADER, id.encode()), *common_headers]
        scope["extra_headers"] = added  # type: ignore[typeddict-unknown-key]
        status = 500
        started_at = perf_counter()

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = headers = with_common_headers(message["headers"], added)
                if status >= CLIENT_FAULT and all(name != CODE for name, _ in headers):
                    headers.append(code_header(status))
            await send(message)

        instrumentation.requests += 1
        with instrumentation.tracer.request(scope["headers"]) as span:
            try:
                await app(scope, receive, send_with_id)
            finally:
                seconds = perf_counter() - started_at
                status = cast("int", scope.get(REFUSED, status))
                _record_request(instrumentation, span, scope, status, seconds)
                if log.isEnabledFor(logging.INFO):
                    log.info("request", extra={"fields": _log_fields(scope, status, seconds)})
                ORIGIN.reset(origin_token)
                request_id.reset(request_id_token)

    return handle


def _record_request(
    instrumentation: Instrumentation, span: Span, scope: HTTPScope, status: int, seconds: float
) -> None:
    """Record the request's metrics and name its span, by OpenTelemetry's semantic conventions for HTTP."""
    route = scope.get("path_template") or NO_ROUTE
    method = scope["method"] if scope["method"] in METHODS else OTHER_METHOD
    instrumentation.requests -= 1
    instrumentation.metrics.requests(method, route, str(status)).observe(seconds)
    attributes: dict[str, str | int] = {
        "http.request.method": method,
        "http.route": route,
        "http.response.status_code": status,
    }
    span.set_attributes(attributes, name=f"{method} {route}", failed=status >= SERVER_FAULT)


def count_refusal(metrics: Metrics, status: int) -> None:
    """Count a refusal that was sent before a request reached the application, with a duration of 0 seconds."""
    metrics.requests(OTHER_METHOD, NO_ROUTE, str(status)).observe(0)


def extra_headers(scope: Scope) -> Headers:
    """Return the list of headers that is appended to the response's own. Callers may add to it."""
    return cast("Headers", scope["extra_headers"])  # type: ignore[typeddict-item]


def _request_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == HEADER and ACCEPTABLE.fullmatch(value.decode("latin-1")):
            return value.decode("ascii")
    return os.urandom(16).hex()


def _log_fields(scope: HTTPScope, status: int, seconds: float) -> dict[str, object]:
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

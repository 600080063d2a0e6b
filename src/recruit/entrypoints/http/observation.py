"""A request id and the common headers in every response, and one log line a request, without personal data."""

import logging
import os
import re
from collections.abc import Sequence
from contextvars import ContextVar
from time import perf_counter

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

HEADER = b"x-request-id"
ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{1,128}")
request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
log = logging.getLogger(__name__)


def observed(app: ASGIApp, always: Sequence[tuple[bytes, bytes]] = ()) -> ASGIApp:
    """Take the request's X-Request-ID or make one, return it beside `always`, and log the request when it ends.

    The line holds the route and not the path or the query, which may hold what somebody typed.
    """

    async def observe(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        id = _request_id(scope)  # noqa: A001 - the field's own word
        mark = request_id.set(id)
        status = 500
        began = perf_counter()

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (HEADER, id.encode()), *always]
            await send(message)

        try:
            await app(scope, receive, send_with_id)
        finally:
            if log.isEnabledFor(logging.INFO):
                log.info("request", extra={"fields": _fields(scope, status, perf_counter() - began)})
            request_id.reset(mark)

    return observe


def _request_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == HEADER and ACCEPTABLE.fullmatch(value.decode("latin-1")):
            return value.decode("ascii")
    return os.urandom(16).hex()


def _fields(scope: HTTPScope, status: int, seconds: float) -> dict[str, object]:
    user = scope.get("user")
    return {
        "method": scope["method"],
        "route": scope.get("path_template"),
        "status": status,
        "ms": round(seconds * 1000, 2),
        "org_id": getattr(user, "org_id", None),
        "user_id": getattr(user, "user_id", None),
    }

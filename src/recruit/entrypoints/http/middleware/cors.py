"""CORS: pages of configured origins may call the API and read its responses (Fetch Standard, "CORS protocol").

Cookies are never allowed. A page sends a token, as every other client does.
"""

from collections.abc import Collection

from litestar.enums import HttpMethod, ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from recruit.entrypoints.http.middleware.request_log import extra_headers

EXPOSED_HEADERS = (
    b"etag, error-code, idempotency-replayed, ignored-fields, ignored-parameters, link, location, preference-applied, "
    b"ratelimit, ratelimit-policy, retry-after, x-conversation-id, x-duplicate-of, x-refresh-token, x-request-id"
)
METHODS = b"GET, POST, PUT, PATCH, DELETE"
MAX_AGE = b"3600"
NO_CONTENT = 204


def cors_middleware(app: ASGIApp, origins: Collection[str]) -> ASGIApp:
    """Add CORS headers to responses to these origins. Other origins get none; without origins, return `app` itself."""
    if not origins:
        return app
    allowed = {origin.encode() for origin in origins}

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        origin = headers.get(b"origin")
        extra_headers(scope).append((b"vary", b"Origin"))
        if origin is None or origin.lower() not in allowed:
            await app(scope, receive, send)
            return
        extra_headers(scope).append((b"access-control-allow-origin", origin))
        if scope["method"] == HttpMethod.OPTIONS and b"access-control-request-method" in headers:
            await _answer_preflight(send, headers.get(b"access-control-request-headers", b""))
        else:
            extra_headers(scope).append((b"access-control-expose-headers", EXPOSED_HEADERS))
            await app(scope, receive, send)

    return handle


async def _answer_preflight(send: Send, requested_headers: bytes) -> None:
    """Answer a preflight request. It allows every header that is asked for; the routes refuse what they don't take."""
    headers = [
        (b"access-control-allow-methods", METHODS),
        (b"access-control-allow-headers", requested_headers),
        (b"access-control-max-age", MAX_AGE),
    ]
    await send({"type": "http.response.start", "status": NO_CONTENT, "headers": headers})
    await send({"type": "http.response.body", "body": b"", "more_body": False})

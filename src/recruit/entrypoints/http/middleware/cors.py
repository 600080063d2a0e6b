"""Which sites' pages may call the API and read its answers (the Fetch Standard, "CORS protocol"): only those named.

Cookies are never shared: a page that may call the API sends a token like everybody else.
"""

from collections.abc import Collection

from litestar.enums import HttpMethod, ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from recruit.entrypoints.http.middleware.request_log import beside

EXPOSED = (
    b"etag, error-code, idempotency-replayed, ignored-fields, ignored-parameters, link, location, preference-applied, "
    b"ratelimit, ratelimit-policy, retry-after, x-conversation-id, x-duplicate-of, x-refresh-token, x-request-id"
)
METHODS = b"GET, POST, PUT, PATCH, DELETE"
HOUR = b"3600"
NO_CONTENT = 204


def shared(app: ASGIApp, origins: Collection[str]) -> ASGIApp:
    """Let pages of these origins in. To all others, and without origins, nothing is said."""
    if not origins:
        return app
    named = {origin.encode() for origin in origins}

    async def share(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        origin = headers.get(b"origin")
        beside(scope).append((b"vary", b"Origin"))
        if origin is None or origin.lower() not in named:
            await app(scope, receive, send)
            return
        beside(scope).append((b"access-control-allow-origin", origin))
        if scope["method"] == HttpMethod.OPTIONS and b"access-control-request-method" in headers:
            await _permit(send, headers.get(b"access-control-request-headers", b""))
        else:
            beside(scope).append((b"access-control-expose-headers", EXPOSED))
            await app(scope, receive, send)

    return share


async def _permit(send: Send, wanted: bytes) -> None:
    """Answer the question that a browser asks first: the routes themselves say what they refuse."""
    told = [
        (b"access-control-allow-methods", METHODS),
        (b"access-control-allow-headers", wanted),
        (b"access-control-max-age", HOUR),
    ]
    await send({"type": "http.response.start", "status": NO_CONTENT, "headers": told})
    await send({"type": "http.response.body", "body": b"", "more_body": False})

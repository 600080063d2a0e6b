"""Which sites' pages may call the API and read its answers (the Fetch Standard, "CORS protocol"): only those named.

Cookies are never shared: a page that may call the API sends a token like everybody else.
"""

from collections.abc import Collection, Mapping

from litestar.enums import HttpMethod
from litestar.types import ASGIApp, Message, Receive, Scope, Send

EXPOSED = b"link, location, ratelimit, ratelimit-policy, retry-after, x-conversation-id, x-duplicate-of, x-request-id"
METHODS = b"GET, POST, PUT, PATCH, DELETE"
HOUR = b"3600"
VARY = (b"vary", b"Origin")
NO_CONTENT = 204


def shared(app: ASGIApp, origins: Collection[str]) -> ASGIApp:
    """Let pages of these origins in. To all others, and without origins, nothing is said."""
    if not origins:
        return app
    named = {origin.encode() for origin in origins}

    async def share(scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        origin = headers.get(b"origin")
        if origin is None or origin.lower() not in named:
            await app(scope, receive, _told(send, [VARY]))
        elif scope.get("method") == HttpMethod.OPTIONS and b"access-control-request-method" in headers:
            await _permit(send, origin, headers)
        else:
            told = [(b"access-control-allow-origin", origin), (b"access-control-expose-headers", EXPOSED), VARY]
            await app(scope, receive, _told(send, told))

    return share


def _told(send: Send, told: list[tuple[bytes, bytes]]) -> Send:
    """Add headers to an answer."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *told]
        await send(message)

    return send_with_headers


async def _permit(send: Send, origin: bytes, headers: Mapping[bytes, bytes]) -> None:
    """Answer the question that a browser asks first: the routes themselves say what they refuse."""
    told = [
        (b"access-control-allow-origin", origin),
        (b"access-control-allow-methods", METHODS),
        (b"access-control-allow-headers", headers.get(b"access-control-request-headers", b"")),
        (b"access-control-max-age", HOUR),
        VARY,
    ]
    await send({"type": "http.response.start", "status": NO_CONTENT, "headers": told})
    await send({"type": "http.response.body", "body": b"", "more_body": False})

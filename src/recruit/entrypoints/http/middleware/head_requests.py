"""HEAD requests: the response to GET without its body (RFC 9110, 9.3.2)."""

from litestar.enums import HttpMethod
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Send


async def answer_head(app: ASGIApp, scope: HTTPScope, receive: Receive, send: Send) -> None:
    """Run the request as GET in `app`, and send the head of the response alone.

    The head is sent at once, because a stream may never end. Permissions and audit log entries are those of GET, since
    the data is read.
    """
    asked: HTTPScope = {**scope, "method": HttpMethod.GET}

    async def send_head(message: Message) -> None:
        if message["type"] == "http.response.start":
            await send(message)
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    try:
        await app(asked, receive, send_head)
    finally:
        scope.update({**asked, "method": HttpMethod.HEAD})  # `request_log_middleware` logs the route and the user

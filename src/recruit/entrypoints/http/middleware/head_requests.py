"""HEAD: what GET answers, without its body (RFC 9110, 9.3.2)."""

from litestar.enums import HttpMethod
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Send


async def answer_head(app: ASGIApp, scope: HTTPScope, receive: Receive, send: Send) -> None:
    """Have `app` answer GET, and send the head of that alone, at once: a stream's end may never come.

    What is read is read: rights and the audit log are those of GET.
    """
    asked: HTTPScope = {**scope, "method": HttpMethod.GET}

    async def send_head(message: Message) -> None:
        if message["type"] == "http.response.start":
            await send(message)
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    try:
        await app(asked, receive, send_head)
    finally:
        scope.update({**asked, "method": HttpMethod.HEAD})  # `observed` notes what routing and authentication found

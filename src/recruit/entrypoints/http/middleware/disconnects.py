"""Cancellation of requests whose client has disconnected, so that they don't take resources from other requests.

Litestar lets their handlers run to the end. For cheap handlers that is fine: watching a client costs one task a
request.
"""

import asyncio
from collections.abc import Awaitable

from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, HTTPReceiveMessage, Message, Receive, Scope, Send

EXPENSIVE = "expensive"
"""Handler option of routes that are cancelled when their client disconnects."""

CLIENT_CLOSED_REQUEST = 499
"""nginx's status for this case. It is for logs and metrics only, since the client is gone."""


def disconnect_middleware(app: ASGIApp) -> ASGIApp:
    """Cancel requests for expensive routes when their client disconnects; their transactions roll back.

    Requests with an Idempotency-Key don't come here, since their client can send them again to get the response.
    """

    def handle(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        if scope["route_handler"].opt.get(EXPENSIVE):
            return CancellableRequest(receive, send).run(app, scope)
        return app(scope, receive, send)

    return handle


class CancellableRequest:
    """A request in progress, and a task that waits for its client to disconnect."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._send = send
        self._watcher: asyncio.Task[None] | None = None
        self._handler: asyncio.Task[object] | None = None
        self._disconnected = False

    async def run(self, app: ASGIApp, scope: Scope) -> None:
        """Answer the request. Raises HTTPException when the client has disconnected."""
        self._handler = task = asyncio.current_task()
        try:
            await app(scope, self.receive, self.send)
        except asyncio.CancelledError:
            if not self._disconnected or task is None or task.uncancel():
                raise
            raise HTTPException(status_code=CLIENT_CLOSED_REQUEST, detail="The client disconnected") from None
        finally:
            self._stop()

    async def receive(self) -> HTTPReceiveMessage:
        """Return the next message. After the body's end, start the task: the only message to follow is a disconnect."""
        message: HTTPReceiveMessage = await self._receive()  # type: ignore[assignment]
        if self._watcher is None and message["type"] == "http.request" and not message.get("more_body"):
            self._watcher = asyncio.create_task(self._cancel_on_disconnect())
        return message

    async def send(self, message: Message) -> None:
        """Send a part of the response. From the first part on, the request isn't cancelled any more."""
        self._stop()
        await self._send(message)

    async def _cancel_on_disconnect(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        if self._handler is not None:
            self._disconnected = True
            self._handler.cancel()

    def _stop(self) -> None:
        self._handler = None
        if self._watcher is not None:
            self._watcher.cancel()

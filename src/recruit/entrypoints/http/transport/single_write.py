"""Single-write responses: head and body are sent in one write."""

from collections.abc import Awaitable
from typing import Any

from litestar.types import ASGIApp, Message, Receive, Scope, Send

from recruit.entrypoints.http.transport.refusals import status_line
from recruit.entrypoints.http.transport.uvicorn_internals import RequestResponseCycle

LENGTH = b"content-length"
NOT_PLAIN = frozenset({b"transfer-encoding", b"connection"})
BODILESS = frozenset({204, 304})


class OnePiece:
    """An ASGI application for one request, which sends a response of known length in one write.

    uvicorn writes head and body separately. That costs one more system call and one more packet, wakes the client
    twice, and matches each header against two regular expressions. Responses that aren't plain are left to uvicorn, to
    send or to refuse: those in parts, with a missing or wrong length, with the end of the connection, to HEAD, or with
    a line break in a header.
    """

    __slots__ = ("_app", "_cycle", "_head", "_length", "_start")

    def __init__(self, cycle: RequestResponseCycle, app: ASGIApp) -> None:
        self._app = app
        self._cycle: Any = cycle
        self._start: Any = None
        self._head = self._length = b""

    def __call__(self, scope: Scope, receive: Receive, _send: Send) -> Awaitable[None]:
        """Answer the request."""
        return self._app(scope, receive, self._send)

    async def _send(self, message: Message) -> None:
        """Hold the head of a plain response back until its body comes, then send both."""
        if self._start is None:
            if self._cycle.waiting_for_100_continue:  # only the client knows whether it will send the body
                self._cycle.keep_alive = False
            if message["type"] == "http.response.start" and self._read(message):
                self._start = message
            else:
                await self._cycle.send(message)
            return
        start, self._start = self._start, None
        if not self._sent(message):
            await self._cycle.send(start)
            await self._cycle.send(message)

    def _read(self, start: Any) -> bool:
        """Encode the head of a response, and return whether the response is plain so far."""
        told = dict(start["headers"])
        self._length = told.get(LENGTH, b"0" if start["status"] in BODILESS else b"")
        if not (self._length and NOT_PLAIN.isdisjoint(told)) or self._cycle.scope["method"] == "HEAD":
            return False
        lines = [b": ".join(header) for header in (*self._cycle.default_headers, *start["headers"])]
        head = b"\r\n".join(lines)
        self._head = b"%b%b\r\n\r\n" % (status_line(start["status"]), head)
        return head.count(b"\n") == head.count(b"\r") == len(lines) - 1 and b"\0" not in head

    def _sent(self, message: Any) -> bool:
        """Send a response if it is plain, and return whether it was sent."""
        cycle, body = self._cycle, message.get("body", b"")
        if message["type"] != "http.response.body" or message.get("more_body") or self._length != b"%d" % len(body):
            return False
        if cycle.response_started or cycle.disconnected or cycle.flow.write_paused or not cycle.keep_alive:
            return False
        cycle.response_started = cycle.response_complete = True
        cycle.transport.write(self._head + body)
        cycle.message_event.set()
        cycle.on_response()
        return True

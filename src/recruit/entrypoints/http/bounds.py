"""What a client may keep a connection busy with: uvicorn itself waits for ever, and takes a head of any size."""

import asyncio
from http import HTTPStatus
from typing import Any

import msgspec
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from recruit.entrypoints.http.safety import HEADERS

MOST_HEAD = 64 * 1024
"""Bytes of a request that aren't its body: the line, the headers, and what a chunked body puts around its chunks."""

MOST_HEADERS = 100
SLOWEST = 1000
"""Bytes a second. A body that comes no faster than this is given up, once the client has used up its time."""

LINGERING = 2
"""Seconds that a client which is refused has to stop sending and read why; what it sends is thrown away.

To close at once would reset the connection, and with it the answer (RFC 9112, 9.6).
"""

WORDS = {
    HTTPStatus.BAD_REQUEST: "The request is no HTTP",
    HTTPStatus.REQUEST_TIMEOUT: "The request did not come in time",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: f"A request has at most {MOST_HEAD // 1024} KiB beside its body, "
    f"and {MOST_HEADERS} headers",
}


class Bounded(HttpToolsProtocol):
    """uvicorn's protocol, which ends what takes too long or grows too large.

    `patience` is the seconds that a client has: for a head, for a body (and a second more for each `SLOWEST` bytes that
    came), and to take some of an answer that waits for it. No timer is set for a request that comes in one piece, nor
    for each pause between two: one that runs looks how long the pause has been.
    """

    def __init__(self, *args: Any, patience: float, **options: Any) -> None:
        super().__init__(*args, **options)
        self._patience = patience
        self._came = self._body = 0
        self._headed = False
        self._refused = False
        self._fault = HTTPStatus.BAD_REQUEST
        self._since = self._answered = 0.0
        self._waiting: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self._pause: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, and wait for a request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        super().connection_lost(exc)
        for timer in (self._waiting, self._unread, self._pause):
            if timer is not None:
                timer.cancel()

    def data_received(self, data: bytes) -> None:
        """Take what came, and see whether there has to be more."""
        if self._refused:
            return
        self._came += len(data)
        super().data_received(data)
        if self._refused:
            return
        if self._headed and not self.cycle.more_body:
            self._headed, self._came, self._body = False, 0, 0
            if self._waiting is not None:
                self._waiting.cancel()
                self._waiting = None
        elif self._came > MOST_HEAD + 2 * self._body:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        elif self._waiting is None:
            self._wait()

    def on_headers_complete(self) -> None:
        """Begin a request, unless its head is too large."""
        if len(self.headers) > MOST_HEADERS or (self._came > MOST_HEAD and self._head() > MOST_HEAD):
            self._fault = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            raise ValueError(WORDS[self._fault])  # the parser makes uvicorn call `send_400_response`
        super().on_headers_complete()
        self._headed = True

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body."""
        self._body += len(body)
        super().on_body(body)

    def on_response_complete(self) -> None:
        """Take the next request, if it is there, or wait for it."""
        if self.pipeline or self.transport.is_closing():
            super().on_response_complete()
            return
        self.flow.resume_reading()
        self._answered = self.loop.time()
        if self._pause is None:
            self._pause = self.loop.call_later(self.timeout_keep_alive, self.close_if_unused)

    def pause_writing(self) -> None:
        """Give up a client that takes none of its answer in its time."""
        super().pause_writing()
        self._unread = self.loop.call_later(self._patience, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on."""
        super().resume_writing()
        if self._unread is not None:
            self._unread.cancel()

    def send_400_response(self, _message: str) -> None:
        """Answer what is no HTTP in the shape of every other refusal."""
        self._refuse(self._fault)

    def close_if_unused(self) -> None:
        """Close a connection that nobody has used for a while. Where a request has begun, its answer begins a pause."""
        self._pause = None
        left = self.timeout_keep_alive - (self.loop.time() - self._answered)
        if not self._idle or self._came:
            return
        if left > 0:
            self._pause = self.loop.call_later(left, self.close_if_unused)
        else:
            self.transport.close()

    @property
    def _idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _head(self) -> int:
        return len(self.url) + sum(len(name) + len(value) + len(b": \r\n") for name, value in self.headers)

    def _wait(self) -> None:
        self._since = self.loop.time()
        self._waiting = self.loop.call_later(self._patience, self._look)

    def _look(self) -> None:
        """See whether the client has used up its time. What we don't take ourselves isn't its fault."""
        if self.flow.read_paused:
            self._wait()
            return
        left = self._patience + self._body / SLOWEST - (self.loop.time() - self._since)
        if left > 0:
            self._waiting = self.loop.call_later(left, self._look)
        elif self._came == 0:
            self.transport.close()
        else:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)

    def _refuse(self, status: HTTPStatus) -> None:
        """Say why, unless an answer is on its way, and hear no more. To whoever reads the body the client is gone."""
        if self.transport.is_closing():
            return
        self._refused = True
        if not (self._headed and self.cycle.response_started):
            self.transport.write(_refusal(status))
        self.transport.write_eof()
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = self.loop.call_later(LINGERING, self.transport.abort)
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.flow.resume_reading()


def _refusal(status: HTTPStatus) -> bytes:
    """Return a whole answer, in the shape of every other refusal."""
    body = msgspec.json.encode({"detail": WORDS[status]})
    told = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body)), *HEADERS]
    lines = [b"%s: %s\r\n" % header for header in (*told, (b"connection", b"close"))]
    return b"".join([STATUS_LINE[status], *lines, b"\r\n", body])

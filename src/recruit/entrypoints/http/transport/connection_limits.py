"""Timeouts and size limits of a connection. uvicorn itself has no timeout and accepts request heads of any size."""

import asyncio
import re
import sys
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any, NoReturn

from httptools import HttpParserInvalidMethodError

from recruit.entrypoints.http.transport import framing
from recruit.entrypoints.http.transport.refusals import COUNT, REFUSED, Refusal, encoded
from recruit.entrypoints.http.transport.uvicorn_internals import HttpToolsProtocol

MOST_HEAD = 64 * 1024
"""Maximum size of a request without its body: the request line, the headers, and the framing of chunks, in bytes."""

MOST_HEADERS = 100
SLOWEST = 1000
"""Minimum rate of a body in bytes a second. A slower body is refused when its time (`patience`) is used up."""

LINGERING = 2
"""Seconds between a refusal and the close of the connection. What the client sends meanwhile is discarded.

Closing at once would reset the connection, and the client would lose the response (RFC 9112, 9.6).
"""

MOST_DISCARDED = 64 * 1024 * 1024
"""Maximum number of bytes discarded after a response. Some clients read it only after they have sent the whole body."""

METHOD_LINE = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+ [!-~]+ HTTP/1\.[01]\r?\n")
UNKNOWN_METHOD = Refusal(HTTPStatus.NOT_IMPLEMENTED, "This server knows no such method")
TOO_LATE = Refusal(HTTPStatus.REQUEST_TIMEOUT, "The request did not come in time")
HEAD_TOO_LARGE = Refusal(
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    f"A request has at most {MOST_HEAD // 1024} KiB beside its body, and {MOST_HEADERS} headers",
)


class Bounded(HttpToolsProtocol):
    """uvicorn's HTTP protocol with timeouts and size limits.

    `patience` is a timeout in seconds. It applies to a request head; to a body, with one more second for each `SLOWEST`
    bytes received; to the rest of a body whose response was sent early; and to a client that reads nothing of its
    response. A request that comes in one piece sets no timer. Keep-alive pauses share one timer, which checks the
    length of the current pause when it fires.

    If a response ends the connection before the request's body has come, the sending side is closed, and the rest is
    read and discarded for a bounded time (RFC 9112, 9.6).
    """

    def __init__(self, *args: Any, patience: float, **options: Any) -> None:
        super().__init__(*args, **options)
        self._patience = patience
        self._came = self._body = 0
        self._in_body = self._finished = False
        self._deaf = False
        self._keeps_alive = True
        self._fault = framing.NO_HTTP
        self._data = b""
        self._sound: list[tuple[bytes, bytes]] | None = None
        self._owed: Refusal | None = None
        self._since = self._answered = 0.0
        self._waiting: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self._pause: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Set up the connection, and start the timeout of the first request."""
        super().connection_made(transport)
        self._late_closing: Any = SimpleNamespace(
            write=transport.write, is_closing=transport.is_closing, close=self._close_after_answer
        )
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Cancel all timers."""
        super().connection_lost(exc)
        for timer in (self._waiting, self._unread, self._pause):
            if timer is not None:
                timer.cancel()

    def data_received(self, data: bytes) -> None:
        """Parse the data, check the limits, and start or stop the request's timeout."""
        self._came += len(data)
        if self._deaf:
            if self._came > MOST_DISCARDED:
                self.transport.abort()
            return
        self._data = data
        super().data_received(data)
        if self._deaf:
            return
        if self._finished and not self._in_body:
            self._finished, self._came, self._body = False, 0, 0
            self._stop_waiting()
        elif self._came > MOST_HEAD + 2 * self._body:
            self._refuse(HEAD_TOO_LARGE)
        elif self._idle and self._body > MOST_DISCARDED:
            self._linger(LINGERING)
        elif self._waiting is None:
            self._wait()

    def on_headers_complete(self) -> None:
        """Start a request, or refuse it if its head is too large or ambiguous."""
        if len(self.headers) > MOST_HEADERS or (self._came > MOST_HEAD and self._head() > MOST_HEAD):
            self._give_up(HEAD_TOO_LARGE)
        checked = [header for header in self.headers if header[0] in framing.CHECKED]
        if checked != self._sound:
            if fault := framing.fault(checked, self.parser.get_http_version()):
                self._give_up(fault)
            if len(checked) == 1:
                self._sound = checked
        super().on_headers_complete()
        self.cycle.transport = self._late_closing
        self._in_body = True
        if self.expect_100_continue:  # until the body has come, only the client knows whether it will send it
            self._keeps_alive, self.cycle.keep_alive = self.cycle.keep_alive, False

    def on_body(self, body: bytes) -> None:
        """Count and pass on a part of the body."""
        self._body += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Signal the end of the body to its reader, which uvicorn doesn't do after the response."""
        self._in_body, self._finished = False, True
        if self.expect_100_continue and not self.cycle.response_started:
            self.cycle.keep_alive = self._keeps_alive
        self.cycle.more_body = False
        self.cycle.message_event.set()

    def on_response_complete(self) -> None:
        """Start the next pipelined request, if there is one, or wait for it."""
        if self.pipeline:
            super().on_response_complete()
            return
        self.server_state.total_requests += 1
        if self._deaf and self._owed is not None:
            self._end(self._owed)
        if self._deaf or self.transport.is_closing():
            return
        self.flow.resume_reading()
        self._answered = self.loop.time()
        if self._pause is None:
            self._pause = self.loop.call_later(self.timeout_keep_alive, self.close_if_unused)
        if self._in_body:
            self._came = self._body = 0
            self._stop_waiting()
            self._wait()

    def pause_writing(self) -> None:
        """Pause the response, and abort the connection if the client reads nothing of it in time."""
        super().pause_writing()
        self._unread = self.loop.call_later(self._patience, self.transport.abort)

    def resume_writing(self) -> None:
        """Resume the response, and stop its timeout."""
        super().resume_writing()
        if self._unread is not None:
            self._unread.cancel()

    def send_400_response(self, _message: str) -> None:
        """Refuse a request that isn't valid HTTP, or has an unknown method, in the format of all other refusals."""
        error = sys.exception()
        if isinstance(error, HttpParserInvalidMethodError) and METHOD_LINE.match(self._data):
            self._fault = UNKNOWN_METHOD
        elif self._fault is framing.NO_HTTP:  # the parser gave up, not a check of this class
            self._fault = framing.broken_rule(str(error), self._data)
        self._refuse(self._fault)

    def close_if_unused(self) -> None:
        """Close a connection after its keep-alive timeout. If a request has begun, its response starts a new pause."""
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

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _look(self) -> None:
        """Refuse the request if its time is up. Time in which the server itself has paused reading doesn't count."""
        if self.flow.read_paused:
            self._wait()
            return
        earned = 0 if self._idle else self._body / SLOWEST
        left = self._patience + earned - (self.loop.time() - self._since)
        if left > 0:
            self._waiting = self.loop.call_later(left, self._look)
        elif self._came == 0:
            self.transport.close()
        else:
            self._refuse(TOO_LATE)

    def _give_up(self, refusal: Refusal) -> NoReturn:
        """Stop the parser, so that uvicorn calls `send_400_response`."""
        self._fault = refusal._replace(to_head=self.parser.get_method() == b"HEAD")
        raise ValueError(refusal.detail)

    def _refuse(self, refusal: Refusal) -> None:
        """Refuse the incoming request, unless its response has started, and stop parsing.

        Requests before it are answered first. A handler that reads its body sees a disconnect.
        """
        if self.transport.is_closing():
            return
        self._deaf = True
        self._stop_waiting()
        if self._in_body and not self.pipeline:
            refused = None if self.cycle.response_started else refusal
            if not self.cycle.response_complete:
                self.cycle.disconnected, self.cycle.waiting_for_100_continue = True, False
                self.cycle.message_event.set()
            if refused is not None:
                self.cycle.scope[REFUSED] = refused.status  # type: ignore[literal-required]
            self._end(refused, seen=True)
        elif self._idle:
            self._end(refusal)
        else:
            if self._in_body:
                self.pipeline.popleft()
            self._owed = refusal

    def _end(self, refusal: Refusal | None, *, seen: bool = False) -> None:
        """Send a refusal, and close the connection after the client has had time to read it.

        Unless the application has `seen` the request, which it counts itself, the refusal is counted here.
        """
        if self.transport.is_closing():
            return
        if refusal is not None:
            self.transport.write(encoded(refusal))
            if not seen and COUNT in self.app_state:  # absent until the application has started
                self.app_state[COUNT](refusal.status)
        self._linger(LINGERING)

    def _close_after_answer(self) -> None:
        """Close the connection. If a request's body is still coming, discard the rest of it first."""
        if self._in_body and not self.transport.is_closing():
            self._linger(self._patience)
        else:
            self.transport.close()

    def _linger(self, seconds: float) -> None:
        """Close the sending side, then read and discard until the client closes, for at most `seconds`."""
        self._deaf, self._came = True, 0
        self.pipeline.clear()
        self.transport.write_eof()
        self._stop_waiting()
        self._waiting = self.loop.call_later(seconds, self.transport.abort)
        self.flow.resume_reading()

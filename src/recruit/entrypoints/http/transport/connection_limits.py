"""Timeouts and size limits of a connection. uvicorn itself has no timeout and accepts request heads of any size."""

import asyncio
import re
import sys
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any, NoReturn

from httptools import HttpParserInvalidMethodError

from recruit.entrypoints.http.transport import framing
from recruit.entrypoints.http.transport.refusals import COUNT, REFUSED, Refusal, encode_refusal
from recruit.entrypoints.http.transport.uvicorn_internals import HttpToolsProtocol

MOST_HEAD = 64 * 1024
"""Maximum size of a request without its body: the request line, the headers, and the framing of chunks, in bytes."""

MOST_HEADERS = 100
SLOWEST_BODY = 1000
"""Minimum rate of a body in bytes a second. A slower body is refused when its time is used up."""

LINGER_SECONDS = 2
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


class LimitedConnection(HttpToolsProtocol):
    """uvicorn's HTTP protocol with timeouts and size limits.

    `client_seconds` is a timeout. It applies to a request head; to a body, with one more second for each
    `SLOWEST_BODY` bytes received; to the rest of a body whose response was sent early; and to a client that reads
    nothing of its response. A request that comes in one piece sets no timer. Keep-alive pauses share one timer, which
    checks the length of the current pause when it fires.

    If a response ends the connection before the request's body has come, the sending side is closed, and the rest is
    read and discarded for a bounded time (RFC 9112, 9.6).
    """

    def __init__(self, *args: Any, client_seconds: float, **options: Any) -> None:
        super().__init__(*args, **options)
        self._client_seconds = client_seconds
        self._received = self._body_size = 0
        self._in_body = self._finished = False
        self._discards = False
        self._keep_alive = True
        self._parse_refusal = framing.NO_HTTP
        self._data = b""
        self._last_checked: list[tuple[bytes, bytes]] | None = None
        self._pending_refusal: Refusal | None = None
        self._timeout_started = self._answered_at = 0.0
        self._timeout: asyncio.TimerHandle | None = None
        self._write_timeout: asyncio.TimerHandle | None = None
        self._keep_alive_timeout: asyncio.TimerHandle | None = None
        self._unwritten = b""
        """The head of a response, until the first part of its body comes or the event loop has nothing else to do."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Set up the connection, and start the timeout of the first request."""
        super().connection_made(transport)
        self._closing_transport: Any = SimpleNamespace(
            write=self._write, is_closing=transport.is_closing, close=self._close_after_answer
        )
        self._start_timeout()

    def connection_lost(self, exc: Exception | None) -> None:
        """Cancel all timers."""
        super().connection_lost(exc)
        for timer in (self._timeout, self._write_timeout, self._keep_alive_timeout):
            if timer is not None:
                timer.cancel()

    def data_received(self, data: bytes) -> None:
        """Parse the data, check the limits, and start or stop the request's timeout."""
        self._received += len(data)
        if self._discards:
            if self._received > MOST_DISCARDED:
                self.transport.abort()
            return
        self._data = data
        super().data_received(data)
        if self._discards:
            return
        if self._finished and not self._in_body:
            self._finished, self._received, self._body_size = False, 0, 0
            self._stop_timeout()
        elif self._received > MOST_HEAD + 2 * self._body_size:
            self._refuse(HEAD_TOO_LARGE)
        elif self._is_idle and self._body_size > MOST_DISCARDED:
            self._linger(LINGER_SECONDS)
        elif self._timeout is None:
            self._start_timeout()

    def on_headers_complete(self) -> None:
        """Start a request, or refuse it if its head is too large or ambiguous."""
        if len(self.headers) > MOST_HEADERS or (self._received > MOST_HEAD and self._head_size() > MOST_HEAD):
            self._stop_parser(HEAD_TOO_LARGE)
        checked = [header for header in self.headers if header[0] in framing.CHECKED]
        if checked != self._last_checked:
            if fault := framing.fault(checked, self.parser.get_http_version()):
                self._stop_parser(fault)
            if len(checked) == 1:
                self._last_checked = checked
        super().on_headers_complete()
        self.headers = []  # takes the trailers, which are no headers of the request (RFC 9110, 6.5.1)
        self.cycle.transport = self._closing_transport
        self._in_body, self._keep_alive = True, self.cycle.keep_alive
        if self.expect_100_continue:  # until the body has come, only the client knows whether it will send it
            self.cycle.keep_alive = False

    def on_body(self, body: bytes) -> None:
        """Count and pass on a part of the body."""
        self._body_size += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Signal the end of the body to its reader, which uvicorn doesn't do after the response."""
        self._in_body, self._finished = False, True
        if self.expect_100_continue and not self.cycle.response_started:
            self.cycle.keep_alive = self._keep_alive
        self.cycle.more_body = False
        self.cycle.message_event.set()

    def on_response_complete(self) -> None:
        """Start the next pipelined request, if there is one, or wait for it."""
        self._flush()
        if self.pipeline:
            super().on_response_complete()
            return
        self.server_state.total_requests += 1
        if self._discards and self._pending_refusal is not None:
            self._end(self._pending_refusal)
        if self._discards or self.transport.is_closing():
            return
        self.flow.resume_reading()
        self._answered_at = self.loop.time()
        if self._keep_alive_timeout is None:
            self._keep_alive_timeout = self.loop.call_later(self.timeout_keep_alive, self.close_if_unused)
        if self._in_body:
            self._received = self._body_size = 0
            self._stop_timeout()
            self._start_timeout()

    def pause_writing(self) -> None:
        """Pause the response, and abort the connection if the client reads nothing of it in time."""
        super().pause_writing()
        self._write_timeout = self.loop.call_later(self._client_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """Resume the response, and stop its timeout."""
        super().resume_writing()
        if self._write_timeout is not None:
            self._write_timeout.cancel()

    def send_400_response(self, _message: str) -> None:
        """Refuse a request that isn't valid HTTP, or has an unknown method, in the format of all other refusals."""
        error = sys.exception()
        if isinstance(error, HttpParserInvalidMethodError) and METHOD_LINE.match(self._data):
            self._parse_refusal = UNKNOWN_METHOD
        elif self._parse_refusal is framing.NO_HTTP:  # the parser gave up, not a check of this class
            self._parse_refusal = framing.broken_rule(str(error), self._data)
        self._refuse(self._parse_refusal)

    def close_if_unused(self) -> None:
        """Close a connection after its keep-alive timeout. If a request has begun, its response starts a new pause."""
        self._keep_alive_timeout = None
        left = self.timeout_keep_alive - (self.loop.time() - self._answered_at)
        if not self._is_idle or self._received:
            return
        if left > 0:
            self._keep_alive_timeout = self.loop.call_later(left, self.close_if_unused)
        else:
            self.transport.close()

    @property
    def _is_idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _head_size(self) -> int:
        return len(self.url) + sum(len(name) + len(value) + len(b": \r\n") for name, value in self.headers)

    def _start_timeout(self) -> None:
        self._timeout_started = self.loop.time()
        self._timeout = self.loop.call_later(self._client_seconds, self._check_deadline)

    def _stop_timeout(self) -> None:
        if self._timeout is not None:
            self._timeout.cancel()
            self._timeout = None

    def _check_deadline(self) -> None:
        """Refuse the request if its time is up. Time in which the server itself has paused reading doesn't count."""
        if self.flow.read_paused:
            self._start_timeout()
            return
        earned = 0 if self._is_idle else self._body_size / SLOWEST_BODY
        left = self._client_seconds + earned - (self.loop.time() - self._timeout_started)
        if left > 0:
            self._timeout = self.loop.call_later(left, self._check_deadline)
        elif self._received == 0:
            self.transport.close()
        else:
            self._refuse(TOO_LATE)

    def _stop_parser(self, refusal: Refusal) -> NoReturn:
        """Stop the parser, so that uvicorn calls `send_400_response`."""
        self._parse_refusal = refusal._replace(to_head=self.parser.get_method() == b"HEAD")
        raise ValueError(refusal.detail)

    def _refuse(self, refusal: Refusal) -> None:
        """Refuse the incoming request, unless its response has started, and stop parsing.

        Requests before it are answered first. A handler that reads its body sees a disconnect.
        """
        if self.transport.is_closing():
            return
        self._discards = True
        self._stop_timeout()
        if self._in_body and not self.pipeline:
            refused = None if self.cycle.response_started else refusal
            if not self.cycle.response_complete:
                self.cycle.disconnected, self.cycle.waiting_for_100_continue = True, False
                self.cycle.message_event.set()
            if refused is not None:
                self.cycle.scope[REFUSED] = refused.status  # type: ignore[literal-required]
            self._end(refused, seen=True)
        elif self._is_idle:
            self._end(refusal)
        else:
            if self._in_body:
                self.pipeline.popleft()
            self._pending_refusal = refusal

    def _end(self, refusal: Refusal | None, *, seen: bool = False) -> None:
        """Send a refusal, and close the connection after the client has had time to read it.

        Unless the application has `seen` the request, which it counts itself, the refusal is counted here.
        """
        if self.transport.is_closing():
            return
        if refusal is not None:
            self._write(encode_refusal(refusal))
            if not seen and COUNT in self.app_state:  # absent until the application has started
                self.app_state[COUNT](refusal.status)
        self._linger(LINGER_SECONDS)

    def _write(self, data: bytes) -> None:
        """Write a part of a response, its head together with what follows at once: each write is a system call."""
        if self._unwritten:
            data, self._unwritten = self._unwritten + data, b""
        elif data.startswith(b"HTTP/1.1 "):
            self._unwritten = data
            self.loop.call_soon(self._flush)
            return
        self.transport.write(data)

    def _flush(self) -> None:
        """Write a response's head without a body."""
        if self._unwritten:
            self.transport.write(self._unwritten)
            self._unwritten = b""

    def _close_after_answer(self) -> None:
        """Close the connection. If a request's body is still coming, discard the rest of it first."""
        self._flush()
        if self._in_body and not self.transport.is_closing():
            self._linger(self._client_seconds)
        else:
            self.transport.close()

    def _linger(self, seconds: float) -> None:
        """Close the sending side, then read and discard until the client closes, for at most `seconds`."""
        self._discards, self._received = True, 0
        self.pipeline.clear()
        self._flush()
        self.transport.write_eof()
        self._stop_timeout()
        self._timeout = self.loop.call_later(seconds, self.transport.abort)
        self.flow.resume_reading()

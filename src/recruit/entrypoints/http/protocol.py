"""HTTP over a connection as uvicorn speaks it, with head and body of an answer in one piece."""

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.auto import AutoHTTPProtocol

LAST_SECONDS = 1
"""How long a connection on which nothing is asked stays open when the server is asked to stop."""

HEAD, END = b"HTTP/1.1 ", b"\r\n\r\n"


class OnePiece:
    """A transport that holds the head of an answer back until its body comes, or until the event loop's next turn.

    uvicorn writes them one after the other, which is a system call more here, a packet more on the way, and wakes
    whoever waits for the answer twice.
    """

    __slots__ = ("_head", "_loop", "_transport", "_write")

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._write = transport.write
        self._head = b""

    def write(self, data: bytes) -> None:
        """Send data, after what was held back."""
        if self._head:
            data, self._head = self._head + data, b""
        elif data.startswith(HEAD) and data.endswith(END):
            self._head = data
            self._loop.call_soon(self._release)
            return
        self._write(data)

    def close(self) -> None:
        """Send what was held back and close."""
        self._release()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        """Be the transport in all else."""
        return getattr(self._transport, name)

    def _release(self) -> None:
        if self._head:
            data, self._head = self._head, b""
            self._write(data)


class Protocol(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
    """uvicorn's protocol over such a transport."""

    _leaving = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        super().connection_made(OnePiece(cast("asyncio.Transport", transport), asyncio.get_running_loop()))

    def shutdown(self) -> None:
        """Answer what is asked, and what a client may be sending in this moment, before the connection is closed."""
        self._leaving = True
        if self.cycle is None or self.cycle.response_complete:
            asyncio.get_running_loop().call_later(LAST_SECONDS, super().shutdown)
        else:
            super().shutdown()

    def on_headers_complete(self) -> None:
        """Begin a request, the last one when the server was asked to stop."""
        super().on_headers_complete()
        if self._leaving:
            self.cycle.keep_alive = False

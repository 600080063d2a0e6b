"""Answers that leave in one piece, head and body."""

import asyncio
from typing import Any

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

    def write_eof(self) -> None:
        """Send what was held back, and nothing after it."""
        self._release()
        self._transport.write_eof()

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

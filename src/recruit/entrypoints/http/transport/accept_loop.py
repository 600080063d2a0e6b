"""The accept loop: uvicorn servers that accept many connections at once, and all that wait before they stop."""

import asyncio
import logging
import os
import socket
import struct
import sys
from contextlib import suppress
from ctypes import addressof, create_string_buffer
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.config import STARTUP_FAILURE

from recruit.entrypoints.http.streaming import STOPPING

MOST_AT_ONCE = 64
"""Maximum number of connections accepted in one turn of the event loop."""

HANDSHAKE_SECONDS = 0.2
"""Time for TCP handshakes that are under way when the server stops."""

log = logging.getLogger(__name__)

SO_ATTACH_FILTER = 26
WITHOUT_SYN = ((0x30, 0, 0, 13), (0x45, 0, 1, 0x02), (0x06, 0, 0, 0), (0x06, 0, 0, 0xFFFFFFFF))
"""A classic BPF program, as (code, jt, jf, k): load the flags of the TCP header; drop the packet where SYN is set."""


def drop_new_connections(listener: socket.socket) -> None:
    """Refuse new connections on all descriptors of a socket. Handshakes that are under way complete.

    Otherwise the kernel would complete handshakes between the last accept and the close that follows, and then reset
    these connections. On Linux the kernel now drops each SYN packet; the client sends it again until the socket is
    closed, and is then refused. On other systems this does nothing.
    """
    if sys.platform == "linux":
        code = create_string_buffer(b"".join(struct.pack("HBBI", *one) for one in WITHOUT_SYN))
        program = struct.pack("HP", len(WITHOUT_SYN), addressof(code))
        with suppress(OSError):  # some sandboxes emulate the kernel without socket filters
            listener.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, program)


class DrainingServer(uvicorn.Server):
    """uvicorn's server with a shutdown that loses no connection: it accepts those in the queue before it closes.

    Each of several processes that share the socket may be the last to close it, so each drains the queue.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._listeners: list[socket.socket] = []
        self._accepting: set[asyncio.Task[Any]] = set()
        self._starting: asyncio.Task[Any] | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Request the server's shutdown, and cancel a startup that is under way."""
        super().handle_exit(sig, frame)
        if self._starting is not None:
            self._starting.get_loop().call_soon_threadsafe(self._cancel_startup)  # it may be waiting

    def _cancel_startup(self) -> None:
        if self._starting is not None:
            self._starting.cancel()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start the server, and keep duplicates of its listening sockets.

        A server that is asked to stop before it listens stops the application.
        """
        self._starting = asyncio.current_task()
        for shared in sockets or []:
            shared.set_inheritable(False)  # a worker gets it inheritable, and its own children must not keep it open
        try:
            await super().startup(sockets)
        except asyncio.CancelledError:
            if self._starting is None or not self.should_exit:
                raise
            self._starting.uncancel()
            self._starting = None
            await self.lifespan.shutdown()
            return
        except OSError as error:
            log.error("can't listen: %s", error.strerror)  # noqa: TRY400 - another server has begun to, meanwhile
            await self.lifespan.shutdown()
            sys.exit(STARTUP_FAILURE)
        finally:
            self._starting = None
        for listening in [one for server in self.servers for one in server.sockets]:
            listener = socket.socket(fileno=os.dup(listening.fileno()))
            listener.settimeout(0)
            self._listeners.append(listener)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Accept the connections that wait, close the sockets, and stop when all requests are answered."""
        if stopping := self.lifespan.state.get(STOPPING):
            stopping.set()
        await asyncio.sleep(HANDSHAKE_SECONDS)
        for listener in self._listeners:
            asyncio.get_running_loop().remove_reader(listener)
        for server in self.servers:
            server.close()
        for shared in sockets or []:
            shared.close()
        await asyncio.sleep(0)  # connections that the event loop has accepted are registered now
        for listener in self._listeners:
            self._accept(listener, self.config.backlog)
            listener.close()
        await asyncio.gather(*self._accepting, return_exceptions=True)
        await super().shutdown(sockets)

    def _accept(self, listener: socket.socket, most: int = MOST_AT_ONCE) -> None:
        for _ in range(most):
            try:
                connection, _address = listener.accept()
            except OSError:  # the queue is empty, or there are too many open files
                return
            arriving = asyncio.ensure_future(self._serve_connection(connection))
            self._accepting.add(arriving)
            arriving.add_done_callback(self._accepting.discard)

    async def _serve_connection(self, connection: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        await loop.connect_accepted_socket(self._protocol, connection)

    def _protocol(self) -> asyncio.Protocol:
        return self.config.http_protocol_class(  # type: ignore[call-arg]
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )


class AcceptingServer(DrainingServer):
    """The server of a single process, which accepts many connections in one turn of its event loop.

    uvloop accepts one connection a turn. The last of many simultaneous connections therefore waits for as many turns,
    each with responses to the connections before it. Workers that share a socket keep uvloop's behaviour: a worker that
    is awake would otherwise take connections from the others.
    """

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and accept connections beside the event loop's own server, which handles errors."""
        await super().startup(sockets)
        for listener in self._listeners:
            asyncio.get_running_loop().add_reader(listener, self._accept, listener)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Refuse new connections, and stop."""
        for listener in self._listeners:
            drop_new_connections(listener)
        await super().shutdown(sockets)

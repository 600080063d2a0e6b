"""Servers that let in everybody who waits: many at once while they serve, and the last before they stop."""

import asyncio
import os
import socket
import struct
import sys
from contextlib import suppress
from ctypes import addressof, create_string_buffer
from types import FrameType
from typing import Any

import uvicorn

MOST_AT_ONCE = 64
"""Connections accepted before those that are open have their turn."""

HANDSHAKE_SECONDS = 0.2
"""How long a connection that is being opened when the server stops may take until it can be accepted."""

SO_ATTACH_FILTER = 26
WITHOUT_SYN = ((0x30, 0, 0, 13), (0x45, 0, 1, 0x02), (0x06, 0, 0, 0), (0x06, 0, 0, 0xFFFFFFFF))
"""A classic BPF program, as (code, jt, jf, k): load the flags of the TCP header; drop the packet where SYN is set."""


def refuse_newcomers(listener: socket.socket) -> None:
    """Let no more connections be opened, and those that are being opened be opened, on any descriptor of the socket.

    Between a last look at the queue and the close that follows it, the kernel would let in others, and cut them off.
    On Linux it now drops the first packet of each, which its client sends again until the socket is closed, and is
    refused. Elsewhere nothing happens.
    """
    if sys.platform == "linux":
        code = create_string_buffer(b"".join(struct.pack("HBBI", *one) for one in WITHOUT_SYN))
        program = struct.pack("HP", len(WITHOUT_SYN), addressof(code))
        with suppress(OSError):  # of kernels that are none, in some sandboxes
            listener.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, program)


class DrainingServer(uvicorn.Server):
    """uvicorn's server, which loses nobody on stopping: it closes its socket when nobody waits in the socket's queue.

    Of several processes that share the socket each may be the last to close it, so each looks.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._listeners: list[socket.socket] = []
        self._arriving: set[asyncio.Task[Any]] = set()
        self._starting: asyncio.Task[Any] | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Note that the server shall stop, and end a start that is under way."""
        super().handle_exit(sig, frame)
        if self._starting is not None:
            self._starting.get_loop().call_soon_threadsafe(self._end_start)  # which may be waiting for something

    def _end_start(self) -> None:
        if self._starting is not None:
            self._starting.cancel()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and keep descriptors of our own of the sockets that are listened on.

        Who is asked to stop before that stops the application, and doesn't listen.
        """
        self._starting = asyncio.current_task()
        try:
            await super().startup(sockets)
        except asyncio.CancelledError:
            if self._starting is None or not self.should_exit:
                raise
            self._starting.uncancel()
            self._starting = None
            await self.lifespan.shutdown()
            return
        finally:
            self._starting = None
        for listening in [one for server in self.servers for one in server.sockets]:
            listener = socket.socket(fileno=os.dup(listening.fileno()))
            listener.settimeout(0)
            self._listeners.append(listener)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let in those who have connected, close the sockets, and stop when all have their answers."""
        await asyncio.sleep(HANDSHAKE_SECONDS)
        for listener in self._listeners:
            asyncio.get_running_loop().remove_reader(listener)
        for server in self.servers:
            server.close()
        for shared in sockets or []:
            shared.close()
        await asyncio.sleep(0)  # whom the event loop has accepted before is among the connections from now on
        for listener in self._listeners:
            self._accept(listener, self.config.backlog)
            listener.close()
        await asyncio.gather(*self._arriving, return_exceptions=True)
        await super().shutdown(sockets)

    def _accept(self, listener: socket.socket, most: int = MOST_AT_ONCE) -> None:
        for _ in range(most):
            try:
                connection, _address = listener.accept()
            except OSError:  # nobody waits any more, or no more files may be open
                return
            arriving = asyncio.ensure_future(self._let_in(connection))
            self._arriving.add(arriving)
            arriving.add_done_callback(self._arriving.discard)

    async def _let_in(self, connection: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        await loop.connect_accepted_socket(self._protocol, connection)

    def _protocol(self) -> asyncio.Protocol:
        return self.config.http_protocol_class(  # type: ignore[call-arg]
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )


class AcceptingServer(DrainingServer):
    """The server of one process alone, which accepts many connections in a turn of its event loop.

    uvloop accepts one, so the last of many who come together waits for as many turns, each with answers to all who
    came before. Workers that share a socket want it so: whoever is awake would take what others should have.
    """

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and listen beside the event loop's own server, to which errors are left."""
        await super().startup(sockets)
        for listener in self._listeners:
            asyncio.get_running_loop().add_reader(listener, self._accept, listener)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let no more connections be opened, and stop."""
        for listener in self._listeners:
            refuse_newcomers(listener)
        await super().shutdown(sockets)

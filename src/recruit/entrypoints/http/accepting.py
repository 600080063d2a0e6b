"""A server that lets in all who wait at once."""

import asyncio
import os
import socket
from typing import Any

import uvicorn

MOST_AT_ONCE = 64
"""Connections accepted before those that are open have their turn."""


class AcceptingServer(uvicorn.Server):
    """uvicorn's server of one process, which accepts many connections in a turn of its event loop.

    uvloop accepts one, so the last of many who come together waits for as many turns, each with answers to all who
    came before. Workers that share a socket want it so: whoever is awake would take what others should have.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._listeners: list[socket.socket] = []
        self._arriving: set[asyncio.Task[Any]] = set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and listen beside the event loop's own server, to which errors are left."""
        await super().startup(sockets)
        loop = asyncio.get_running_loop()
        for listening in [one for server in self.servers for one in server.sockets]:
            listener = socket.socket(fileno=os.dup(listening.fileno()))
            listener.settimeout(0)
            loop.add_reader(listener, self._accept, listener)
            self._listeners.append(listener)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen no longer, and stop."""
        for listener in self._listeners:
            asyncio.get_running_loop().remove_reader(listener)
            listener.close()
        await asyncio.gather(*self._arriving, return_exceptions=True)  # who is in, is told
        await super().shutdown(sockets)

    def _accept(self, listener: socket.socket) -> None:
        for _ in range(MOST_AT_ONCE):
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

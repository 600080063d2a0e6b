"""Connections on which messages can wait for what asyncpg writes next, so that both leave in one piece.

uvloop hands each write to the kernel at once. The first of two would wake PostgreSQL, which finds little to do and goes
to sleep until the second. asyncpg makes its transports through the event loop that it is given: it is given one here
that wraps them.
"""

import asyncio
from collections.abc import Callable
from typing import Any


class CoalescingTransport:
    """A transport that keeps bytes back until the next write."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self.wrapped = transport
        self.ahead = b""
        """Goes out with the next write, before it."""

    def __getattr__(self, name: str) -> Any:
        """Leave everything else to the transport."""
        return getattr(self.wrapped, name)

    def write(self, data: "bytes | memoryview") -> None:
        """Send."""
        if self.ahead:
            data, self.ahead = self.ahead + data, b""
        self.wrapped.write(data)


class JoiningLoop:
    """An event loop whose connections have such transports."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def __getattr__(self, name: str) -> Any:
        """Leave everything else to the loop."""
        return getattr(self._loop, name)

    async def create_connection(self, protocol: Callable[[], Any], *args: Any, **options: Any) -> Any:
        """Connect over TCP."""
        return await self._connected(self._loop.create_connection, protocol, *args, **options)

    async def create_unix_connection(self, protocol: Callable[[], Any], *args: Any, **options: Any) -> Any:
        """Connect to a socket of this machine."""
        return await self._connected(self._loop.create_unix_connection, protocol, *args, **options)

    async def start_tls(self, transport: CoalescingTransport, *args: Any, **options: Any) -> Any:
        """Encrypt from here on."""
        encrypted = await self._loop.start_tls(transport.wrapped, *args, **options)
        return encrypted and CoalescingTransport(encrypted)

    async def _connected(
        self, connect: Callable[..., Any], protocol: Callable[[], Any], *args: Any, **options: Any
    ) -> Any:
        _, opening = await connect(lambda: _Opening(protocol()), *args, **options)
        return opening.transport, opening.protocol


class _Opening(asyncio.Protocol):
    """Hands a new connection over to its protocol, with the transport wrapped, and is out of the way from then on."""

    transport: CoalescingTransport

    def __init__(self, protocol: Any) -> None:
        self.protocol = protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = CoalescingTransport(transport)  # type: ignore[arg-type]
        transport.set_protocol(self.protocol)
        self.protocol.connection_made(self.transport)

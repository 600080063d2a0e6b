"""Transports that delay bytes until asyncpg's next write, so that both are sent in one write.

uvloop sends each write to the kernel at once. The first of two would wake PostgreSQL, which then sleeps again until the
second arrives. asyncpg creates its transports through the event loop it is given: here, that is a wrapper whose
connections have wrapped transports.
"""

import asyncio
from collections.abc import Callable
from typing import Any


class CoalescingTransport:
    """A transport with a buffer that is sent with the next write."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self.wrapped = transport
        self.ahead = b""
        """Sent with the next write, before its data."""

    def __getattr__(self, name: str) -> Any:
        """Delegate everything else to the wrapped transport."""
        return getattr(self.wrapped, name)

    def write(self, data: "bytes | memoryview") -> None:
        """Send the buffer and the data in one write."""
        if self.ahead:
            data, self.ahead = self.ahead + data, b""
        self.wrapped.write(data)


class JoiningLoop:
    """An event loop whose connections have coalescing transports."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def __getattr__(self, name: str) -> Any:
        """Delegate everything else to the wrapped loop."""
        return getattr(self._loop, name)

    async def create_connection(self, protocol: Callable[[], Any], *args: Any, **options: Any) -> Any:
        """Connect over TCP."""
        return await self._connected(self._loop.create_connection, protocol, *args, **options)

    async def create_unix_connection(self, protocol: Callable[[], Any], *args: Any, **options: Any) -> Any:
        """Connect to a Unix domain socket."""
        return await self._connected(self._loop.create_unix_connection, protocol, *args, **options)

    async def start_tls(self, transport: CoalescingTransport, *args: Any, **options: Any) -> Any:
        """Upgrade a connection to TLS."""
        encrypted = await self._loop.start_tls(transport.wrapped, *args, **options)
        return encrypted and CoalescingTransport(encrypted)

    async def _connected(
        self, connect: Callable[..., Any], protocol: Callable[[], Any], *args: Any, **options: Any
    ) -> Any:
        _, opening = await connect(lambda: _Opening(protocol()), *args, **options)
        return opening.transport, opening.protocol


class _Opening(asyncio.Protocol):
    """Passes a new connection with its transport wrapped to the real protocol, and isn't used after that."""

    transport: CoalescingTransport

    def __init__(self, protocol: Any) -> None:
        self.protocol = protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = CoalescingTransport(transport)  # type: ignore[arg-type]
        transport.set_protocol(self.protocol)
        self.protocol.connection_made(self.transport)

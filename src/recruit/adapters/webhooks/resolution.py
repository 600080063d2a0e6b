"""Connections to addresses that were looked up once, and checked."""

import asyncio
import socket
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from ipaddress import ip_address
from typing import Any

from httpcore2 import AnyIOBackend, AsyncNetworkBackend, AsyncNetworkStream, ConnectError, ConnectTimeout

from recruit.adapters.webhooks.addresses import AllowList

CONNECT_SECONDS = 5.0
"""Time limit of connecting to one of several addresses of a host."""

THREADS = 64
"""Look-ups at a time. A look-up without an answer lasts half a minute."""


class AddressRefused(Exception):
    """The host has an address that no message is sent to. `str(error)` is a sentence."""


class Resolver:
    """Looks hosts up, each once at a time: a host whose name servers don't answer occupies one thread, not all.

    The threads are its own, more than an organisation has webhooks: those of the event loop serve all other requests.
    """

    def __init__(self) -> None:
        self._running: dict[str, asyncio.Future[list[str]]] = {}
        self._threads = ThreadPoolExecutor(THREADS, "webhook-hosts")

    async def addresses(self, host: str) -> list[str]:
        """Return the addresses of a host. Raises OSError if it has none."""
        found = self._running.get(host)
        if found is None:
            found = asyncio.get_running_loop().run_in_executor(self._threads, _addresses, host)
            self._running[host] = found
            found.add_done_callback(lambda done: self._forget(host, done))
        return await asyncio.shield(found)  # a caller that gives up leaves it to the others

    def _forget(self, host: str, done: asyncio.Future[list[str]]) -> None:
        del self._running[host]
        if not done.cancelled():
            done.exception()  # otherwise asyncio logs an exception that no caller awaits any more


def _addresses(host: str) -> list[str]:
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class CheckedBackend(AsyncNetworkBackend):
    """Network backend of httpcore2 for one message: it connects to addresses of the host that it has checked.

    httpcore2 verifies the certificate for the host, and sends its name in SNI. A check before the look-up of the HTTP
    client could be evaded by a host that changes its address in between (DNS rebinding).
    """

    def __init__(self, allowed: AllowList, resolver: Resolver) -> None:
        self._allowed = allowed
        self._resolver = resolver
        self._network = AnyIOBackend()
        self._opened: list[AsyncNetworkStream] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface of httpcore2
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> AsyncNetworkStream:
        """Connect to the first address of the host that accepts. Raises AddressRefused if one of them is refused."""
        addresses = await self._resolver.addresses(host)
        for address in addresses:
            if refusal := self._allowed.refusal(host, ip_address(address)):
                raise AddressRefused(refusal)
        for address in addresses[:-1]:
            with suppress(ConnectError, ConnectTimeout):
                return await self._connect(address, port, CONNECT_SECONDS, local_address, socket_options)
        return await self._connect(addresses[-1], port, timeout, local_address, socket_options)

    async def _connect(self, address: str, port: int, *arguments: Any) -> AsyncNetworkStream:
        stream = await self._network.connect_tcp(address, port, *arguments)
        self._opened.append(stream)
        return stream

    async def close(self) -> None:
        """Close the connections. httpcore2 leaves one open that is cancelled in the midst of TLS's handshake."""
        for stream in self._opened:
            await stream.aclose()

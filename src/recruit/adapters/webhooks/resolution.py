"""Connections to addresses that were looked up once, and checked."""

import asyncio
import socket
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any

from httpcore2 import AnyIOBackend, AsyncNetworkBackend, AsyncNetworkStream, ConnectError, ConnectTimeout

from recruit.adapters.webhooks.addresses import AllowList

CONNECT_SECONDS = 5.0
"""Time limit of connecting to one of several addresses of a host."""


class AddressRefused(Exception):
    """The host has an address that no message is sent to. `str(error)` is a sentence."""


class CheckedBackend(AsyncNetworkBackend):
    """Network backend of httpcore2 that looks a host up once, and connects to the addresses that it has checked.

    httpcore2 verifies the certificate for the host, and sends its name in SNI. A check before the look-up of the HTTP
    client could be evaded by a host that changes its address in between (DNS rebinding).
    """

    def __init__(self, allowed: AllowList) -> None:
        self._allowed = allowed
        self._network = AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface of httpcore2
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> AsyncNetworkStream:
        """Connect to the first address of the host that accepts. Raises AddressRefused if one of them is refused."""
        addresses = await self._addresses(host, port)
        for address in addresses[:-1]:
            try:
                return await self._network.connect_tcp(address, port, CONNECT_SECONDS, local_address, socket_options)
            except (ConnectError, ConnectTimeout):
                continue
        return await self._network.connect_tcp(addresses[-1], port, timeout, local_address, socket_options)

    async def _addresses(self, host: str, port: int) -> list[str]:
        """Look a host up. Raises AddressRefused, and OSError if it has no address."""
        found = await asyncio.get_running_loop().getaddrinfo(
            host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP
        )
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for address in addresses:
            if refusal := self._allowed.refusal(host, ip_address(address)):
                raise AddressRefused(refusal)
        return addresses

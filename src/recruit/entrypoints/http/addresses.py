"""Where requests come from, as far as that tells one client from another."""

from ipaddress import ip_address

from litestar.types import Scope

SITE = 2**64
"""Addresses of version 6 that one customer has at least: they count as one."""


def request_address(scope: Scope) -> str:
    """Return the client's address of version 4, or the network of its address of version 6; empty for a local socket.

    It is what the connection says, or a trusted proxy.
    """
    client = scope["client"]
    if client is None:
        return ""
    host = client[0]
    try:
        return host if ":" not in host else str(int(ip_address(host.partition("%")[0])) // SITE)
    except ValueError:  # a proxy may say anything
        return host

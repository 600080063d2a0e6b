"""Where requests come from, as far as that tells one client from another."""

from ipaddress import ip_address

from litestar.types import Scope

SITE = 2**64
"""Addresses of version 6 that one customer has at least: they count as one."""

PROXY_HEADERS = frozenset(
    {
        b"cf-connecting-ip",
        b"forwarded",
        b"true-client-ip",
        b"via",
        b"x-client-ip",
        b"x-envoy-external-address",
        b"x-forwarded-for",
        b"x-forwarded-host",
        b"x-forwarded-port",
        b"x-forwarded-proto",
        b"x-forwarded-server",
        b"x-real-ip",
    }
)
"""Headers that proxies add."""


def is_local(scope: Scope) -> bool:
    """Tell whether the client runs on this machine. What a proxy has passed on doesn't: its client may be anybody."""
    host = scope["client"][0] if scope["client"] else ""
    here = host == "::1" or host.startswith(("127.", "::ffff:127."))
    return here and not any(name in PROXY_HEADERS for name, _ in scope["headers"])


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

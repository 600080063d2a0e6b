"""Where requests come from, as far as that tells one client from another."""

import re
from functools import lru_cache
from ipaddress import ip_address

from litestar.types import Scope

SITE = 2**64
"""Addresses of version 6 that one customer has at least: they count as one."""

PROXY_HEADERS = frozenset(
    {
        b"cf-connecting-ip",
        b"client-ip",
        b"fastly-client-ip",
        b"fly-client-ip",
        b"forwarded",
        b"true-client-ip",
        b"via",
        b"x-azure-clientip",
        b"x-azure-socketip",
        b"x-client-ip",
        b"x-cluster-client-ip",
        b"x-envoy-external-address",
        b"x-forwarded-for",
        b"x-forwarded-host",
        b"x-forwarded-port",
        b"x-forwarded-proto",
        b"x-forwarded-server",
        b"x-original-forwarded-for",
        b"x-real-ip",
    }
)
"""Headers that proxies add."""

_TELLING = PROXY_HEADERS | {b"host", b"origin", b"sec-fetch-site"}
_PORT = re.compile(r":\d*\Z")


def is_local(scope: Scope) -> bool:
    """Tell whether a program on this machine has sent a request of its own accord.

    What a proxy has passed on doesn't count, as its client may be anybody. Nor does what a foreign page had the user's
    browser send: it says so itself (Fetch Metadata), or asks for a host whose name leads here (DNS rebinding).
    """
    peer = scope["client"][0] if scope["client"] else ""
    if not (peer == "::1" or peer.startswith(("127.", "::ffff:127."))):
        return False
    return not any(name in _TELLING and _is_foreign(name, value) for name, value in scope["headers"])


def _is_foreign(name: bytes, value: bytes) -> bool:
    if name in {b"host", b"origin"}:
        return not _is_here(value.rpartition(b"//")[2])
    return name in PROXY_HEADERS or value == b"cross-site"


@lru_cache(maxsize=64)
def _is_here(host: bytes) -> bool:
    """Tell whether a Host is this machine's own name or address. Nobody else can make "localhost" theirs (RFC 6761)."""
    name = _PORT.sub("", host.decode("latin-1")).lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return address.is_loopback


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

"""Client addresses of requests, as far as they distinguish clients."""

import re
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from litestar.types import Scope

IPV6_SITE_SIZE = 2**64
"""Number of IPv6 addresses in the smallest network of a customer. They count as one client."""

PROXY_HEADERS = frozenset(
    (
        b"cf-connecting-ip client-ip fastly-client-ip fly-client-ip forwarded true-client-ip via x-azure-clientip "
        b"x-azure-socketip x-client-ip x-cluster-client-ip x-envoy-external-address x-forwarded-for x-forwarded-host "
        b"x-forwarded-port x-forwarded-proto x-forwarded-server x-original-forwarded-for x-real-ip"
    ).split()
)
"""Headers that proxies add."""

_REVEALING_HEADERS = PROXY_HEADERS | {b"host", b"origin", b"sec-fetch-site"}
_PORT = re.compile(r":\d*\Z")


def is_local(scope: Scope) -> bool:
    """Return whether a program on this machine has sent a request by itself.

    A request from a proxy doesn't count, because its client may be anywhere. Nor does a request that a foreign page
    makes the user's browser send: the browser marks it (Fetch Metadata), or its host is a foreign name that resolves to
    this machine (DNS rebinding).
    """
    peer = scope["client"][0] if scope["client"] else ""
    if not (peer == "::1" or peer.startswith(("127.", "::ffff:127."))):
        return False
    for name, value in scope["headers"]:  # noqa: SIM110 - a generator takes longer than all else here
        if name in _REVEALING_HEADERS and _is_foreign(name, value):
            return False
    return True


def _is_foreign(name: bytes, value: bytes) -> bool:
    if name in {b"host", b"origin"}:
        return not _is_loopback(value.rpartition(b"//")[2])
    return name in PROXY_HEADERS or value == b"cross-site"


@lru_cache(maxsize=64)
def _is_loopback(host: bytes) -> bool:
    """Return whether a Host is a loopback address or "localhost", which can't name another machine (RFC 6761)."""
    name = _PORT.sub("", host.decode("latin-1")).lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return address.is_loopback


def request_address(scope: Scope) -> str:
    """Return the client's IPv4 address or the network of its IPv6 address, an empty text for a local socket.

    The address is that of the connection, or the one that a trusted proxy reports. An IPv4 address may come in the form
    of an IPv6 one: those of all clients are in one IPv6 network.
    """
    client = scope["client"]
    if client is None:
        return ""
    host = client[0]
    if ":" not in host:
        return host
    try:
        address = IPv6Address(host.partition("%")[0])
    except ValueError:  # a proxy may report any text
        return host
    return str(address.ipv4_mapped or int(address) // IPV6_SITE_SIZE)

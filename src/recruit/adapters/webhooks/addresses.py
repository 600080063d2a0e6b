"""Addresses that messages may be sent to.

A user chooses the URL of a webhook, and the server connects to it from inside its network: without these checks it
would reach services there, such as a cloud's metadata service (server-side request forgery, CWE-918).
"""

import re
from collections.abc import Mapping
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple, Self, TypeAlias
from urllib.parse import urlsplit

from recruit.domain.shared.errors import ConfigurationError, Invalid

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

ALLOW = "RECRUIT_WEBHOOK_ALLOW"
SETTINGS = {ALLOW: ""}
"""The adapter's own settings, with their defaults."""

HOST_NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?")
PORTS = {"http": 80, "https": 443}

PUBLIC_IPV6 = IPv6Network("2000::/3")
"""The only range of IPv6 from which public addresses are assigned."""

NAT64 = IPv6Network("64:ff9b::/96")
"""IPv4 addresses in the last 32 bits, which a gateway connects to (RFC 6052)."""

OTHERS_REFUSED = (
    ip_network("192.0.0.0/24"),  # protocol assignments (RFC 6890), with the metadata service of Oracle's cloud
    ip_network("192.88.99.0/24"),  # relays of 6to4, deprecated (RFC 7526)
    ip_network("168.63.129.16/32"),  # the platform service of Azure's cloud, on a public address
    ip_network("2001::/23"),  # protocol assignments (RFC 2928), with Teredo
    ip_network("2001:db8::/32"),  # documentation
    ip_network("3fff::/20"),  # documentation
)
"""Ranges that some supported versions of Python take for global ones."""

REFUSAL = f"The host has an address that is not public: the server's operator can allow it with {ALLOW}"
"""It doesn't name the address, so that users can't look up names of an internal network."""

NO_URL = "url should be an http or https address such as https://example.com/webhooks, without user name and fragment"


class ParsedUrl(NamedTuple):
    """The parts of a URL. `path` includes the query. `host` is in lower case, an IPv6 address without brackets."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def parse_url(url: str) -> ParsedUrl:
    """Return the parts of a URL. Raises Invalid for any other text."""
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise Invalid(NO_URL)
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise Invalid(NO_URL) from None
    default = PORTS.get(parts.scheme.lower())
    is_host = HOST_NAME.fullmatch(host) or _address(host) is not None
    if default is None or port == 0 or "@" in parts.netloc or "#" in url or not is_host or "%" in host:
        raise Invalid(NO_URL)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return ParsedUrl(parts.scheme.lower(), host, port or default, path)


class AllowList(NamedTuple):
    """Exceptions: hosts whose addresses are all allowed, and networks that are allowed for every host."""

    hosts: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()

    @classmethod
    def parse(cls, options: Mapping[str, str]) -> Self:
        """Return the exceptions that the setting lists. Raises ConfigurationError."""
        hosts, networks = set(), []
        for item in filter(None, (one.strip().lower() for one in options.get(ALLOW, "").split(","))):
            try:
                networks.append(ip_network(item))
            except ValueError:
                if not HOST_NAME.fullmatch(item):
                    raise ConfigurationError(
                        f"{ALLOW} has {item!r}: give host names, addresses and networks, such as "
                        "receiver.internal,10.1.0.0/16"
                    ) from None
                hosts.add(item.rstrip("."))
        return cls(frozenset(hosts), tuple(networks))

    def refusal(self, host: str, address: Address) -> str | None:
        """Return the sentence that refuses an address of a host, or None if it is allowed."""
        actual = _embedded(address)
        allowed = host.rstrip(".") in self.hosts or any(
            one in network for one in (address, actual) for network in self.networks if one.version == network.version
        )
        if allowed or _is_public(actual):
            return None
        return REFUSAL

    def check_literal(self, host: str) -> None:
        """Raise Invalid for a host that is an address and refused. Other hosts pass: their addresses may change."""
        address = _address(host)
        if address is not None and (refusal := self.refusal(host, address)):
            raise Invalid(refusal)


def _address(host: str) -> Address | None:
    """Return the address that a host is, or None for a name.

    Numbers in the forms of `inet_aton`, such as 127.1 and 0x7f000001, are names here: the resolver turns them into
    addresses, which are checked then.
    """
    try:
        return ip_address(host)
    except ValueError:
        return None


def _embedded(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address stands for: mapped, 6to4 or NAT64. Return others unchanged."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else address


def _is_public(address: Address) -> bool:
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if address.version == 6 and address not in PUBLIC_IPV6:  # noqa: PLR2004 - the version of IP
        return False
    return not any(address in network for network in OTHERS_REFUSED if network.version == address.version)

"""Names of hosts."""

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine: localhost or a loopback address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

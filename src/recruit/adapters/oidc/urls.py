"""URLs of providers: https, or http to this machine."""

from urllib.parse import urlsplit

from recruit.domain.shared.hosts import is_loopback


def is_safe_url(url: str) -> bool:
    """Return whether a URL is https, or http to a loopback address, without a user name."""
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        return False
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not host or "@" in parts.netloc:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))

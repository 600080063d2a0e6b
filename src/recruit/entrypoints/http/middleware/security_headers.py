"""Security headers of every response, which restrict the use that browsers make of it."""

from collections.abc import Iterable, Sequence

NO_STORE = (b"cache-control", b"no-store")
ONE_YEAR = (b"cache-control", b"public, max-age=31536000, immutable")
NO_REFERRER = (b"referrer-policy", b"no-referrer")
SAME_ORIGIN = (b"referrer-policy", b"same-origin")
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"frame-ancestors 'none'"),
    NO_REFERRER,
    NO_STORE,
)

SEPARATORS = {b"cache-control": b", ", b"content-security-policy": b"; "}
"""What separates the directives in headers that are sent once, although a response may have its own."""

DAY = 24 * 3600


def security_headers(hsts_days: float) -> Sequence[tuple[bytes, bytes]]:
    """Return the security headers. If `hsts_days` isn't 0, one of them restricts the site to HTTPS (RFC 6797)."""
    if not hsts_days:
        return HEADERS
    return *HEADERS, (b"strict-transport-security", b"max-age=%d; includeSubDomains" % (hsts_days * DAY))


def with_common_headers(
    own: Iterable[tuple[bytes, bytes]], common: Sequence[tuple[bytes, bytes]]
) -> list[tuple[bytes, bytes]]:
    """Return a response's headers with the common ones. A policy in both is one header with the directives of both."""
    headers, added = [*own], [*common]
    for place, (name, directives) in enumerate(headers):
        if separator := SEPARATORS.get(name):
            headers[place] = (name, separator.join([directives, *(value for one, value in added if one == name)]))
            added = [one for one in added if one[0] != name]
    return [*headers, *added]


def allow_caching(headers: list[tuple[bytes, bytes]]) -> None:
    """Replace no-store in a response's headers, so that caches may keep the response for a year."""
    headers[headers.index(NO_STORE)] = ONE_YEAR


def allow_same_origin_referrer(headers: list[tuple[bytes, bytes]]) -> None:
    """Replace no-referrer in a page's headers, so that browsers send the page's origin to this server, and to no other.

    Without a referrer, browsers send the page's forms with the origin "null" (Fetch Standard, "append a request
    Origin").
    """
    headers[headers.index(NO_REFERRER)] = SAME_ORIGIN


def forbid_referrer(headers: list[tuple[bytes, bytes]]) -> None:
    """Undo `allow_same_origin_referrer`, for an address that is a secret."""
    headers[headers.index(SAME_ORIGIN)] = NO_REFERRER

"""Security headers of every response, which restrict the use that browsers make of it."""

from collections.abc import Iterable, Sequence

NO_STORE = (b"cache-control", b"no-store")
ONE_YEAR = (b"cache-control", b"public, max-age=31536000, immutable")
NO_REFERRER = (b"referrer-policy", b"no-referrer")
SAME_ORIGIN = (b"referrer-policy", b"same-origin")
NO_FRAMES = (b"content-security-policy", b"frame-ancestors 'none'")
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    NO_FRAMES,
    NO_REFERRER,
    NO_STORE,
)
"""A response may have a cache policy of its own before these. Both apply."""

DAY = 24 * 3600


def security_headers(hsts_days: float) -> Sequence[tuple[bytes, bytes]]:
    """Return the security headers. If `hsts_days` isn't 0, one of them restricts the site to HTTPS (RFC 6797)."""
    if not hsts_days:
        return HEADERS
    return *HEADERS, (b"strict-transport-security", b"max-age=%d; includeSubDomains" % (hsts_days * DAY))


def with_common_headers(
    own: Iterable[tuple[bytes, bytes]], common: Sequence[tuple[bytes, bytes]]
) -> list[tuple[bytes, bytes]]:
    """Return a response's headers with the common ones. The common content policy is added to the response's own."""
    headers = [*own]
    for place, (name, policy) in enumerate(headers):
        if name == NO_FRAMES[0]:
            headers[place] = (name, b"%b; %b" % (policy, NO_FRAMES[1]))
            return [*headers, *(one for one in common if one is not NO_FRAMES)]
    return [*headers, *common]


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

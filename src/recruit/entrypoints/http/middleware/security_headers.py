"""Headers that every answer has, so that no browser does more with it than it should."""

from collections.abc import Sequence

NO_STORE = (b"cache-control", b"no-store")
FOR_EVER = (b"cache-control", b"public, max-age=31536000, immutable")
NO_REFERRER = (b"referrer-policy", b"no-referrer")
SAME_ORIGIN = (b"referrer-policy", b"same-origin")
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"frame-ancestors 'none'"),
    NO_REFERRER,
    NO_STORE,
)
"""An answer may have headers of these names before them: of policies for content all hold, of those for caches too."""

DAY = 24 * 3600


def safety_headers(hsts_days: float) -> Sequence[tuple[bytes, bytes]]:
    """Return the headers; with `hsts_days` they say that the site is to be reached by HTTPS alone (RFC 6797)."""
    if not hsts_days:
        return HEADERS
    return *HEADERS, (b"strict-transport-security", b"max-age=%d; includeSubDomains" % (hsts_days * DAY))


def cache_for_ever(headers: list[tuple[bytes, bytes]]) -> None:
    """Let caches keep an answer, among whose headers these are, for as long as they like."""
    headers[headers.index(NO_STORE)] = FOR_EVER


def name_origin(headers: list[tuple[bytes, bytes]]) -> None:
    """Let a page, among whose answer's headers these are, name its origin to this server, and to no other.

    Without a referrer browsers send its forms from the origin "null" (the Fetch Standard, "append a request Origin").
    """
    headers[headers.index(NO_REFERRER)] = SAME_ORIGIN

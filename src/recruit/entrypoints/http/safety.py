"""Headers that every answer has, so that no browser does more with it than it should."""

from collections.abc import Sequence

HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
)
"""An answer may have headers of these names before them: of policies for content all hold, of those for caches too."""

DAY = 24 * 3600


def safety_headers(hsts_days: float) -> Sequence[tuple[bytes, bytes]]:
    """Return the headers; with `hsts_days` they say that the site is to be reached by HTTPS alone (RFC 6797)."""
    if not hsts_days:
        return HEADERS
    return *HEADERS, (b"strict-transport-security", b"max-age=%d; includeSubDomains" % (hsts_days * DAY))

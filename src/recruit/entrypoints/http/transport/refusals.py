"""Error responses to input that never becomes a request. They are written to the connection, which is then closed."""

from functools import cache
from http import HTTPStatus
from typing import NamedTuple

import msgspec

from recruit.entrypoints.http.error_codes import code_header
from recruit.entrypoints.http.middleware.security_headers import HEADERS

COUNT = "count_refusal"
"""Key of the lifespan's state: a function that counts a refusal, by status, of a request that no application sees."""

REFUSED = "refused"
"""Key of a request's scope: the status of a refusal that was sent while the application waited for the body."""


class Refusal(NamedTuple):
    """The status and the reason of a refusal. A response to HEAD (`to_head`) has no body."""

    status: HTTPStatus
    detail: str
    to_head: bool = False


@cache
def status_line(status: int) -> bytes:
    """Return the first line of a response (RFC 9112, 4)."""
    return f"HTTP/1.1 {status:d} {HTTPStatus(status).phrase}\r\n".encode()


def encode_refusal(refusal: Refusal) -> bytes:
    """Return the whole response as bytes, in the format of all other errors."""
    body = msgspec.json.encode({"detail": refusal.detail})
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % len(body)),
        code_header(refusal.status),
    ]
    lines = [b"%s: %s\r\n" % header for header in (*headers, *HEADERS, (b"connection", b"close"))]
    return b"".join([status_line(refusal.status), *lines, b"\r\n", b"" if refusal.to_head else body])

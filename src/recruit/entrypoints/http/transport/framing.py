"""Checks for request heads that a proxy and this server could read differently (RFC 9112, 3.2 and 6.1).

The parser itself refuses repeated or malformed lengths, a length together with chunks, and a last transfer coding that
isn't chunked. It accepts other codings before chunked, which this server doesn't decode, and it doesn't check Host.
"""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from recruit.entrypoints.http.transport.refusals import Refusal

HOST, TRANSFER_ENCODING = b"host", b"transfer-encoding"
CHECKED = frozenset({HOST, TRANSFER_ENCODING})
"""Names of the headers that are checked, in lower case."""

OLD = "1.0"
CHUNKED = [b"chunked"]

AUTHORITY = re.compile(
    rb"(?:[\w.~!$&'()*+,;=-]*(?:%[0-9A-Fa-f]{2}[\w.~!$&'()*+,;=-]*)*|\[(?:[0-9A-Fa-f:.]{2,45}|v[0-9A-Fa-f]+\.[\w.~:-]+)\])"
    rb"(?::[0-9]{0,5})?",
    re.ASCII,
)
"""uri-host [ ":" port ] of RFC 3986. The host may be empty."""

NOT_ONE_HOST = Refusal(HTTPStatus.BAD_REQUEST, "Send exactly one Host header")
BAD_HOST = Refusal(HTTPStatus.BAD_REQUEST, "The Host header takes a host name or address, and perhaps a port")
OLD_CODING = Refusal(HTTPStatus.BAD_REQUEST, "HTTP/1.0 has no Transfer-Encoding: send Content-Length instead")
UNKNOWN_CODING = Refusal(
    HTTPStatus.NOT_IMPLEMENTED, "Send the body as it is, with Content-Length or Transfer-Encoding: chunked"
)

TLS_HANDSHAKE = b"\x16\x03"
TLS = Refusal(HTTPStatus.BAD_REQUEST, "This port speaks HTTP without TLS: use http://, or the proxy's address")
TWO_LENGTHS = Refusal(HTTPStatus.BAD_REQUEST, "Send one Content-Length")
TWO_FRAMINGS = Refusal(HTTPStatus.BAD_REQUEST, "Send Content-Length or Transfer-Encoding, not both")
BAD_LENGTH = Refusal(HTTPStatus.BAD_REQUEST, "Content-Length takes a number of bytes")
FOLDED = Refusal(HTTPStatus.BAD_REQUEST, "A header is one line: it can't be continued on the next one")
BARE_LF = Refusal(HTTPStatus.BAD_REQUEST, "The request line and each header end with CR LF")
BAD_NAME = Refusal(HTTPStatus.BAD_REQUEST, "The name of a header has letters, digits and hyphens, and a colon after it")
BAD_VALUE = Refusal(HTTPStatus.BAD_REQUEST, "The value of a header has no control characters")
BAD_CHUNK = Refusal(HTTPStatus.BAD_REQUEST, "A chunk begins with its size, a hexadecimal number")
NO_HTTP = Refusal(HTTPStatus.BAD_REQUEST, "The request is no HTTP")
RULES: Mapping[str, Refusal] = {
    "Duplicate Content-Length": TWO_LENGTHS,
    "Transfer-Encoding can't be present with Content-Length": TWO_FRAMINGS,
    "Content-Length can't be present with Transfer-Encoding": TWO_FRAMINGS,
    "Invalid character in Content-Length": BAD_LENGTH,
    "Unexpected whitespace after header value": FOLDED,
    "Expected CRLF after version": BARE_LF,
    "Missing expected CR after header value": BARE_LF,
    "Invalid header token": BAD_NAME,
    "Invalid header value char": BAD_VALUE,
    "Invalid character in chunk size": BAD_CHUNK,
}
"""Refusals by message of the parser (llhttp). Other messages, also of later parsers, are NO_HTTP."""


def broken_rule(message: str, data: bytes) -> Refusal:
    """Return the refusal of a request that the parser refuses with a message. `data` are the bytes that came last."""
    return TLS if data.startswith(TLS_HANDSHAKE) else RULES.get(message, NO_HTTP)


def fault(checked: Sequence[tuple[bytes, bytes]], version: str) -> Refusal | None:
    """Return the refusal of a request head, None for a valid one. `checked` are its headers with names in CHECKED.

    A head whose only such header is a valid Host is valid in every HTTP version.
    """
    hosts = [value for name, value in checked if name == HOST]
    if len(hosts) != 1 and (hosts or version != OLD):
        return NOT_ONE_HOST
    if hosts and not AUTHORITY.fullmatch(hosts[0]):
        return BAD_HOST
    if len(checked) == len(hosts):
        return None
    if version == OLD:
        return OLD_CODING
    codings = [value.strip().lower() for name, value in checked if name == TRANSFER_ENCODING]
    return None if codings == CHUNKED else UNKNOWN_CODING

"""Entity tags (RFC 9110, 8.8.3) and conditional requests (13.1).

An ETag is a hash of the response's bytes, and of the state that it lacks. It is strong: equal tags mean equal bytes.
"""

import re
from collections.abc import Callable
from hashlib import blake2b
from typing import Any

import msgspec
from litestar.datastructures import ResponseHeader
from litestar.types import Scope

from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.preconditions import Condition
from recruit.entrypoints.http.headers import header

ETAG_HEADER = ResponseHeader(
    name="ETag", description="The state of the resource, for If-None-Match and If-Match.", documentation_only=True
)
DIGEST_BYTES = 16
ENTITY_TAG = rb'(?:W/)?"[!#-~\x80-\xff]*"'
TAGS = re.compile(rb"\s*%b(?:\s*,\s*%b)*\s*" % (ENTITY_TAG, ENTITY_TAG))
PARTS = re.compile(rb'-[0-9a-f]+"$')
"""What the ETag of a resource with parts has beside that of the resource."""

ANY = b"*"
MALFORMED = 'If-Match takes what the header ETag said, its double quotes included, such as "33a64df5", or *'

encode = msgspec.json.Encoder().encode


def etag(body: bytes, unsent: object = None) -> bytes:
    """Return the ETag of a response body, and of the resource's state that the body lacks, None if there is none."""
    if unsent is not None:
        body += encode(unsent)
    return b'"%b"' % blake2b(body, digest_size=DIGEST_BYTES).hexdigest().encode()


def etag_with_parts(body: bytes, without_parts: bytes) -> bytes:
    """Return the ETag of a body that has parts beside the resource, whose own ETag it continues.

    If-Match takes it for the resource's own one.
    """
    return b'%b-%b"' % (without_parts[:-1], etag(body)[1:-1])


def matches_if_none_match(scope: Scope, current: bytes) -> bool:
    """Return whether If-None-Match lists the ETag `current`. A malformed tag matches nothing."""
    sent = header(scope, b"if-none-match")
    if sent is None:
        return False
    return sent == ANY or current in (one.removeprefix(b"W/") for one in re.findall(ENTITY_TAG, sent))


def if_match_condition(scope: Scope, etag_of: Callable[[Any], bytes]) -> Condition[Any] | None:
    """Return the If-Match condition on a record, None if there is none. `etag_of` returns the record's ETag.

    A weak tag, which a proxy may have made, matches nothing. Raises Invalid if the header isn't a list of tags.
    """
    sent = header(scope, b"if-match")
    if sent is None or sent == ANY:
        return None
    if not TAGS.fullmatch(sent):
        raise Invalid(MALFORMED)
    accepted = [PARTS.sub(b'"', tag) for tag in re.findall(ENTITY_TAG, sent)]
    return lambda record: etag_of(record) in accepted

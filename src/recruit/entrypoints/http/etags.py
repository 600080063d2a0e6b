"""Entity tags (RFC 9110, 8.8.3) and conditional requests (13.1).

An ETag is a hash of the response's bytes. It is strong: equal tags mean equal bytes.
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

TAG = ResponseHeader(
    name="ETag", description="The state of the resource, for If-None-Match and If-Match.", documentation_only=True
)
DIGEST_BYTES = 16
ONE = rb'(?:W/)?"[!#-~\x80-\xff]*"'
TAGS = re.compile(rb"\s*%b(?:\s*,\s*%b)*\s*" % (ONE, ONE))
ANY = b"*"
MALFORMED = 'If-Match takes what the header ETag said, its double quotes included, such as "33a64df5", or *'

encode = msgspec.json.Encoder().encode


def tag(body: bytes) -> bytes:
    """Return the ETag of a response body."""
    return b'"%b"' % blake2b(body, digest_size=DIGEST_BYTES).hexdigest().encode()


def is_known(scope: Scope, current: bytes) -> bool:
    """Return whether If-None-Match lists the ETag `current`. A malformed tag matches nothing."""
    given = header(scope, b"if-none-match")
    if given is None:
        return False
    return given == ANY or current in (one.removeprefix(b"W/") for one in re.findall(ONE, given))


def condition(scope: Scope, tagged: Callable[[Any], bytes]) -> Condition[Any] | None:
    """Return the If-Match condition on a record, None if there is none. `tagged` returns the record's ETag.

    A weak tag, which a proxy may have made, matches nothing. Raises Invalid if the header isn't a list of tags.
    """
    given = header(scope, b"if-match")
    if given is None or given == ANY:
        return None
    if not TAGS.fullmatch(given):
        raise Invalid(MALFORMED)
    wanted = re.findall(ONE, given)
    return lambda record: tagged(record) in wanted

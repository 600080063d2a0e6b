"""Entity tags: the state of a resource as a header (RFC 9110, 8.8.3), and requests that depend on it (13.1).

A tag is made of the answer's bytes. It is strong: equal tags are equal bytes.
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
    """Return the tag of an answer."""
    return b'"%b"' % blake2b(body, digest_size=DIGEST_BYTES).hexdigest().encode()


def is_known(scope: Scope, current: bytes) -> bool:
    """Whether a request says in If-None-Match that it has the answer with this tag. What isn't a tag is no match."""
    given = header(scope, b"if-none-match")
    if given is None:
        return False
    return given == ANY or current in (one.removeprefix(b"W/") for one in re.findall(ONE, given))


def condition(scope: Scope, tagged: Callable[[Any], bytes]) -> Condition[Any] | None:
    """Return what a request asks in If-Match of a record, whose tag `tagged` gives; None where it asks nothing.

    A weak tag, which a proxy may have made, matches nothing. Raises Invalid for what isn't a list of tags.
    """
    given = header(scope, b"if-match")
    if given is None or given == ANY:
        return None
    if not TAGS.fullmatch(given):
        raise Invalid(MALFORMED)
    wanted = re.findall(ONE, given)
    return lambda record: tagged(record) in wanted

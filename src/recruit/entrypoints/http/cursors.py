"""Cursors: where in a list a page starts, as text that clients keep and send back but don't read.

A cursor is an id and a check sum over it and the list. It gives no rights, so that it needs no signature: whoever makes
one up is told so, or sees a page of their own organisation's list.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import blake2s

ID_BYTES, CHECK_BYTES = 8, 4
"""Together 16 characters of base64: the shape that `fields.CURSOR` has."""


def cursor_after(id: int, path: str) -> str:  # noqa: A002 - the field's own word
    """Return the cursor of what comes after an id in the list at `path`."""
    data = id.to_bytes(ID_BYTES, signed=True)
    return urlsafe_b64encode(data + _check(data, path)).decode()


def id_before(cursor: str, path: str) -> int | None:
    """Return the id that a cursor comes after, None when it isn't one of the list at `path`."""
    sent = urlsafe_b64decode(cursor)
    data = sent[:ID_BYTES]
    return int.from_bytes(data, signed=True) if sent[ID_BYTES:] == _check(data, path) else None


def _check(data: bytes, path: str) -> bytes:
    return blake2s(data + path.encode(), digest_size=CHECK_BYTES).digest()

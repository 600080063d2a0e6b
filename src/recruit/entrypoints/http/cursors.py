"""Pagination cursors: opaque texts that mark the start of a page in a list.

A cursor holds an id and a checksum of the id and the list's path. It grants no rights and so needs no signature: an
invented cursor is refused, or gives a page of a list of the client's own organisation.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import blake2s

ID_BYTES, CHECK_BYTES = 8, 4
"""Together they make 16 characters of base64, as `field_types.CURSOR` requires."""


def cursor_after(id: int, path: str) -> str:
    """Return the cursor of the page after an id in the list at `path`."""
    data = id.to_bytes(ID_BYTES, signed=True)
    return urlsafe_b64encode(data + _check(data, path)).decode()


def id_before(cursor: str, path: str) -> int | None:
    """Return the id before the page of a cursor, None if the cursor isn't one of the list at `path`."""
    sent = urlsafe_b64decode(cursor)
    data = sent[:ID_BYTES]
    return int.from_bytes(data, signed=True) if sent[ID_BYTES:] == _check(data, path) else None


def _check(data: bytes, path: str) -> bytes:
    return blake2s(data + path.encode(), digest_size=CHECK_BYTES).digest()

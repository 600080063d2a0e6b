"""Pagination cursors: opaque texts that mark the start of a page in a list.

A cursor holds an id, in a list with another order than by id the sort key, too, and a checksum of both and of the list:
its path, and its order if that isn't by ascending id. It grants no rights and so needs no signature: an invented cursor
is refused, or gives a page of a list of the client's own organisation.
"""

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from hashlib import blake2s
from typing import NamedTuple

from recruit.domain.shared.pages import SortKey

ID_BYTES, CHECK_BYTES = 8, 4
"""Together they make 16 characters of base64, as `field_types.CURSOR` requires."""

TEXT, TIME, NUMBER = b"t", b"m", b"f"
"""The first byte of a sort key: a text, a time in microseconds since 1970, or a number."""

START = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Place(NamedTuple):
    """The last row of a page: its id and its sort key, None in a list in the order of ids."""

    id: int
    key: SortKey | None = None


def cursor_after(place: Place, of: str) -> str:
    """Return the cursor of the page after a row in the list `of`."""
    data = place.id.to_bytes(ID_BYTES, signed=True) + _encoded(place.key)
    return urlsafe_b64encode(data + _check(data, of)).decode()


def place_before(cursor: str, of: str, key_type: type[SortKey] | None = None) -> Place | None:
    """Return the last row before the page of a cursor, None if the cursor isn't one of the list `of`.

    `key_type` is the type of the list's sort keys, None in a list in the order of ids.
    """
    sent = urlsafe_b64decode(cursor)
    data, check = sent[:-CHECK_BYTES], sent[-CHECK_BYTES:]
    if check != _check(data, of):
        return None
    id_, encoded = int.from_bytes(data[:ID_BYTES], signed=True), data[ID_BYTES:]
    if key_type is None:
        return None if encoded else Place(id_)
    key = _decoded(encoded)
    return Place(id_, key) if isinstance(key, key_type) else None


def _encoded(key: SortKey | None) -> bytes:
    """Return a sort key as bytes, whose number is divisible by three, so that base64 needs no padding."""
    if key is None:
        return b""
    if isinstance(key, str):
        data = TEXT + key.encode()
    elif isinstance(key, float):
        data = NUMBER + struct.pack(">d", key)
    else:
        data = TIME + ((key - START) // MICROSECOND).to_bytes(ID_BYTES, signed=True)
    return data + bytes(-len(data) % 3)


def _decoded(data: bytes) -> SortKey | None:
    """Return the sort key, None for bytes that no key is encoded as."""
    try:
        if data[:1] == TEXT:
            text = data[1:].rstrip(b"\0").decode()
            return None if "\0" in text else text
        if data[:1] == NUMBER:
            return float(struct.unpack(">d", data[1 : 1 + ID_BYTES])[0])
        return START + int.from_bytes(data[1 : 1 + ID_BYTES], signed=True) * MICROSECOND
    except (UnicodeDecodeError, OverflowError, struct.error):
        return None


def _check(data: bytes, of: str) -> bytes:
    return blake2s(data + of.encode(), digest_size=CHECK_BYTES).digest()

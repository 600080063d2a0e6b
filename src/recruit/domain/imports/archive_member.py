"""A file in a zip archive: what it claims to be, and what it is."""

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

CHUNK = 1 << 16
"""Bytes that come out of a compressed file at a time, whatever it is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a file's bytes lie in its archive, how large it says it is, and why it can't be used, if so.

    Offsets and sizes are in bytes. `digest` is of the content, once it was looked at.
    """

    name: str
    start: int
    length: int
    size: int
    crc: int
    deflated: bool
    fault: str | None = None
    digest: bytes = b""


class Overflow(Exception):
    """An entry has more bytes than it says."""


def digest(file: BinaryIO, entry: Entry) -> bytes | None:
    """Return the SHA-256 of an entry's content, or None where that is damaged.

    Raises Overflow as soon as more comes out than the entry has declared.
    """
    size, crc, sha = 0, 0, hashlib.sha256()
    try:
        for piece in _pieces(file, entry):
            size += len(piece)
            if size > entry.size:
                raise Overflow
            crc = zlib.crc32(piece, crc)
            sha.update(piece)
    except zlib.error:
        return None
    return sha.digest() if (size, crc) == (entry.size, entry.crc) else None


def packed(file: BinaryIO, entry: Entry) -> bytes:
    """Return an entry's bytes as the archive has them."""
    file.seek(entry.start)
    return file.read(entry.length)


def unpacked(content: bytes, *, deflated: bool) -> bytes:
    """Return what `packed` bytes hold, of an entry whose digest was taken: its size is known to be as declared."""
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(content) if deflated else content


def _pieces(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    file.seek(entry.start)
    for offset in range(0, entry.length, CHUNK):
        data = file.read(min(CHUNK, entry.length - offset))
        if not entry.deflated:
            yield data
            continue
        while piece := inflate.decompress(data, CHUNK):
            yield piece
            data = inflate.unconsumed_tail

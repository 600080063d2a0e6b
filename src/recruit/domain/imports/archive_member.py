"""Files in a zip archive: directory entries, checksums and decompression."""

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

CHUNK = 1 << 16
"""Maximum number of bytes that are decompressed at a time."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive: name, offset, compressed length, declared size and CRC-32.

    Offsets and sizes are in bytes. `fault` is why the file can't be used, or None. `digest` is the SHA-256 of the
    content, set when the content was checked.
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
    """An entry has more bytes than its declared size."""


def digest(file: BinaryIO, entry: Entry) -> bytes | None:
    """Return the SHA-256 of an entry's content, or None if the content is damaged.

    Raises Overflow as soon as more bytes are decompressed than the entry declares.
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
    """Return an entry's bytes as stored in the archive."""
    file.seek(entry.start)
    return file.read(entry.length)


def unpacked(content: bytes, *, deflated: bool) -> bytes:
    """Return the content of `packed` bytes. Use it only after `digest`, which verifies the declared size."""
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

"""Files in a zip archive: checksums and decompression."""

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

CHUNK = 1 << 16
"""Maximum number of bytes that are decompressed at a time."""


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """A file in an archive: name, offset, compressed length, declared size and CRC-32.

    Offsets and sizes are in bytes. `error` is why the file can't be used, or None. `digest` is the SHA-256 of the
    content, set when the content was checked.
    """

    name: str
    offset: int
    length: int
    size: int
    crc: int
    deflated: bool
    error: str | None = None
    digest: bytes = b""


class Overflow(Exception):
    """A member has more bytes than its declared size."""


def digest(file: BinaryIO, member: ArchiveMember) -> bytes | None:
    """Return the SHA-256 of a member's content, or None if damaged. Raises Overflow beyond the declared size."""
    size, crc, sha = 0, 0, hashlib.sha256()
    try:
        for chunk in _chunks(file, member):
            size += len(chunk)
            if size > member.size:
                raise Overflow
            crc = zlib.crc32(chunk, crc)
            sha.update(chunk)
    except zlib.error:
        return None
    return sha.digest() if (size, crc) == (member.size, member.crc) else None


def compressed(file: BinaryIO, member: ArchiveMember) -> bytes:
    """Return a member's bytes as stored in the archive."""
    file.seek(member.offset)
    return file.read(member.length)


def decompressed(content: bytes, *, deflated: bool) -> bytes:
    """Return the content of `compressed` bytes. Use it only after `digest`, which verifies the declared size."""
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(content) if deflated else content


def _chunks(file: BinaryIO, member: ArchiveMember) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    file.seek(member.offset)
    for position in range(0, member.length, CHUNK):
        data = file.read(min(CHUNK, member.length - position))
        if not member.deflated:
            yield data
            continue
        while chunk := inflate.decompress(data, CHUNK):
            yield chunk
            data = inflate.unconsumed_tail

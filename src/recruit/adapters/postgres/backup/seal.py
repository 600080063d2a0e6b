"""Checksums that show whether a file is complete.

Without one, a truncated dump is restored partially without an error.
"""

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

MARK = b"\nrecruit sha256 "
SEAL_BYTES = len(MARK) + 65


def seal(file: BinaryIO) -> None:
    """Append the checksum to a file that is open for reading and writing."""
    file.seek(0)
    file.write(_seal_of(file, os.fstat(file.fileno()).st_size))


def is_whole(path: Path) -> bool:
    """Return whether a file ends with the checksum of everything before it. Raise OSError."""
    length = path.stat().st_size - SEAL_BYTES
    if length < 0:
        return False
    with path.open("rb") as file:
        expected = _seal_of(file, length)
        return file.read() == expected


def _seal_of(file: BinaryIO, length: int) -> bytes:
    """Read the first `length` bytes of a file, and return their checksum."""
    digest = hashlib.sha256()
    while length and (chunk := file.read(min(length, 2**20))):
        digest.update(chunk)
        length -= len(chunk)
    return MARK + digest.hexdigest().encode() + b"\n"

"""Checksums that show whether a file is complete.

Without one, a truncated dump is restored partially without an error.
"""

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

PREFIX = b"\nrecruit sha256 "
LINE_BYTES = len(PREFIX) + 65


def append_checksum(file: BinaryIO) -> None:
    """Append the checksum to a file that is open for reading and writing."""
    file.seek(0)
    file.write(_checksum_line(file, os.fstat(file.fileno()).st_size))


def has_valid_checksum(path: Path) -> bool:
    """Return whether a file ends with the checksum of everything before it. Raise OSError."""
    length = path.stat().st_size - LINE_BYTES
    if length < 0:
        return False
    with path.open("rb") as file:
        expected = _checksum_line(file, length)
        return file.read() == expected


def _checksum_line(file: BinaryIO, length: int) -> bytes:
    """Read the first `length` bytes of a file, and return their checksum."""
    digest = hashlib.sha256()
    while length and (chunk := file.read(min(length, 2**20))):
        digest.update(chunk)
        length -= len(chunk)
    return PREFIX + digest.hexdigest().encode() + b"\n"

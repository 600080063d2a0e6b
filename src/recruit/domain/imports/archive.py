"""Validation of uploaded zip archives of résumés.

Only the archive's directory is parsed here, by the standard library's `zipfile`. That is Python code, which a malicious
archive can make fail but can't exploit, and reads are limited to the maximum length of a directory. No file is written
under an entry's name. Declared sizes, compression ratios and actual sizes are checked. The contents of the résumés are
read elsewhere, by the documents port.
"""

import stat
import struct
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from recruit.domain.imports.archive_member import ArchiveMember, Overflow, digest
from recruit.domain.imports.file_names import check_path, decode_name, is_ignored
from recruit.domain.shared.errors import Invalid

MOST_FILES = 1_000
MOST_FILE_BYTES = 10 << 20
MOST_UNPACKED = 300 << 20
MOST_RATIO = 200
"""Maximum compression ratio. DEFLATE's limit is 1,032; documents with large blank areas reach a tenth of that."""

RATIO_FROM = 1 << 20
"""Uncompressed size, in bytes, up to which the ratio isn't checked."""

MOST_DIRECTORY = 2 << 20
"""Maximum size of the directory in bytes: enough for a thousand files with long names, and as many ignored ones."""

HEADER = struct.Struct("<4s22xHH")
"""Local file header: signature, and the lengths of the name and of the extra field, which precede the file's bytes."""

SIGNATURE = b"PK\x03\x04"
ENCRYPTED = 0x1 | 0x40
METHODS = {ZIP_STORED: False, ZIP_DEFLATED: True}
OFFICE_MEMBERS = {"[Content_Types].xml", "META-INF/manifest.xml"}
"""Members by which an archive is recognised as an office document."""

DAMAGED = "This archive is damaged: zip the files again and upload the new archive."
EMPTY = "There are no files in this archive: zip some résumés and upload the new archive."
TOO_MANY = f"This archive has more than {MOST_FILES:,} files: split it and upload the parts one after the other."
TOO_LARGE = f"This archive unpacks to more than {MOST_UNPACKED >> 20} MiB: split it and upload the parts."
BOMB = "{name!r} in this archive unpacks to far more than documents do: leave it out, and upload the new archive."
OVERLAPPING = "Files of this archive overlap: zip the files again and upload the new archive."
PROTECTED = "This archive is protected by a password: zip the files without one and upload the new archive."
OFFICE = "This is a single office document: upload résumés in a zip archive, or people as a table saved as CSV."
FILE_TOO_LARGE = f"The file is larger than {MOST_FILE_BYTES >> 20} MiB: save it smaller, or without pictures."
FILE_DAMAGED = "The file is damaged inside the archive: zip it again."
OTHER_METHOD = "The file is compressed in a way that can't be read here: zip it again in the usual way."

_UNREADABLE = (BadZipFile, NotImplementedError, EOFError, ValueError, OverflowError, struct.error)
"""Exceptions of zipfile for a broken directory."""


def read(file: BinaryIO) -> Sequence[ArchiveMember]:
    """Return the files of an archive, with their digests. Raises Invalid for a broken or malicious archive."""
    return [_with_digest(file, member) for member in _members(file)]


def _members(file: BinaryIO) -> Sequence[ArchiveMember]:
    """Return the files in an archive's directory, in order. Raises Invalid."""
    infos, end = _directory(file)
    names = [decode_name(info) for info in infos]
    if not OFFICE_MEMBERS.isdisjoint(names):
        raise Invalid(OFFICE)
    for info, name in zip(infos, names, strict=True):
        _check_entry(info, name)
    _check_distinct(names)
    _check_sizes(infos, names)
    offsets = _offsets(file, infos, end)
    found = [
        _member(info, name, offset)
        for info, name, offset in zip(infos, names, offsets, strict=True)
        if not is_ignored(name)
    ]
    if len(found) > MOST_FILES:
        raise Invalid(TOO_MANY)
    if not found:
        raise Invalid(EMPTY)
    return found


def _directory(file: BinaryIO) -> tuple[Sequence[ZipInfo], int]:
    """Return the entries of the archive's directory, and the directory's offset. Raises Invalid."""
    bounded = cast("BinaryIO", _BoundedFile(file, MOST_DIRECTORY, Invalid(TOO_MANY)))
    try:
        with ZipFile(bounded) as archive:
            return archive.infolist(), archive.start_dir
    except _UNREADABLE:
        raise Invalid(DAMAGED) from None


def _check_entry(info: ZipInfo, name: str) -> None:
    check_path(name)
    if info.flag_bits & ENCRYPTED:
        raise Invalid(PROTECTED)
    if stat.S_IFMT(info.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise Invalid(f"{name!r} is a link and no file: zip the files themselves, and upload the new archive.")


def _check_distinct(names: Sequence[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Invalid(f"Two files of this archive are called {name!r}: rename one, and upload the new archive.")
        seen.add(name)


def _check_sizes(infos: Sequence[ZipInfo], names: Sequence[str]) -> None:
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise Invalid(TOO_LARGE)
    for info, name in zip(infos, names, strict=True):
        if info.file_size > max(RATIO_FROM, MOST_RATIO * info.compress_size):
            raise Invalid(BOMB.format(name=name))


def _offsets(file: BinaryIO, infos: Sequence[ZipInfo], end: int) -> Sequence[int]:
    """Return the offset of each file's bytes. Raises Invalid if a file overlaps the next header or the directory."""
    headers = [*sorted(info.header_offset for info in infos), end]
    if headers[0] < 0 or any(later <= earlier for earlier, later in pairwise(headers)):
        raise Invalid(OVERLAPPING)
    following = dict(pairwise(headers))
    offsets = [_offset(file, info.header_offset) for info in infos]
    for info, offset in zip(infos, offsets, strict=True):
        if offset + info.compress_size > following[info.header_offset]:
            raise Invalid(OVERLAPPING)
    return offsets


def _offset(file: BinaryIO, header_offset: int) -> int:
    file.seek(header_offset)
    header = file.read(HEADER.size)
    if len(header) < HEADER.size or not header.startswith(SIGNATURE):
        raise Invalid(DAMAGED)
    _, name, extra = HEADER.unpack(header)
    return header_offset + HEADER.size + int(name) + int(extra)


def _with_digest(file: BinaryIO, member: ArchiveMember) -> ArchiveMember:
    if member.error is not None:
        return member
    try:
        found = digest(file, member)
    except Overflow:
        raise Invalid(BOMB.format(name=member.name)) from None
    return replace(member, error=FILE_DAMAGED) if found is None else replace(member, digest=found)


def _member(info: ZipInfo, name: str, offset: int) -> ArchiveMember:
    error = FILE_TOO_LARGE if info.file_size > MOST_FILE_BYTES else None
    if info.compress_type not in METHODS:
        error = OTHER_METHOD
    deflated = METHODS.get(info.compress_type, False)
    return ArchiveMember(name, offset, info.compress_size, info.file_size, info.CRC, deflated, error)


class _BoundedFile:
    """A file wrapper for `zipfile`, which reads a directory as a whole, of any size that the archive declares."""

    def __init__(self, file: BinaryIO, most: int, error: Exception) -> None:
        """Raise `error` if a read returns more than `most` bytes."""
        self._file = file
        self._most = most
        self._error = error
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(self._most + 1 if size < 0 else min(size, self._most + 1))
        if len(data) > self._most:
            raise self._error
        return data

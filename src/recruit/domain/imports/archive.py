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

from recruit.domain.imports.archive_member import Entry, Overflow, digest
from recruit.domain.imports.bounded_file import BoundedFile
from recruit.domain.imports.file_names import is_ignored, name_of, refuse_name
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
PARTS = {"[Content_Types].xml", "META-INF/manifest.xml"}
"""Entries by which an archive is recognised as an office document."""

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


def read(file: BinaryIO) -> Sequence[Entry]:
    """Return the files of an archive, each checked. Raises Invalid for a broken or malicious archive."""
    return [_looked_at(file, entry) for entry in entries(file)]


def entries(file: BinaryIO) -> Sequence[Entry]:
    """Return the files in an archive's directory, in order. Raises Invalid."""
    infos, end = _directory(file)
    names = [name_of(info) for info in infos]
    if not PARTS.isdisjoint(names):
        raise Invalid(OFFICE)
    for info, name in zip(infos, names, strict=True):
        _refuse_entry(info, name)
    _refuse_twice(names)
    _refuse_sizes(infos, names)
    starts = _starts(file, infos, end)
    found = [
        _entry(info, name, start)
        for info, name, start in zip(infos, names, starts, strict=True)
        if not is_ignored(name)
    ]
    if len(found) > MOST_FILES:
        raise Invalid(TOO_MANY)
    if not found:
        raise Invalid(EMPTY)
    return found


def _directory(file: BinaryIO) -> tuple[Sequence[ZipInfo], int]:
    """Return the entries of the archive's directory, and the directory's offset. Raises Invalid."""
    bounded = cast("BinaryIO", BoundedFile(file, MOST_DIRECTORY, Invalid(TOO_MANY)))
    try:
        with ZipFile(bounded) as archive:
            return archive.infolist(), archive.start_dir
    except _UNREADABLE:
        raise Invalid(DAMAGED) from None


def _refuse_entry(info: ZipInfo, name: str) -> None:
    refuse_name(name)
    if info.flag_bits & ENCRYPTED:
        raise Invalid(PROTECTED)
    if stat.S_IFMT(info.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise Invalid(f"{name!r} is a link and no file: zip the files themselves, and upload the new archive.")


def _refuse_twice(names: Sequence[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Invalid(f"Two files of this archive are called {name!r}: rename one, and upload the new archive.")
        seen.add(name)


def _refuse_sizes(infos: Sequence[ZipInfo], names: Sequence[str]) -> None:
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise Invalid(TOO_LARGE)
    for info, name in zip(infos, names, strict=True):
        if info.file_size > max(RATIO_FROM, MOST_RATIO * info.compress_size):
            raise Invalid(BOMB.format(name=name))


def _starts(file: BinaryIO, infos: Sequence[ZipInfo], end: int) -> Sequence[int]:
    """Return the offset of each file's bytes.

    Raises Invalid unless each file ends before the next file's header, and the last before `end`.
    """
    headers = [*sorted(info.header_offset for info in infos), end]
    if headers[0] < 0 or any(later <= earlier for earlier, later in pairwise(headers)):
        raise Invalid(OVERLAPPING)
    following = dict(pairwise(headers))
    starts = [_start(file, info.header_offset) for info in infos]
    for info, start in zip(infos, starts, strict=True):
        if start + info.compress_size > following[info.header_offset]:
            raise Invalid(OVERLAPPING)
    return starts


def _start(file: BinaryIO, offset: int) -> int:
    file.seek(offset)
    header = file.read(HEADER.size)
    if len(header) < HEADER.size or not header.startswith(SIGNATURE):
        raise Invalid(DAMAGED)
    _, name, extra = HEADER.unpack(header)
    return offset + HEADER.size + int(name) + int(extra)


def _looked_at(file: BinaryIO, entry: Entry) -> Entry:
    if entry.fault is not None:
        return entry
    try:
        found = digest(file, entry)
    except Overflow:
        raise Invalid(BOMB.format(name=entry.name)) from None
    return replace(entry, fault=FILE_DAMAGED) if found is None else replace(entry, digest=found)


def _entry(info: ZipInfo, name: str, start: int) -> Entry:
    fault = FILE_TOO_LARGE if info.file_size > MOST_FILE_BYTES else None
    if info.compress_type not in METHODS:
        fault = OTHER_METHOD
    deflated = METHODS.get(info.compress_type, False)
    return Entry(name, start, info.compress_size, info.file_size, info.CRC, deflated, fault)

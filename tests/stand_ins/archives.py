"""Zip archives, good and hostile, made byte by byte where `zipfile` would not."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

END = struct.Struct("<4s4H2LH")
CENTRAL = struct.Struct("<4s6H3L5H2L")
CRC, PACKED, SIZE, NAMED, ATTRIBUTES, OFFSET = 7, 8, 9, 10, 15, 16
"""Places of fields in a central header."""


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of files by name."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def linked(name: str, target: str) -> bytes:
    """An archive of a symbolic link."""
    data = io.BytesIO()
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(info, target)
    return data.getvalue()


def renamed(archive: bytes, old: bytes, new: bytes, flags: int | None = None) -> bytes:
    """An archive whose one file is called otherwise, in as many bytes, with these flags in its directory."""
    assert len(old) == len(new)
    assert archive.count(old) == 2
    changed = bytearray(archive.replace(old, new))
    if flags is not None:
        struct.pack_into("<H", changed, _directory(archive) + 8, flags)
    return bytes(changed)


def altered(archive: bytes, **fields: int) -> bytes:
    """An archive whose directory says something else of its first file: `size`, `packed`, `crc` or `offset`."""
    start = _directory(archive)
    values = list(CENTRAL.unpack_from(archive, start))
    for name, value in fields.items():
        values[{"size": SIZE, "packed": PACKED, "crc": CRC, "offset": OFFSET}[name]] = value
    changed = bytearray(archive)
    CENTRAL.pack_into(changed, start, *values)
    return bytes(changed)


def overlapping(count: int) -> bytes:
    """An archive whose files are all the same bytes."""
    archive = zipped({"0.txt": b"x" * 1000})
    start, end = _directory(archive), archive.rindex(b"PK\5\6")
    entry = archive[start:end]
    entries = b"".join(entry.replace(b"0.txt", f"{number}.txt".encode()) for number in range(count))
    return archive[:start] + entries + END.pack(b"PK\5\6", 0, 0, count, count, len(entries), start, 0)


def crowded(count: int) -> bytes:
    """An archive whose directory has so many files, in as few bytes as may be, and no file."""
    entry = CENTRAL.pack(b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    entries = entry * count
    return entries + END.pack(b"PK\5\6", 0, 0, count % 65_536, count % 65_536, len(entries), 0, 0)


def lying(content: bytes, declared: int) -> bytes:
    """An archive of a file that says it is `declared` bytes long, with the checksum that so many have."""
    return altered(zipped({"a.txt": content}), size=declared, crc=zlib.crc32(content[:declared]))


def _directory(archive: bytes) -> int:
    return int(END.unpack_from(archive, archive.rindex(b"PK\5\6"))[6])

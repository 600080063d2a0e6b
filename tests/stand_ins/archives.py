"""Zip archives, valid and hostile. Archives that `zipfile` can't write are built byte by byte."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

END = struct.Struct("<4s4H2LH")
CENTRAL = struct.Struct("<4s6H3L5H2L")
CRC, PACKED, SIZE, NAMED, ATTRIBUTES, OFFSET = 7, 8, 9, 10, 15, 16
"""Indexes of fields in a central directory header."""


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of these files, given by name."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def linked(name: str, target: str) -> bytes:
    """Return an archive with one symbolic link."""
    data = io.BytesIO()
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(info, target)
    return data.getvalue()


def renamed(archive: bytes, old: bytes, new: bytes, flags: int | None = None) -> bytes:
    """Return the archive with its only file renamed, and with these flags in its directory.

    Both names have the same number of bytes.
    """
    assert len(old) == len(new)
    assert archive.count(old) == 2
    changed = bytearray(archive.replace(old, new))
    if flags is not None:
        struct.pack_into("<H", changed, _directory(archive) + 8, flags)
    return bytes(changed)


def altered(archive: bytes, **fields: int) -> bytes:
    """Return the archive with other values in the first directory entry: `size`, `packed`, `crc` or `offset`."""
    start = _directory(archive)
    values = list(CENTRAL.unpack_from(archive, start))
    for name, value in fields.items():
        values[{"size": SIZE, "packed": PACKED, "crc": CRC, "offset": OFFSET}[name]] = value
    changed = bytearray(archive)
    CENTRAL.pack_into(changed, start, *values)
    return bytes(changed)


def overlapping(count: int) -> bytes:
    """Return an archive of `count` directory entries that all point to the same bytes."""
    archive = zipped({"0.txt": b"x" * 1000})
    start, end = _directory(archive), archive.rindex(b"PK\5\6")
    entry = archive[start:end]
    entries = b"".join(entry.replace(b"0.txt", f"{number}.txt".encode()) for number in range(count))
    return archive[:start] + entries + END.pack(b"PK\5\6", 0, 0, count, count, len(entries), start, 0)


def crowded(count: int) -> bytes:
    """Return an archive with `count` directory entries, each as short as possible, and no files."""
    entry = CENTRAL.pack(b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    entries = entry * count
    return entries + END.pack(b"PK\5\6", 0, 0, count % 65_536, count % 65_536, len(entries), 0, 0)


def lying(content: bytes, declared: int) -> bytes:
    """Return an archive of a file whose declared size is `declared`, with the checksum of that many bytes."""
    return altered(zipped({"a.txt": content}), size=declared, crc=zlib.crc32(content[:declared]))


def _directory(archive: bytes) -> int:
    return int(END.unpack_from(archive, archive.rindex(b"PK\5\6"))[6])

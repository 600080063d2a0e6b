"""Small documents in Word's binary format, built from the parts that a test is about.

[MS-DOC] specifies the layout of the document stream and of the table stream, [MS-CFB] the file that contains both.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SECTOR = 512
SMALLEST = 4096
"""Minimum size in bytes of a stream that has sectors of its own."""

HEAD = 0x400
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
WIDE, NARROW = "utf-16-le", "cp1252"


@dataclass(frozen=True)
class Text:
    """A run of text, which is one or more paragraphs if it ends with a paragraph mark.

    `run_properties` and `paragraph` are property changes in the file format's encoding.
    """

    text: str
    run_properties: bytes = b""
    paragraph: bytes = b""
    style: int = 0


def change(code: int, *operand: int) -> bytes:
    """Return a property change: its code and the bytes of its operand."""
    return struct.pack("<H", code) + bytes(operand)


def doc(
    *body: Text | str, headers: Sequence[str] = (), box: str = "", styles: Sequence[bytes] = (),
    encoding: str = WIDE, flags: int = 0, version: int = 0xC1,
) -> bytes:  # fmt: skip
    """Return a document with this body.

    `headers` are those of even pages, of odd pages and so on. The text box `box` is anchored at the character 8 of the
    first run.
    """
    runs = [each if isinstance(each, Text) else Text(each) for each in body]
    stories = [sum(len(each.text) for each in runs), 0, sum(map(len, headers)), 0, 0, 0, len(box), 0]
    runs += [Text(each) for each in (*headers, box) if each]
    width = 1 if encoding == NARROW else 2
    text = "".join(each.text for each in runs).encode(encoding, "surrogatepass")
    bounds = [HEAD]
    for each in runs:
        bounds.append(bounds[-1] + width * len(each.text))
    stream = bytearray(HEAD) + text
    stream += bytes(-len(stream) % SECTOR)
    first = len(stream) // SECTOR
    stream += _page(bounds, [_run(each) for each in runs], 1) + _page(bounds, [_paragraph(each) for each in runs], 13)
    place = HEAD * 2 | 1 << 30 if width == 1 else HEAD
    anchor = max(runs[0].text.find("\x08"), 0)
    parts = {
        0xA2: _styles(styles),
        0xF2: struct.pack("<8I", *[0] * 6, 0, 0) if not headers else _bounds([*[""] * 6, *headers]),
        0xFA: struct.pack("<3I", bounds[0], bounds[-1], first),
        0x102: struct.pack("<3I", bounds[0], bounds[-1], first + 1),
        0x1A2: b"\x02" + struct.pack("<I2IHIH", 16, 0, len(text) // width, 0, place, 0),
        0x1DA: struct.pack("<2II22x", anchor, anchor + 1, 7) if box else b"",
        0x25A: struct.pack("<2I14xI4x", 0, len(box), 7) if box else b"",
    }
    table = bytearray()
    for where, part in parts.items():
        struct.pack_into("<II", stream, where, len(table), len(part))
        table += part
    struct.pack_into("<HH", stream, 0, 0xA5EC, version)
    struct.pack_into("<H", stream, 0x0A, flags | 0x0200)
    struct.pack_into("<8i", stream, 0x4C, *stories)
    return compound({"WordDocument": bytes(stream), "1Table": bytes(table)})


def style(run_properties: bytes, base: int = 0xFFF) -> bytes:
    """Return a paragraph style."""
    name = struct.pack("<H", 1) + "S".encode(WIDE) + bytes(2)
    return struct.pack("<HHHHH", 0, 1 | base << 4, 2, 0, 0) + name + struct.pack("<HH", 2, 0) + _sized(run_properties)


def compound(streams: dict[str, bytes]) -> bytes:
    """Return a compound file: the sector table in its first sector, the directory in the second, then the streams."""
    table, entries, sectors = [TABLE, END], [_entry("Root Entry", 5, child=1)], b""
    for number, (name, data) in enumerate(streams.items(), 1):
        padded = data + bytes(max(SMALLEST, -(-len(data) // SECTOR) * SECTOR) - len(data))
        start, count = len(table), len(padded) // SECTOR
        table += [*range(start + 1, start + count), END]
        entries.append(_entry(name, 2, number + 1 if number < len(streams) else FREE, start=start, size=len(padded)))
        sectors += padded
    head = struct.pack("<8s16xHHHHH6xIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0)
    head += struct.pack("<IIIII", SMALLEST, END, 0, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    listed = struct.pack("<128I", *table, *[FREE] * (128 - len(table)))
    return head + listed + b"".join(entries).ljust(SECTOR, b"\0") + sectors


def _entry(name: str, kind: int, right: int = FREE, child: int = FREE, start: int = END, size: int = 0) -> bytes:
    text = name.encode(WIDE)
    return struct.pack("<64sHBBIII36xIQ", text, len(text) + 2, kind, 1, FREE, right, child, start, size)


def _page(bounds: Sequence[int], listed: Sequence[bytes], width: int) -> bytes:
    """Return a formatted disk page (FKP), which maps byte ranges of the stream to properties.

    The offsets are at its start, the properties they refer to at its end.
    """
    page = bytearray(SECTOR)
    struct.pack_into(f"<{len(bounds)}I", page, 0, *bounds)
    place = SECTOR - 2
    for number, data in enumerate(listed):
        if data:
            place = (place - len(data)) // 2 * 2
            page[place : place + len(data)] = data
            page[4 * len(bounds) + number * width] = place // 2
    page[-1] = len(listed)
    return bytes(page)


def _run(text: Text) -> bytes:
    return bytes([len(text.run_properties)]) + text.run_properties if text.run_properties else b""


def _paragraph(text: Text) -> bytes:
    data = struct.pack("<H", text.style) + text.paragraph
    return bytes([0, len(data) // 2]) + data if len(data) % 2 == 0 else bytes([len(data) // 2 + 1]) + data


def _styles(styles: Iterable[bytes]) -> bytes:
    listed = list(styles)
    return struct.pack("<HHH14x", 18, len(listed), 10) + b"".join(map(_sized, listed))


def _sized(data: bytes) -> bytes:
    return struct.pack("<H", len(data)) + data + bytes(len(data) % 2)


def _bounds(texts: Iterable[str]) -> bytes:
    ends = [0]
    for text in texts:
        ends.append(ends[-1] + len(text))
    return struct.pack(f"<{len(ends)}I", *ends)

"""Text properties in Word's binary format: lists of changes to properties ([MS-DOC] 2.6)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

from recruit.adapters.documents.text_style import NOTHING, Colour, Properties

VANISH, DELETED, ICO, COLOUR, SIZE = 0x083C, 0x0800, 0x2A42, 0x6870, 0x4A43
HIGHLIGHT, SHADE, SHADE_80, CHARACTER_STYLE, SYMBOL = 0x2A0C, 0xCA71, 0x4866, 0x4A30, 0x6A09
PARAGRAPH_SHADE, PARAGRAPH_SHADE_80, IN_TABLE = 0xC64D, 0x442D, 0x2416
ROW_END = 0x2417

SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
"""Sizes in bytes of an operand by the top three bits of its code; 0 if the operand begins with its size."""

WIDE = 0xD608
"""Code of a table definition, whose length takes two bytes."""

AUTOMATIC = 0xFF
CONTRAST: Colour = (128, 128, 128)
"""Placeholder for the automatic colour, which is white or black, in contrast to the background."""

PALETTE: tuple[Colour, ...] = (
    CONTRAST, (0, 0, 0), (0, 0, 255), (0, 255, 255), (0, 255, 0), (255, 0, 255), (255, 0, 0), (255, 255, 0),
    (255, 255, 255), (0, 0, 128), (0, 128, 128), (0, 128, 0), (128, 0, 128), (128, 0, 0), (128, 128, 0),
    (128, 128, 128), (192, 192, 192),
)  # fmt: skip
"""[MS-DOC] 2.9.119. The first is automatic."""

PACKED = 2
"""Size in bytes of a shading of Word 97: five bits for the pattern's colour, five for the background's, six for the
pattern."""

Change = tuple[int, bytes]
"""Code and operand."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text properties, character style, and whether the text is one character of a symbol font."""

    properties: Properties = NOTHING
    style: int | None = None
    symbol: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Properties of a paragraph. `background` is its background colour, None if none is given."""

    style: int = 0
    background: Colour | None = None
    in_table: bool = False
    ends_row: bool = False


def changes(data: bytes) -> Iterator[Change]:
    """Yield the changes of a list, up to the first truncated one."""
    offset = 0
    while offset + 2 < len(data):
        (code,) = struct.unpack_from("<H", data, offset)
        offset += 2
        size = SIZES[code >> 13]
        if code == WIDE and offset + 1 < len(data):
            size = struct.unpack_from("<H", data, offset)[0] + 1
        elif not size:
            size = data[offset] + 1
        operand = data[offset : offset + size]
        if len(operand) < size:
            return
        yield code, operand
        offset += size


def run(data: bytes, before: Run = Run()) -> Run:
    """Return `before` with a list of changes applied."""
    found, properties = before, before.properties
    for code, operand in changes(data):
        if code in {VANISH, DELETED}:
            properties = replace(properties, hidden=_toggled(operand[0], inherited=bool(properties.hidden)))
        elif code == SIZE:
            properties = replace(properties, size=int.from_bytes(operand, "little") / 2)
        elif code == ICO:
            properties = replace(properties, colour=_from_palette(operand[0]))
        elif code == COLOUR:
            properties = replace(properties, colour=_from_rgb(operand))
        elif code == HIGHLIGHT and operand[0]:
            properties = replace(properties, background=_from_palette(operand[0]))
        elif code in {SHADE, SHADE_80}:
            properties = replace(properties, background=shade(operand))
        elif code == CHARACTER_STYLE:
            found = replace(found, style=int.from_bytes(operand, "little"))
        elif code == SYMBOL:
            found = replace(found, symbol=True)
    return replace(found, properties=properties)


def paragraph(style: int, data: bytes) -> Paragraph:
    """Return a paragraph with this style and a list of changes applied."""
    found = Paragraph(style)
    for code, operand in changes(data):
        if code in {PARAGRAPH_SHADE, PARAGRAPH_SHADE_80}:
            found = replace(found, background=shade(operand))
        elif code == IN_TABLE:
            found = replace(found, in_table=operand[0] != 0)
        elif code == ROW_END:
            found = replace(found, ends_row=operand[0] != 0)
    return found


def shade(operand: bytes) -> Colour | None:
    """Return the background colour of a shading, or None. The operand is colours and a pattern, or packed."""
    if len(operand) == PACKED:
        packed = int.from_bytes(operand, "little")
        number, pattern = packed >> 5 & 31, packed >> 10
        background = _from_palette(number) if number else None
    else:
        pattern = int.from_bytes(operand[9:11], "little")
        background = _from_rgb(operand[5:9]) if operand[8] != AUTOMATIC else None
    return CONTRAST if pattern else background


def _toggled(operand: int, *, inherited: bool) -> bool:
    """Return the value of a switch: 0 is off, 1 is on, 128 is the style's value, 129 its opposite."""
    return inherited != bool(operand & 1) if operand & 0x80 else bool(operand)


def _from_palette(number: int) -> Colour:
    return PALETTE[number] if number < len(PALETTE) else CONTRAST


def _from_rgb(data: bytes) -> Colour:
    red, green, blue, kind = data
    return CONTRAST if kind == AUTOMATIC else (red, green, blue)

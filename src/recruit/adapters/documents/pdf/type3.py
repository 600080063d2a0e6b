"""Letters of Type 3 fonts that declare them by glyph names only.

Programs that embed letters as drawings number them in order of appearance. pdfium takes such a number for a character
code; the font's Differences (ISO 32000-1, 9.6.6) name the letter. The font of a word is identified by the widths of its
letters.
"""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recruit.adapters.documents.pdf.glyph_names import CHARACTERS

MOST_OBJECTS = 20_000
MOST_UNPACKED = 4 << 20
FEWEST_LETTERS = 3
"""Smallest number of different letters on a page by whose widths a font is identified."""

TOLERANCE = 0.05

_OBJECT = re.compile(rb"(\d{1,7})\s\d{1,5}\sobj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_REFERENCE = re.compile(rb"\s*(\d{1,7})\s\d{1,5}\sR")
_DIFFERENCES = re.compile(rb"/Differences\s*\[([^\]]*)\]")
_WIDTHS = re.compile(rb"/Widths\s*\[([^\]]*)\]")
_FIRST = re.compile(rb"/FirstChar\s+(\d{1,3})")
_TOKEN = re.compile(rb"/([^\s/\[\]<>()]+)|(\d{1,3})")
_NUMBERED = re.compile(r"(?:uni|u)([0-9A-Fa-f]{4,6})")


@dataclass(frozen=True, slots=True)
class Font:
    """Letters and widths of a font by code."""

    letters: Mapping[int, str]
    widths: Mapping[int, float]


def fonts(data: bytes) -> list[Font]:
    """Return the Type 3 fonts of a file that have glyph names but no ToUnicode mapping."""
    if b"/Type3" not in data and b"/ObjStm" not in data:
        return []
    objects = dict(_objects(data))
    found = []
    for body in objects.values():
        if b"/Type3" in body and b"/ToUnicode" not in body and b"/CharProcs" in body:
            letters = _letters(_value(body, b"/Encoding", objects))
            if letters:
                found.append(Font(letters, _widths(body, objects)))
    return found


def identify(found: Sequence[Font], advances: Mapping[int, float]) -> Font | None:
    """Return the font whose widths are proportional to these advances by code, or None."""
    if len(found) == 1:
        return found[0]
    fitting = [font for font in found if _fits(font, advances)]
    return fitting[0] if fitting else None


def _fits(font: Font, advances: Mapping[int, float]) -> bool:
    if not advances.keys() <= font.letters.keys() or len(advances) < FEWEST_LETTERS:
        return False
    ratios = np.array([advance / font.widths[code] for code, advance in advances.items() if font.widths.get(code)])
    return len(ratios) >= FEWEST_LETTERS and bool(np.ptp(ratios) <= TOLERANCE * ratios.mean())


def _objects(data: bytes) -> Iterator[tuple[int, bytes]]:
    remaining = MOST_UNPACKED
    for count, found in enumerate(_OBJECT.finditer(data)):
        if count == MOST_OBJECTS:
            return
        body = found[2]
        if b"/ObjStm" in body and (stream := _STREAM.search(body)):
            unpacked = _unpacked(stream[1], remaining)
            remaining -= len(unpacked)
            yield from _packed(unpacked)
        yield int(found[1]), body


def _unpacked(stream: bytes, remaining: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, max(remaining, 1))
    except zlib.error:
        return b""


def _packed(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the objects of an object stream: pairs of number and offset, then the objects."""
    head = re.match(rb"[\d\s]+", stream)
    numbers = [int(each) for each in head.group().split()] if head else []
    pairs = list(zip(numbers[::2], numbers[1::2], strict=False))
    for (number, start), (_, end) in zip(pairs, [*pairs[1:], (0, len(stream))], strict=True):
        base = len(head.group()) if head else 0
        yield number, stream[base + start : base + end if end != len(stream) else end]


def _value(body: bytes, key: bytes, objects: Mapping[int, bytes]) -> bytes:
    """Return the bytes after a key, or the object that the key refers to."""
    offset = body.find(key)
    if offset < 0:
        return b""
    behind = body[offset + len(key) :]
    reference = _REFERENCE.match(behind)
    return objects.get(int(reference[1]), b"") if reference else behind


def _letters(encoding: bytes) -> dict[int, str]:
    listed = _DIFFERENCES.search(encoding)
    letters: dict[int, str] = {}
    code = 0
    for token in _TOKEN.finditer(listed[1] if listed else b""):
        if token[2]:
            code = int(token[2])
            continue
        if letter := _letter(token[1].decode("latin-1")):
            letters[code] = letter
        code += 1
    return letters


def _letter(name: str) -> str | None:
    if numbered := _NUMBERED.fullmatch(name):
        return chr(int(numbered[1], 16))
    return name if len(name) == 1 and name.isalpha() else CHARACTERS.get(name.partition(".")[0])


def _widths(body: bytes, objects: Mapping[int, bytes]) -> dict[int, float]:
    first, listed = _FIRST.search(body), _WIDTHS.search(body)
    if listed is None:
        listed = re.search(rb"\[([^\]]*)\]", _value(body, b"/Widths", objects))
    start = int(first[1]) if first else 0
    try:
        return {start + index: float(width) for index, width in enumerate(listed[1].split() if listed else ())}
    except ValueError:
        return {}

"""Formatting at each position of the stream: pages of runs and paragraphs, and styles ([MS-DOC] 2.9)."""

import struct
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from recruit.adapters.documents.doc import properties
from recruit.adapters.documents.doc.properties import Paragraph, Run

PAGE = 512
PAGE_NUMBER = 0x3FFFFF
OFFSETS = 1
PARAGRAPH_OFFSETS = 13
"""Sizes in bytes of the entries that locate the changes of a run, or of a paragraph, in the page."""

NO_STYLE = 0xFFF
DEEPEST = 20
CHARACTER_KIND = 2
BASE, NEWER_BASE = 10, 18
"""Sizes in bytes of a style's header, as written by Word 97 and by later versions."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Intervals(Generic[T]):
    """Values that hold from each position of the stream on. Positions are ascending, in bytes."""

    starts: list[int]
    values: list[T]

    def at(self, offset: int, otherwise: T) -> tuple[T, int]:
        """Return the value at a position, or `otherwise` if there is none, and the position where it ends."""
        number = bisect_right(self.starts, offset)
        end = self.starts[number] if number < len(self.starts) else sys.maxsize
        return (self.values[number - 1] if number else otherwise), end


def runs(stream: bytes, table: bytes) -> Intervals[Run]:
    """Return the runs in the pages of a stream."""
    return _intervals(stream, table, OFFSETS, _run)


def paragraphs(stream: bytes, table: bytes) -> Intervals[Paragraph]:
    """Return the paragraphs in the pages of a stream."""
    return _intervals(stream, table, PARAGRAPH_OFFSETS, _paragraph)


def _intervals(stream: bytes, table: bytes, width: int, read: Callable[[bytes, int], T]) -> Intervals[T]:
    count = max((len(table) - 4) // 8, 0)
    numbers = struct.unpack_from(f"<{count}I", table, 4 * (count + 1))
    found: dict[int, T] = {}
    for number in dict.fromkeys(each & PAGE_NUMBER for each in numbers):
        page = stream[number * PAGE : (number + 1) * PAGE]
        if len(page) == PAGE:
            found.update(_page(page, width, read))
    starts = sorted(found)
    return Intervals(starts, [found[start] for start in starts])


def _page(page: bytes, width: int, read: Callable[[bytes, int], T]) -> Iterator[tuple[int, T]]:
    count = min(page[-1], (PAGE - 5) // (4 + width))
    starts = struct.unpack_from(f"<{count}I", page)
    for number, start in enumerate(starts):
        yield start, read(page, 2 * page[4 * (count + 1) + number * width])


def _run(page: bytes, offset: int) -> Run:
    return properties.run(page[offset + 1 : offset + 1 + page[offset]]) if offset else Run()


def _paragraph(page: bytes, offset: int) -> Paragraph:
    if not offset:
        return Paragraph()
    size = 2 * page[offset] - 1
    if size < 0:
        offset += 1
        size = 2 * page[offset]
    data = page[offset + 1 : offset + 1 + size]
    return properties.paragraph(int.from_bytes(data[:2], "little"), data[2:])


class Styles:
    """Styles of a document by number, with inherited properties ([MS-DOC] 2.9.271)."""

    def __init__(self, sheet: bytes) -> None:
        self._styles = list(_styles(sheet))
        self._cache: dict[int, Run] = {}

    def named(self, number: int | None, depth: int = DEEPEST) -> Run:
        """Return the text properties of a style, including those of the styles that it is based on."""
        if number is None or number >= len(self._styles) or not depth:
            return Run()
        if number not in self._cache:
            base, data = self._styles[number]
            self._cache[number] = properties.run(data, self.named(base, depth - 1))
        return self._cache[number]


def _styles(sheet: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the base and the changes of text properties of each style."""
    if len(sheet) < 6:  # noqa: PLR2004 - its own length, the number of styles, the length of their headers
        return
    own, count, head = struct.unpack_from("<HHH", sheet)
    offset = 2 + own
    for _ in range(count):
        size = int.from_bytes(sheet[offset : offset + 2], "little")
        style = sheet[offset + 2 : offset + 2 + size]
        yield _style(style, head if head in {BASE, NEWER_BASE} else BASE)
        offset += 2 + size + size % 2


def _style(style: bytes, head: int) -> tuple[int, bytes]:
    if len(style) < head + 2:
        return NO_STYLE, b""
    kind = style[2] & 0xF
    base = int.from_bytes(style[2:4], "little") >> 4
    name = int.from_bytes(style[head : head + 2], "little")
    offset = head + 2 + 2 * name + 2
    parts = []
    for _ in range(2):
        size = int.from_bytes(style[offset : offset + 2], "little")
        parts.append(style[offset + 2 : offset + 2 + size])
        offset += 2 + size + size % 2
    return base, parts[0] if kind == CHARACTER_KIND else parts[1]

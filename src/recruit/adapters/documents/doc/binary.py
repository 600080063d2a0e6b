"""Word's binary format from 1997 to 2003 ([MS-DOC]): location of the text in stories and pieces.

A document's characters are numbered from 0: body, footnotes, headers, comments, endnotes, text boxes, and text boxes in
headers. The piece table maps the numbers to positions in the stream.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recruit.adapters.documents.doc.compound import Compound, Unreadable

IDENTITY = 0xA5EC
WORD_97 = 0x00C1
FLAGS, COUNTS = 0x0A, 0x4C
ENCRYPTED, TABLE_1 = 0x0100, 0x0200
STYLES, HEADERS, RUNS, PARAGRAPHS, PIECES, SHAPES, BOXES = 0x00A2, 0x00F2, 0x00FA, 0x0102, 0x01A2, 0x01DA, 0x025A
"""Offsets in the stream's header of the position and size of each structure in the table stream."""

FEWEST_BYTES = BOXES + 8
CHANGES_OF_PIECE, PIECE_TABLE = 1, 2
"""Kinds of parts in the structure at `PIECES`."""

SEPARATORS = 6
"""Number of note separators before the headers and footers. Each section has three headers and three footers."""

FOOTERS = (2, 3, 5)
"""Indices of the footers among the six headers and footers of a section."""

COMPRESSED = 1 << 30
PIECE = struct.Struct("<2xIH")
SHAPE, BOX = struct.Struct("<I22x"), struct.Struct("<14xI4x")
"""Entries that hold a shape's number: in the table of anchors, and in that of text boxes."""


class Encrypted(Exception):
    """The document is protected by a password."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end`, at byte `offset` of the stream, each of `width` bytes: 1 is cp1252, 2 is UTF-16."""

    start: int
    end: int
    offset: int
    width: int
    changes: bytes


@dataclass(frozen=True, slots=True)
class Stories:
    """Character ranges of the stories."""

    body: range
    headers: range
    notes: Sequence[range]
    boxes: range
    header_boxes: range


class Binary:
    """Streams of one document. Raises Unreadable for files of Word 95 and older versions, and Encrypted."""

    def __init__(self, file: Compound) -> None:
        self.stream = file.stream("WordDocument")
        if len(self.stream) < FEWEST_BYTES:
            raise Unreadable
        identity, version = struct.unpack_from("<HH", self.stream)
        (flags,) = struct.unpack_from("<H", self.stream, FLAGS)
        if identity != IDENTITY or version < WORD_97:
            raise Unreadable
        if flags & ENCRYPTED:
            raise Encrypted
        self._table = file.stream("1Table" if flags & TABLE_1 else "0Table")

    def part(self, where: int) -> bytes:
        """Return the structure in the table stream whose position and size are at offset `where` of the header."""
        offset, size = struct.unpack_from("<II", self.stream, where)
        return self._table[offset : offset + size]

    def stories(self) -> Stories:
        """Return the character ranges of the stories."""
        counts = struct.unpack_from("<8i", self.stream, COUNTS)
        ends = [0]
        for count in counts:
            ends.append(ends[-1] + max(count, 0))
        body, footnotes, headers, _, _comments, endnotes, boxes, header_boxes = map(range, ends, ends[1:])
        return Stories(body, headers, (footnotes, endnotes), boxes, header_boxes)

    def headers(self, story: range) -> tuple[list[range], list[range]]:
        """Return the character ranges of the headers and of the footers."""
        data = self.part(HEADERS)
        bounds = struct.unpack_from(f"<{len(data) // 4}I", data)[SEPARATORS:]
        headers: list[range] = []
        footers: list[range] = []
        for number, (start, end) in enumerate(pairwise(bounds)):
            found = footers if number % 6 in FOOTERS else headers
            found.append(range(story.start + start, min(story.start + end, story.stop)))
        return headers, footers

    def boxes(self, story: range) -> list[tuple[int, range]]:
        """Return the text boxes of the body as pairs: anchor character (0 if unknown), and character range."""
        anchors = {shape: anchor for anchor, _, (shape,) in _plex(self.part(SHAPES), SHAPE)}
        found = [
            (anchors.get(shape, 0), range(story.start + start, min(story.start + end, story.stop)))
            for start, end, (shape,) in _plex(self.part(BOXES), BOX)
        ]
        return sorted(found or [(0, story)], key=lambda box: box[0])

    def pieces(self) -> list[Piece]:
        """Return the pieces in character order. Raises Unreadable if there are none."""
        changes, table = self._piece_table()
        pieces = [
            _piece(start, end, offset, changes[prm >> 1] if prm & 1 and prm >> 1 < len(changes) else b"")
            for start, end, (offset, prm) in _plex(table, PIECE)
            if start < end
        ]
        if not pieces:
            raise Unreadable
        return pieces

    def _piece_table(self) -> tuple[list[bytes], bytes]:
        """Return the lists of changes that pieces refer to, and the piece table."""
        data = self.part(PIECES)
        changes: list[bytes] = []
        offset = 0
        while data[offset : offset + 1] == bytes([CHANGES_OF_PIECE]) and offset + 3 <= len(data):
            size = int.from_bytes(data[offset + 1 : offset + 3], "little")
            changes.append(data[offset + 3 : offset + 3 + size])
            offset += 3 + size
        if data[offset : offset + 1] != bytes([PIECE_TABLE]):
            raise Unreadable
        size = int.from_bytes(data[offset + 1 : offset + 5], "little")
        return changes, data[offset + 5 : offset + 5 + size]


def _plex(data: bytes, entry: struct.Struct) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Yield start, end and values of each entry of a PLC, in which all bounds come first ([MS-DOC] 2.2.2)."""
    count = max((len(data) - 4) // (4 + entry.size), 0)
    bounds = struct.unpack_from(f"<{count + 1}I", data) if count else ()
    values = entry.iter_unpack(data[4 * (count + 1) :][: count * entry.size])
    for (start, end), value in zip(pairwise(bounds), values, strict=True):
        yield start, end, value


def _piece(start: int, end: int, offset: int, changes: bytes) -> Piece:
    if offset & COMPRESSED:
        return Piece(start, end, (offset & ~COMPRESSED & 0x7FFFFFFF) // 2, 1, changes)
    return Piece(start, end, offset & 0x3FFFFFFF, 2, changes)


def overlapping(pieces: Sequence[Piece], story: range) -> Iterator[Piece]:
    """Yield the pieces of a story, cut at its bounds."""
    for piece in pieces:
        start, end = max(piece.start, story.start), min(piece.end, story.stop)
        if start < end:
            yield Piece(start, end, piece.offset + (start - piece.start) * piece.width, piece.width, piece.changes)

"""DOC reader: text of headers, the body with its text boxes, notes and footers, in this order.

Each paragraph is a line. The cells of a table row are on one line if each is a single line, else on separate lines.
Tracked deletions, hidden text and comments are left out.
"""

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from recruit.adapters.documents import links
from recruit.adapters.documents.content import Content, HiddenText, row_text
from recruit.adapters.documents.doc import binary, formatting, properties
from recruit.adapters.documents.doc.binary import Binary
from recruit.adapters.documents.doc.compound import Compound, Unreadable
from recruit.adapters.documents.doc.properties import Paragraph, Run
from recruit.adapters.documents.links import with_address
from recruit.adapters.documents.normalisation import MOST_CHARACTERS
from recruit.adapters.documents.text_style import WHITE, Colour, TextStyle

FIELD_BEGINS, FIELD_SHOWS, FIELD_ENDS = "\x13", "\x14", "\x15"
CELL = "\x07"
ENDS = "\r\f\x0e"
"""End marks of a paragraph, of a page or section, and of a column."""

_MARKS = {"\v": "\n", "\x1e": "-", "\x1f": ""}
"""Line break, non-breaking hyphen and optional hyphen."""

Boxes: TypeAlias = Sequence[tuple[int, range]]
_FOLLOWED = frozenset({FIELD_BEGINS, FIELD_SHOWS, FIELD_ENDS, CELL, *ENDS})
_PARTS = re.compile(r"[\x00-\x1f]|[^\x00-\x1f]+")
_CONTROLS = re.compile(r"[\x00-\x1f]+")


def read(data: bytes) -> Content:
    """Return the text. Raises Unreadable, and Encrypted."""
    try:
        document = Binary(Compound(data))
        return _Reader(document).content()
    except (struct.error, IndexError) as error:
        raise Unreadable from error


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A piece of text with one style, and its paragraph."""

    text: str
    text_style: TextStyle
    paragraph: Paragraph


@dataclass(slots=True)
class _Field:
    """A field during reading. Its instruction precedes its result."""

    instruction: list[str] = field(default_factory=list)
    shows_from: int | None = None


class _Reader:
    def __init__(self, document: Binary) -> None:
        self._document = document
        self._pieces = document.pieces()
        self._runs = formatting.runs(document.stream, document.part(binary.RUNS))
        self._paragraphs = formatting.paragraphs(document.stream, document.part(binary.PARAGRAPHS))
        self._styles = formatting.Styles(document.part(binary.STYLES))
        self._hidden_text = HiddenText()

    def content(self) -> Content:
        """Return the text of all stories."""
        stories = self._document.stories()
        headers, footers = self._document.headers(stories.headers)
        texts = [
            *map(self._story, headers),
            self._box(stories.header_boxes),
            self._story(stories.body, self._document.boxes(stories.boxes)),
            *map(self._story, (*stories.notes, *footers)),
        ]
        # Headers of first, even and odd pages may be the same.
        text = "\n".join(dict.fromkeys(text for text in texts if text.strip()))
        # The surrogates of a pair may be in two stretches.
        return Content(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), self._hidden_text)

    def _story(self, story: range, boxes: Boxes = (), background: Colour | None = WHITE) -> str:
        """Return the text of a story, with the text of each box before the line of its anchor."""
        writer = _Writer(self._hidden_text)
        start = story.start
        for anchor, box in (*boxes, (story.stop, range(0))):
            for stretch in self._stretches(range(start, anchor), background):
                writer.process(stretch)
                if writer.length > MOST_CHARACTERS:
                    return writer.text()
            writer.insert(self._box(box))
            start = max(start, anchor)
        return writer.text()

    def _box(self, box: range) -> str:
        return self._story(box, background=None) if box else ""  # its background is unknown

    def _stretches(self, story: range, background: Colour | None) -> Iterator[_Stretch]:
        stream = self._document.stream
        for piece in binary.overlapping(self._pieces, story):
            offset, end = piece.offset, min(piece.offset + (piece.end - piece.start) * piece.width, len(stream))
            while offset < end:
                run, run_ends = self._runs.at(offset, Run())
                paragraph, paragraph_ends = self._paragraphs.at(offset, Paragraph())
                stop = min(end, run_ends, paragraph_ends)
                text = "•" if run.symbol else _decoded(stream[offset:stop], piece.width)
                run = properties.run(piece.changes, run)
                yield _Stretch(text, self._text_style(run, paragraph, background), paragraph)
                offset = stop

    def _text_style(self, run: Run, paragraph: Paragraph, background: Colour | None) -> TextStyle:
        background = None if paragraph.in_table else paragraph.background or background
        text_style = self._styles.named(paragraph.style).properties.applied_to(TextStyle(background=background))
        return run.properties.applied_to(self._styles.named(run.style).properties.applied_to(text_style))


class _Writer:
    """Writer of the text of one story."""

    def __init__(self, hidden_text: HiddenText) -> None:
        self.length = 0
        self._hidden_text = hidden_text
        self._lines: list[str] = []
        self._cells: list[str] = []
        self._line: list[str] = []
        self._fields: list[_Field] = []

    def process(self, stretch: _Stretch) -> None:
        """Add the next stretch of text, or report it as hidden."""
        reason = stretch.text_style.hidden_reason
        if reason:
            self._hidden_text.add(reason, _CONTROLS.sub(" ", stretch.text))
        for part in _PARTS.findall(stretch.text):
            if part in _FOLLOWED:
                self._mark(part, stretch.paragraph)
            elif not reason:
                self._write(_MARKS.get(part, part))

    def insert(self, text: str) -> None:
        """Insert lines before the current line."""
        if text:
            self._lines.append(text)

    def text(self) -> str:
        """Return the finished text."""
        self._end_row()
        self._end_line()
        return "\n".join(self._lines)

    def _mark(self, mark: str, paragraph: Paragraph) -> None:
        if mark == FIELD_BEGINS:
            self._fields.append(_Field())
        elif mark == FIELD_SHOWS and self._fields:
            self._fields[-1].shows_from = len(self._line)
        elif mark == FIELD_ENDS and self._fields:
            self._end_field(self._fields.pop())
        elif mark == CELL and paragraph.ends_row:
            self._end_row()
        elif mark == CELL:
            self._cells.append("".join(self._line).strip())
            self._line.clear()
        elif mark in ENDS and paragraph.in_table:
            self._write("\n")
        elif mark in ENDS:
            self._end_row()
            self._end_line()

    def _write(self, text: str) -> None:
        self.length += len(text)
        if self._fields and self._fields[-1].shows_from is None:
            self._fields[-1].instruction.append(text)
        else:
            self._line.append(text)

    def _end_field(self, field: _Field) -> None:
        """Append the address of a link. The text of the link may have begun on the line before."""
        if field.shows_from is not None:
            shown = "".join(self._line[field.shows_from :])
            self._line.append(with_address(shown, links.field_address("".join(field.instruction)))[len(shown) :])

    def _end_row(self) -> None:
        if self._cells:
            self._lines.append(row_text(self._cells))
            self._cells.clear()

    def _end_line(self) -> None:
        self._lines.append("".join(self._line))
        self._line.clear()


def _decoded(data: bytes, width: int) -> str:
    if width == 1:
        return data.decode("cp1252", "ignore")
    return data[: len(data) // 2 * 2].decode("utf-16-le", "surrogatepass")

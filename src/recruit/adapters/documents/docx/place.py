"""Context of text during the reading of a DOCX, determined by the enclosing elements."""

from dataclasses import dataclass, field, replace

from recruit.adapters.documents import markup
from recruit.adapters.documents.docx import vml
from recruit.adapters.documents.docx.colours import Paint, Special
from recruit.adapters.documents.docx.formatting import Paragraph
from recruit.adapters.documents.docx.geometry import Room
from recruit.adapters.documents.docx.shapes import Extent, Shape
from recruit.adapters.documents.docx.styles import PLAIN, Format
from recruit.adapters.documents.docx.table_formats import TableFormats
from recruit.adapters.documents.text_style import WHITE, Colour, TextStyle

_SEEN, _UNKNOWN, _NO_UNITS = TextStyle(), Extent(), vml.Units()


@dataclass(slots=True)
class Table:
    """A table during reading: its current row, and the columns with cells that are merged with the row above."""

    formats: TableFormats
    is_fixed: bool = False
    row: int = -1
    column: int = 0
    columns: int = 0
    merged: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Place:
    """Context at a position. `gone` is why nothing there is visible; `background` is None if it is unknown."""

    background: Colour | None = WHITE
    gone: str | None = None
    room: Room | None = None
    look: TextStyle = _SEEN
    lines: Paragraph = field(default_factory=Paragraph)
    style: str | None = None
    format: Format = PLAIN
    table: Table | None = None
    drawing: markup.Element | None = None
    extent: Extent = _UNKNOWN
    units: vml.Units = _NO_UNITS
    shape: Paint = Special.NONE

    def of_lines(self, background: Colour | None, look: TextStyle, lines: Paragraph, style: str | None) -> "Place":
        """Return the place in a paragraph. This method and `of_run` are the hot ones, so they avoid `replace`."""
        return Place(
            background, self.gone, self.room, look, lines, style, self.format, self.table, self.drawing, self.extent,
            self.units, self.shape,
        )  # fmt: skip

    def of_run(self, look: TextStyle) -> "Place":
        """Return the place in a run."""
        return Place(
            self.background, self.gone, self.room, look, self.lines, self.style, self.format, self.table, self.drawing,
            self.extent, self.units, self.shape,
        )  # fmt: skip

    def without(self, reason: str | None) -> "Place":
        """Return this place, with everything in it invisible if there is a reason."""
        return self if reason is None or self.gone else replace(self, gone=reason)

    def inside(self, shape: Shape) -> "Place":
        """Return the place in a shape."""
        return replace(self, gone=self.gone or shape.gone, room=shape.room, shape=shape.background)

    @property
    def hidden_reason(self) -> str | None:
        """Reason why text here is invisible, or None."""
        return self.gone or self.look.hidden_reason

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

_VISIBLE, _UNKNOWN, _NO_UNITS = TextStyle(), Extent(), vml.Units()


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
class Context:
    """Context at a position. `concealment` is why nothing there is visible; `background` is None if it is unknown."""

    background: Colour | None = WHITE
    concealment: str | None = None
    room: Room | None = None
    text_style: TextStyle = _VISIBLE
    paragraph: Paragraph = field(default_factory=Paragraph)
    style: str | None = None
    format: Format = PLAIN
    table: Table | None = None
    drawing: markup.Element | None = None
    extent: Extent = _UNKNOWN
    units: vml.Units = _NO_UNITS
    shape: Paint = Special.NONE

    def in_paragraph(
        self, background: Colour | None, text_style: TextStyle, paragraph: Paragraph, style: str | None
    ) -> "Context":
        """Return the context in a paragraph. `replace` would be slow, and each paragraph and run calls this."""
        return Context(
            background, self.concealment, self.room, text_style, paragraph, style, self.format, self.table,
            self.drawing, self.extent, self.units, self.shape,
        )  # fmt: skip

    def in_run(self, text_style: TextStyle) -> "Context":
        """Return the context in a run."""
        return Context(
            self.background, self.concealment, self.room, text_style, self.paragraph, self.style, self.format,
            self.table, self.drawing, self.extent, self.units, self.shape,
        )  # fmt: skip

    def concealed(self, reason: str | None) -> "Context":
        """Return this context, with everything in it invisible if there is a reason."""
        return self if reason is None or self.concealment else replace(self, concealment=reason)

    def in_drawing(self, drawing: markup.Element) -> "Context":
        """Return the context in a drawing, which inherits only from its paragraph whether text is hidden."""
        return replace(self, drawing=drawing, text_style=TextStyle(self.text_style.hidden))

    def in_shape(self, shape: Shape) -> "Context":
        """Return the context in a shape."""
        return replace(self, concealment=self.concealment or shape.concealment, room=shape.room, shape=shape.background)

    @property
    def hidden_reason(self) -> str | None:
        """Reason why text here is invisible, or None."""
        return self.concealment or self.text_style.hidden_reason

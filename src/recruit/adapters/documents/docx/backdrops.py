"""Backdrops: pictures and coloured shapes anywhere on the page that may lie behind text."""

from itertools import islice

from recruit.adapters.documents import markup
from recruit.adapters.documents.docx import shapes, vml
from recruit.adapters.documents.docx.colours import Theme
from recruit.adapters.documents.docx.context import Context
from recruit.adapters.documents.docx.document import Document
from recruit.adapters.documents.docx.names import OFF, WP, WPS, V, W
from recruit.adapters.documents.text_style import Colour

REACH = 8
"""Number of paragraphs after its anchor that a shape behind the text may reach, if its height is unknown."""

MOST = 200
"""Limit of backdrops that are compared with each text box."""

LEAST = 20.0
"""Smallest width and height in points of a backdrop for words."""


class Backdrops:
    """Backdrops of one part during reading."""

    def __init__(self, root: markup.Element, document: Document) -> None:
        self._document = document
        self._root = root
        self._remaining = 0
        self._found: list[markup.Element] | None = None

    def pass_paragraph(self) -> None:
        """Move on to the next paragraph."""
        self._remaining -= 1

    @property
    def are_behind(self) -> bool:
        """Whether an earlier backdrop may reach the current paragraph."""
        return self._remaining > 0

    def add(self, drawing: markup.Element) -> None:
        """Add a wp:anchor that may lie behind the following text."""
        if drawing.get("behindDoc", "0") in OFF or not _is_backdrop(drawing, self._document.theme):
            return
        concealment, extent = shapes.of_drawing(drawing, self._document.page)
        if not concealment and (extent.width or LEAST) >= LEAST:
            reach = REACH if extent.height is None else 1 + int(extent.height / LEAST * 2)
            self._remaining = max(self._remaining, reach)

    def behind_box(self, context: Context) -> Colour | None:
        """Return the background colour of an unfilled text box, or None if it is unknown."""
        if self._found is None:
            drawings = self._root.iter(f"{WP}anchor", f"{WP}inline", f"{W}pict", f"{W}object")
            candidates = (drawing for drawing in drawings if _is_backdrop(drawing, self._document.theme))
            self._found = list(islice(candidates, MOST + 1))
        if len(self._found) > MOST:
            return None
        page = self._document.page
        for drawing in self._found:
            if drawing is context.drawing:
                if _has_other_fill(drawing):
                    return None
            elif context.drawing is None or shapes.overlap(context.drawing, drawing, page):
                return None
        return self._document.background


def _is_backdrop(drawing: markup.Element, theme: Theme) -> bool:
    extent = drawing.find(f"{WP}extent")
    if extent is not None and shapes.is_small(extent, LEAST):
        return False
    return shapes.has_backdrop(drawing, theme) or vml.has_backdrop(drawing)


def _has_other_fill(drawing: markup.Element) -> bool:
    """Return whether a drawing contains a filled object other than the box itself."""
    several = len(list(islice(drawing.iter(f"{WPS}wsp", *vml.SHAPES), 2))) > 1
    return several or next(drawing.iter(*shapes.PICTURES, f"{V}imagedata"), None) is not None

"""Table cells and shapes of RTF: their background colour, and whether their text is visible."""

from dataclasses import dataclass, field
from typing import Final

from recruit.adapters.documents.docx.geometry import NO_ROOM, OUTSIDE, Page, is_outside, lacks_room
from recruit.adapters.documents.docx.names import TWIPS
from recruit.adapters.documents.rtf.group_state import NO_SHADE, Shade
from recruit.adapters.documents.text_style import HIDDEN, TINIEST, WHITE, Colour

_EDGES: Final = {"shpleft": "left", "shptop": "top", "shpright": "right", "shpbottom": "bottom"}
_OUTSIDES = frozenset({"shpbxpage", "shpbypage"})
SHAPE_WORDS: Final = frozenset({*_EDGES, *_OUTSIDES})


@dataclass(slots=True, eq=False)
class Row:
    """A table row during reading. Its definition precedes its cells."""

    height: float | None = None
    edges: list[float] = field(default_factory=list)
    backgrounds: list[Colour | None] = field(default_factory=list)
    merged: set[int] = field(default_factory=set)
    pending: Shade = NO_SHADE
    start: float = 0.0
    cell: int = 0
    is_over: bool = False

    def end_cell(self, edge: float) -> None:
        """Add a cell definition that ends at a right edge, measured from the margin."""
        self.edges.append(edge)
        self.backgrounds.append(self.pending.colour)
        self.pending = NO_SHADE

    def merge(self) -> None:
        """Merge the next cell into the previous one, so that its own content isn't shown."""
        self.merged.add(len(self.edges))

    @property
    def background(self) -> Colour | None:
        """Background colour of the current cell, or None if it has none of its own."""
        return self.backgrounds[self.cell] if self.cell < len(self.backgrounds) else self.pending.colour

    def concealment(self, page: Page) -> str | None:
        """Return why the content of the current cell is invisible, or None."""
        if self.height is not None and self.height < TINIEST:
            return NO_ROOM
        if self.cell >= len(self.edges):
            return None
        if self.cell in self.merged:
            return HIDDEN
        left = self.edges[self.cell - 1] if self.cell else self.start
        return OUTSIDE if page.excludes(page.left + left, self.edges[self.cell] - left) else None


@dataclass(slots=True)
class Shape:
    r"""A shape during reading: its edges, and the properties from its {\sp} groups."""

    edges: dict[str, float] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    properties: dict[str, str] = field(default_factory=dict)
    name: str = ""

    def apply(self, word: str, number: int | None) -> None:
        """Apply a control word that gives the position of the shape."""
        if word in _EDGES:
            self.edges[_EDGES[word]] = (number or 0) / TWIPS
        else:
            self.anchors.add(word)

    def set(self, value: str) -> None:
        """Set the most recently named property."""
        self.properties[self.name.strip()] = value.strip()

    def concealment(self, page: Page) -> str | None:
        """Return why the content of the shape is invisible, or None."""
        if self.properties.get("fHidden", "0") != "0":
            return HIDDEN
        edges = self.edges
        if len(edges) < len(_EDGES):
            return None
        width, height = edges["right"] - edges["left"], edges["bottom"] - edges["top"]
        grows = self.properties.get("fFitShapeToText", "0") != "0"
        if lacks_room(width, height, grows=grows):
            return NO_ROOM
        left = edges["left"] + (0.0 if "shpbxpage" in self.anchors else page.left)
        anchor = "page" if "shpbypage" in self.anchors else None
        return OUTSIDE if page.excludes(left, width) or is_outside(edges["top"], height, anchor, page) else None

    @property
    def background(self) -> Colour | None:
        """Fill colour of the shape, or None if it is unknown."""
        if self.properties.get("fFilled", "1") == "0" or self.properties.get("fillType", "0") != "0":
            return None
        words = self.properties.get("fillColor", "")
        number = int(words) if words.isdecimal() and len(words) < len("16777215") + 1 else None
        return WHITE if number is None else (number & 0xFF, number >> 8 & 0xFF, number >> 16 & 0xFF)

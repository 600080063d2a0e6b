"""The cells of tables and the shapes of RTF: what ground they give to text, and when nothing in them can be seen."""

from dataclasses import dataclass, field
from typing import Final

from recruit.adapters.documents.docx.geometry import NO_ROOM, OUTSIDE, Page, is_outside
from recruit.adapters.documents.rtf.group_state import NO_SHADE, Shade
from recruit.adapters.documents.text_style import TINIEST, WHITE, Colour

TWIPS: Final = 20
HIDDEN: Final = "hidden text"
_EDGES: Final = {"shpleft": "left", "shptop": "top", "shpright": "right", "shpbottom": "bottom"}
_OUTSIDES = frozenset({"shpbxpage", "shpbypage"})
SHAPE_WORDS: Final = frozenset({*_EDGES, *_OUTSIDES})


@dataclass(slots=True, eq=False)
class Row:
    """A row of a table while it is read: its definition comes before its cells."""

    height: float | None = None
    edges: list[float] = field(default_factory=list)
    grounds: list[Colour | None] = field(default_factory=list)
    merged: set[int] = field(default_factory=set)
    pending: Shade = NO_SHADE
    start: float = 0.0
    cell: int = 0
    is_over: bool = False

    def end_cell(self, edge: float) -> None:
        """Take the right edge of a cell, from the margin on."""
        self.edges.append(edge)
        self.grounds.append(self.pending.colour)
        self.pending = NO_SHADE

    def merge(self) -> None:
        """Take the next cell for a part of the one before, which shows nothing of its own."""
        self.merged.add(len(self.edges))

    @property
    def ground(self) -> Colour | None:
        """The ground of the cell that is being read, None where it has none of its own."""
        return self.grounds[self.cell] if self.cell < len(self.grounds) else self.pending.colour

    def gone(self, page: Page) -> str | None:
        """Return why nothing in the cell can be seen, or None."""
        if self.height is not None and self.height < TINIEST:
            return NO_ROOM
        if self.cell >= len(self.edges):
            return None
        if self.cell in self.merged:
            return HIDDEN
        left = self.edges[self.cell - 1] if self.cell else self.start
        return OUTSIDE if page.lacks(page.left + left, self.edges[self.cell] - left) else None


@dataclass(slots=True)
class Shape:
    r"""A shape while it is read: where its edges are, and the properties that its {\sp} groups name."""

    edges: dict[str, float] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    properties: dict[str, str] = field(default_factory=dict)
    name: str = ""

    def take(self, word: str, number: int | None) -> None:
        """Take a word that says where the shape is."""
        if word in _EDGES:
            self.edges[_EDGES[word]] = (number or 0) / TWIPS
        else:
            self.anchors.add(word)

    def set(self, value: str) -> None:
        """Set the property that was named last."""
        self.properties[self.name.strip()] = value.strip()

    def gone(self, page: Page) -> str | None:
        """Return why nothing in the shape can be seen, or None."""
        if self.properties.get("fHidden", "0") != "0":
            return HIDDEN
        edges = self.edges
        if len(edges) < len(_EDGES):
            return None
        width, height = edges["right"] - edges["left"], edges["bottom"] - edges["top"]
        grows = self.properties.get("fFitShapeToText", "0") != "0"
        if width < TINIEST or (height < TINIEST and not grows):
            return NO_ROOM
        left = edges["left"] + (0.0 if "shpbxpage" in self.anchors else page.left)
        anchor = "page" if "shpbypage" in self.anchors else None
        return OUTSIDE if page.lacks(left, width) or is_outside(edges["top"], height, anchor, page) else None

    @property
    def ground(self) -> Colour | None:
        """The colour of the shape, None where it isn't known."""
        if self.properties.get("fFilled", "1") == "0" or self.properties.get("fillType", "0") != "0":
            return None
        said = self.properties.get("fillColor", "")
        number = int(said) if said.isdecimal() and len(said) < len("16777215") + 1 else None
        return WHITE if number is None else (number & 0xFF, number >> 8 & 0xFF, number >> 16 & 0xFF)

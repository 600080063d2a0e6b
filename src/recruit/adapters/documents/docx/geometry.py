"""Positions on the page in points, and room for text. Content with an unknown position counts as visible."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from recruit.adapters.documents import markup
from recruit.adapters.documents.docx.formatting import Paragraph
from recruit.adapters.documents.docx.names import TWIPS, W, measure
from recruit.adapters.documents.text_style import TINIEST

OUTSIDE: Final = "text outside of the page"
NO_ROOM: Final = "text without room"
LEAST_SEEN: Final = 6.0
"""Smallest visible part in points of something that crosses an edge of the page; less can't be read."""

FAR_OUT: Final = 72.0
"""Distance in points beyond the edge of the page from which a line counts as hidden on purpose."""

NARROWEST: Final = 0.3
"""Smallest average width of letters, and smallest readable line height, as a fraction of the font size."""

_WHOLE: Final = 0.99
"""Fraction of a length from which it counts as complete."""

SLACK: Final = 1.5
"""Text counts as cut off if the least height that it needs is this many times the available one."""

_SIDES: Final = frozenset({"left", "right", "first"})


@dataclass(frozen=True, slots=True)
class Page:
    """Size and margins of a document's largest page, in points."""

    width: float = 612.0
    height: float = 792.0
    left: float = 72.0
    right: float = 72.0
    top: float = 72.0
    has_columns: bool = False

    @classmethod
    def of(cls, root: markup.Element) -> "Page":
        """Return the largest page size of a document, with the widest margins."""
        sizes, margins, usual = list(root.iter(f"{W}pgSz")), list(root.iter(f"{W}pgMar")), cls()
        return cls(
            _largest(sizes, "w", usual.width),
            _largest(sizes, "h", usual.height),
            _largest(margins, "left", usual.left),
            _largest(margins, "right", usual.right),
            _largest(margins, "top", usual.top),
            any((measure(columns.get(f"{W}num")) or 1.0) > 1 for columns in root.iter(f"{W}cols")),
        )

    def excludes(self, start: float, length: float | None, *, across: bool = True) -> bool:
        """Return whether something lies outside the page. `start` is measured from the page's left or upper edge."""
        edge = self.width if across else self.height
        length = edge if length is None else length
        return min(start + length, edge) - max(start, 0.0) < min(LEAST_SEEN, length * _WHOLE)

    def excludes_from_column(self, offset: float, length: float | None, *, anywhere: bool) -> bool:
        """Return whether something at an offset from its column lies outside the page.

        If the column is unknown, it must lie outside for every column.
        """
        last = self.width - self.right if anywhere or self.has_columns else self.left
        return self.excludes(self.left + offset, length) and self.excludes(last + offset, length)

    def line_concealment(self, paragraph: Paragraph) -> str | None:
        """Return why lines that begin far outside the page, or end there if aligned to the right, are invisible."""
        if _SIDES.isdisjoint(paragraph):
            return None
        left = self.left + paragraph.get("left", 0.0) + paragraph.get("first", 0.0)
        right = self.width - self.right - paragraph.get("right", 0.0)
        align = paragraph.get("align")
        if align in {"right", "end"}:
            is_on_page = -FAR_OUT <= right <= self.width + FAR_OUT
        else:
            is_on_page = -FAR_OUT <= ((left + right) / 2 if align == "center" else left) <= self.width
        return None if is_on_page else OUTSIDE


def _largest(elements: Iterable[markup.Element], name: str, usual: float) -> float:
    known = [size for element in elements if (size := measure(element.get(f"{W}{name}"), TWIPS))]
    return max(known, default=usual)


class Room:
    """Height of a box that cuts off its text, and how much of it is used."""

    def __init__(self, height: float, width: float | None = None) -> None:
        self.height = height
        self.width = width
        self.used = 0.0

    @property
    def is_full(self) -> bool:
        """Whether further text is invisible."""
        return self.used >= self.height * SLACK + LEAST_SEEN

    def take(self, characters: int, size: float, line: float | None) -> None:
        """Use the least height that a paragraph of this many characters needs."""
        across = characters * size * NARROWEST
        lines = max(1.0, across // self.width) if self.width and self.width > size else 1.0
        self.used += lines * (line or size)


def lacks_room(width: float | None, height: float | None, *, grows: bool, wraps: bool = True) -> bool:
    """Return whether a box is too small for letters, unless its height grows with its text, or its lines don't wrap."""
    is_narrow = width is not None and width < TINIEST and wraps
    return is_narrow or (height is not None and height < TINIEST and not grows)


def of_frame(frame: Mapping[str, str], page: Page) -> str | None:
    """Return why the content of a w:framePr is invisible, or None."""
    width, height = measure(frame.get("w"), TWIPS), measure(frame.get("h"), TWIPS)
    if lacks_room(width or None, height, grows=frame.get("hRule") != "exact"):
        return NO_ROOM
    return placed(frame, page, width, height, ("x", "y"), ("hAnchor", "vAnchor"))


def placed(
    attributes: Mapping[str, str], page: Page, width: float | None, height: float | None,
    names: tuple[str, str], anchors: tuple[str, str],
) -> str | None:  # fmt: skip
    """Return why something at a position, in twips from an anchor, is invisible, or None."""
    across, down = (measure(attributes.get(name), TWIPS) for name in names)
    if across is not None:
        across += 0.0 if attributes.get(anchors[0]) == "page" else page.left
        if page.excludes(across, width):
            return OUTSIDE
    if down is not None and is_outside(down, height, attributes.get(anchors[1]), page):
        return OUTSIDE
    return None


def is_outside(down: float, height: float | None, anchor: str | None, page: Page) -> bool:
    """Return whether something lies above or below the page. One anchored to a paragraph may start anywhere on it."""
    if anchor == "page":
        return page.excludes(down, height, across=False)
    if anchor in {"margin", "topMargin"}:
        return page.excludes(down + (page.top if anchor == "margin" else 0.0), height, across=False)
    length = page.height if height is None else height
    return down > page.height or down + length < -page.height

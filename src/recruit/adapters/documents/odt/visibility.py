"""Visibility of frames, shapes, tables, rows and cells, by their size and position."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeAlias

from recruit.adapters.documents import markup
from recruit.adapters.documents.docx.geometry import NO_ROOM, OUTSIDE, Page, is_outside, lacks_room
from recruit.adapters.documents.odt.names import DRAW, DRAWOOO, FO, STYLE, SVG, TABLE, points
from recruit.adapters.documents.odt.styles import Properties, Styles
from recruit.adapters.documents.text_style import HIDDEN, TINIEST, WHITE, from_hex

Size: TypeAlias = tuple[float | None, float | None]
"""Width and height in points, None if unspecified."""

FRAME: Final = f"{DRAW}frame"
SHAPES: Final = frozenset(
    f"{DRAW}{name}"
    for name in (
        "custom-shape rect ellipse circle line polyline polygon regular-polygon path connector caption measure"
    ).split()
)
MOST_SIZES: Final = 100
MOST_COLUMNS: Final = 1_000
CELL: Final = f"{TABLE}table-cell"
COVERED: Final = f"{TABLE}covered-table-cell"

_COLUMN = f"{TABLE}table-column"
_GROUPS = frozenset(f"{TABLE}table-{name}" for name in ("columns", "column-group", "header-columns"))
_COUNT = re.compile(r"[0-9]{1,9}")
_COLLAPSED = frozenset({"collapse", "filter"})
_FROM = frozenset({"from-left", "from-inside", "from-top"})
_OF_PAGE = frozenset({"page", "page-start-margin", "page-end-margin"})


def of_drawing(element: markup.Element, properties: Properties, page: Page) -> str | None:
    """Return why the content of a frame or a shape is invisible, or None."""
    if "none" in {element.get(f"{DRAW}display"), element.get(f"{DRAWOOO}display")}:
        return HIDDEN
    if element.get(f"{DRAW}transform"):
        return None
    width, height = _size(element)
    grows = bool(element.get(f"{STYLE}rel-height")) or any(child.get(f"{FO}min-height") for child in element)
    if lacks_room(width, height, grows=grows, wraps=not element.get(f"{STYLE}rel-width")):
        return NO_ROOM
    return _outside_page(element, properties, page, width, height)


def _outside_page(
    element: markup.Element, properties: Properties, page: Page, width: float | None, height: float | None
) -> str | None:
    across, down = (points(element.get(f"{SVG}{name}")) for name in ("x", "y"))
    if across is not None and properties.get(("graphic", f"{STYLE}horizontal-pos"), "from-left") in _FROM:
        of_page = properties.get(("graphic", f"{STYLE}horizontal-rel")) in _OF_PAGE
        if page.excludes(across + (0.0 if of_page else page.left), width):
            return OUTSIDE
    if down is not None and properties.get(("graphic", f"{STYLE}vertical-pos"), "from-top") in _FROM:
        anchor = "page" if properties.get(("graphic", f"{STYLE}vertical-rel")) == "page" else None
        if is_outside(down, height, anchor, page):
            return OUTSIDE
    return None


def backdrops(roots: Iterable[markup.Element], styles: Styles) -> list[Size]:
    """Return the sizes of pictures and coloured shapes, which may lie behind a text box.

    For more than MOST_SIZES of them, a single unknown size is returned.
    """
    drawn = (element for root in roots for element in root.iter(FRAME, *SHAPES))
    sizes = {_size(element) for element in drawn if _is_coloured(element, styles)}
    return list(sizes) if len(sizes) <= MOST_SIZES else [(None, None)]


def _is_coloured(element: markup.Element, styles: Styles) -> bool:
    if element.find(f"{DRAW}image") is not None:
        return True
    value = styles.of("graphic", element.get(f"{DRAW}style-name"))
    fill = value.get(("graphic", f"{DRAW}fill"), "solid" if element.tag in SHAPES else "none")
    return fill != "none" and from_hex(value.get(("graphic", f"{DRAW}fill-color"))) != WHITE


def may_lie_on(element: markup.Element, sizes: Iterable[Size]) -> bool:
    """Return whether a box is small enough for one of the pictures and shapes to lie behind all of it."""
    width, height = _size(element)
    return any(_fits(width, across) and _fits(height, down) for across, down in sizes)


def _fits(length: float | None, room: float | None) -> bool:
    return length is None or room is None or length <= room


def _size(element: markup.Element) -> Size:
    return points(element.get(f"{SVG}width")), points(element.get(f"{SVG}height"))


def of_table(properties: Properties, page: Page) -> str | None:
    """Return why the content of a table is invisible, or None."""
    if properties.get(("table", f"{TABLE}display")) == "false":
        return HIDDEN
    indent = points(properties.get(("table", f"{FO}margin-left")))
    if indent is None or properties.get(("table", f"{TABLE}align")) in {"center", "right"}:
        return None
    width = points(properties.get(("table", f"{STYLE}width")))
    return OUTSIDE if page.excludes(page.left + indent, width) else None


def of_columns(table: markup.Element, styles: Styles) -> tuple[str | None, ...]:
    """Return for each of a table's first MOST_COLUMNS columns why its content is invisible, or None."""
    return tuple(islice(_columns(table, styles), MOST_COLUMNS))


def _columns(parts: Iterable[markup.Element], styles: Styles) -> Iterator[str | None]:
    for part in parts:
        if part.tag in _GROUPS:
            yield from _columns(part, styles)
        elif part.tag == _COLUMN:
            value = styles.of("table-column", part.get(f"{TABLE}style-name"))
            width = points(value.get(("table-column", f"{STYLE}column-width")))
            reason = NO_ROOM if width is not None and width < TINIEST else None
            yield from [HIDDEN if _is_collapsed(part) else reason] * repeated(part, "columns-repeated")


def of_row(row: markup.Element, height: float | None) -> str | None:
    """Return why the content of a row is invisible, or None. `height` is its fixed height in points, if any."""
    if _is_collapsed(row):
        return HIDDEN
    return NO_ROOM if height is not None and height < TINIEST else None


def of_cell(cell: markup.Element, columns: tuple[str | None, ...], at: int) -> str | None:
    """Return why the content of a cell that begins at column `at` is invisible, or None."""
    if cell.tag == COVERED:
        return "text under a merged cell"
    spanned = columns[at : at + repeated(cell, "columns-spanned")]
    return spanned[0] if spanned and None not in spanned else None


def repeated(element: markup.Element, name: str) -> int:
    """Return the number of columns that an element spans or repeats, at most MOST_COLUMNS."""
    value = element.get(f"{TABLE}number-{name}", "1")
    return min(max(int(value), 1), MOST_COLUMNS) if _COUNT.fullmatch(value) else 1


def _is_collapsed(element: markup.Element) -> bool:
    return element.get(f"{TABLE}visibility") in _COLLAPSED

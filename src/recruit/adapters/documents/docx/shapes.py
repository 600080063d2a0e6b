"""DrawingML shapes: size, position, fill, and visibility of their text."""

from dataclasses import dataclass, replace
from typing import Final

from recruit.adapters.documents import markup
from recruit.adapters.documents.docx.colours import Fill, Paint, Special, Theme
from recruit.adapters.documents.docx.geometry import NO_ROOM, OUTSIDE, Page, Room, is_outside, lacks_room
from recruit.adapters.documents.docx.names import EMUS, GROUP, OFF, PICTURE, WP, WPS, A, measure
from recruit.adapters.documents.text_style import HIDDEN, TINIEST, WHITE

INSET: Final = 3.6
"""Default distance in points between a box's upper or lower edge and its text."""

_MOST = 0.3
PICTURES: Final = (f"{PICTURE}pic",)
_CLEAR = 0.5
"""Opacity below which a fill counts as an unknown background."""

_FAR_BASES = {"page": 0.0, "leftMargin": 0.0, "insideMargin": 0.0}


@dataclass(frozen=True, slots=True)
class Extent:
    """Size of the current drawing in points. For shapes in groups, `across` and `down` are the points per unit."""

    width: float | None = None
    height: float | None = None
    across: float = 1 / EMUS
    down: float = 1 / EMUS
    grouped: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """Reason why the content of a shape is invisible, or None; its fill; its room if it cuts off text."""

    concealment: str | None = None
    background: Paint = Special.NONE
    room: Room | None = None


def of_drawing(element: markup.Element, page: Page, *, in_cell: bool = False) -> tuple[str | None, Extent]:
    """Return why a wp:anchor or wp:inline is invisible, or None, and its size."""
    size = element.find(f"{WP}extent")
    width, height = (None if size is None else measure(size.get(name), EMUS) for name in ("cx", "cy"))
    extent = Extent(width, height)
    properties = element.find(f"{WP}docPr")
    if (properties is not None and properties.get("hidden", "0") not in OFF) or element.get("hidden", "0") not in OFF:
        return HIDDEN, extent
    if element.tag != f"{WP}anchor":
        return None, extent
    across, down = _position(element, "H", page), _position(element, "V", page)
    if across is not None and _is_beside_page(across, width, page, in_cell=in_cell):
        return OUTSIDE, extent
    if down is not None and is_outside(down[1], height, down[0], page):
        return OUTSIDE, extent
    return None, extent


def _position(element: markup.Element, axis: str, page: Page) -> tuple[str, float] | None:
    if element.get("simplePos", "0") not in OFF and (simple := element.find(f"{WP}simplePos")) is not None:
        offset = measure(simple.get("x" if axis == "H" else "y"), EMUS)
        return None if offset is None else ("page", offset)
    position = element.find(f"{WP}position{axis}")
    if position is None:
        return None
    anchor = position.get("relativeFrom", "")
    for child in position.iter():
        tag = str(child.tag)
        if tag.endswith("posOffset") and (offset := measure(child.text, EMUS)) is not None:
            return anchor, offset
        if "pctPos" in tag and anchor == "page" and (share := measure(child.text)) is not None:
            return anchor, share / 100_000 * (page.width if axis == "H" else page.height)
    return None


def _is_beside_page(position: tuple[str, float], width: float | None, page: Page, *, in_cell: bool) -> bool:
    anchor, offset = position
    if anchor in {"column", "character"}:
        return page.excludes_from_column(offset, width, anywhere=in_cell or anchor == "character")
    return page.excludes(_from_left(position, page), width)


def _from_left(position: tuple[str, float], page: Page) -> float:
    anchor, offset = position
    base = page.width - page.right if anchor in {"rightMargin", "outsideMargin"} else _FAR_BASES.get(anchor, page.left)
    return base + offset


def of_group(element: markup.Element, extent: Extent) -> Extent:
    """Return the extent for the content of a group."""
    frame = element.find(f"{GROUP}grpSpPr/{A}xfrm")
    own = _pair(frame, "ext", "cx", "cy")
    inner = _pair(frame, "chExt", "cx", "cy")
    if own is None or inner is None or not all(inner):
        return replace(extent, width=None, height=None, grouped=True)
    across = extent.across * own[0] / inner[0] if extent.width is None or extent.width >= TINIEST else 0.0
    down = extent.down * own[1] / inner[1] if extent.height is None or extent.height >= TINIEST else 0.0
    return Extent(None, None, across, down, grouped=True)


def of_shape(element: markup.Element, extent: Extent, theme: Theme, page: Page) -> Shape:
    """Return the shape of a wps:wsp."""
    properties = element.find(f"{WPS}spPr")
    frame = None if properties is None else properties.find(f"{A}xfrm")
    size = _pair(frame, "ext", "cx", "cy")
    width, height = extent.width, extent.height
    if size is not None and (extent.grouped or width is None):
        width, height = size[0] * extent.across, size[1] * extent.down
    background = _background(element, theme)
    if extent.grouped and (start := _pair(frame, "off", "x", "y")):
        x, y = start[0] * extent.across, start[1] * extent.down
        if abs(x) > 2 * page.width or abs(y) > 2 * page.height:
            return Shape(OUTSIDE, background)
    body = element.find(f"{WPS}bodyPr")
    grows = body is not None and body.find(f"{A}spAutoFit") is not None
    unwrapped = body is not None and body.get("wrap") == "none"
    inner_height = None if height is None else _inner(body, height)
    if lacks_room(width, inner_height, grows=grows, wraps=not unwrapped):
        return Shape(NO_ROOM, background)
    turned = body is not None and body.get("vert", "horz") != "horz"
    linked = element.find(f"{WPS}linkedTxbx") is not None or element.find(f"{WPS}txbx[@id]") is not None
    room = Room(height, width) if height is not None and not (grows or unwrapped or turned or linked) else None
    return Shape(None, background, room)


def _inner(body: markup.Element | None, height: float) -> float:
    """Return the height without insets. Default insets don't count, as they may exceed an ordinary low box."""
    insets = [None if body is None else measure(body.get(name), EMUS) for name in ("tIns", "bIns")]
    total = sum(INSET if inset is None else inset for inset in insets)
    return height - total if total > 2 * INSET else height


def _pair(frame: markup.Element | None, name: str, first: str, second: str) -> tuple[float, float] | None:
    found = None if frame is None else frame.find(f"{A}{name}")
    one, other = (None if found is None else measure(found.get(each)) for each in (first, second))
    return None if one is None or other is None else (one, other)


def _background(element: markup.Element, theme: Theme) -> Paint:
    fill = theme.first_fill(element.find(f"{WPS}spPr"))
    if fill is None:
        reference = element.find(f"{WPS}style/{A}fillRef")
        if reference is None or reference.get("idx", "0") in {"0", "1000"}:
            return Special.NONE
        return Special.UNKNOWN if not len(reference) else background_paint(theme.fill_of_colours(reference))
    return background_paint(fill)


def background_paint(fill: Fill) -> Paint:
    """Return a fill as the background of text."""
    if fill.opacity < _CLEAR:
        return Special.NONE if not fill.opacity else Special.UNKNOWN
    return fill.colours[0] if len(set(fill.colours)) == 1 else Special.UNKNOWN


def is_dark(paint: Paint) -> bool:
    """Return whether white letters would be readable on a background."""
    return paint is Special.UNKNOWN or (isinstance(paint, tuple) and min(paint) < min(WHITE) - 20)


def has_backdrop(root: markup.Element, theme: Theme) -> bool:
    """Return whether a drawing contains a picture or a coloured shape, on which white letters may be readable."""
    if next(root.iter(*PICTURES), None) is not None:
        return True
    return any(is_dark(_background(shape, theme)) for shape in root.iter(f"{WPS}wsp"))


def is_small(extent: markup.Element, least: float) -> bool:
    """Return whether a wp:extent has a side shorter than `least` points."""
    return any((size := measure(extent.get(name), EMUS)) is not None and size < least for name in ("cx", "cy"))


def overlap(first: markup.Element, second: markup.Element, page: Page) -> bool:
    """Return whether two drawings may overlap. Those with an unknown position may."""
    return _overlap(_across(first, page), _across(second, page)) and _overlap(_down(first, page), _down(second, page))


def _overlap(first: tuple[float, float] | None, second: tuple[float, float] | None) -> bool:
    return first is None or second is None or (first[0] < second[1] and second[0] < first[1])


def _across(drawing: markup.Element, page: Page) -> tuple[float, float] | None:
    position, width = _position(drawing, "H", page), of_drawing(drawing, page)[1].width
    if position is None or width is None:
        return None
    start = _from_left(position, page)
    return start, start + width


def _down(drawing: markup.Element, page: Page) -> tuple[float, float] | None:
    position, height = _position(drawing, "V", page), of_drawing(drawing, page)[1].height
    if position is None or height is None or position[0] not in {"page", "margin"}:
        return None
    start = position[1] + (page.top if position[0] == "margin" else 0.0)
    return start, start + height


def covers(root: markup.Element, page: Page, theme: Theme) -> bool:
    """Return whether a header has a picture or a coloured shape behind a large part (over _MOST) of the page."""
    for drawing in root.iter(f"{WP}anchor"):
        concealment, extent = of_drawing(drawing, page)
        area = (extent.width or 0.0) * (extent.height or 0.0)
        if not concealment and area > _MOST * page.width * page.height and has_backdrop(drawing, theme):
            return True
    return False

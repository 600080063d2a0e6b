"""VML shapes: text boxes and WordArt of older versions of Word. Their style gives position and size."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from recruit.adapters.documents import markup
from recruit.adapters.documents.docx.colours import BLACK, HIGHLIGHTS, Paint, Special
from recruit.adapters.documents.docx.geometry import NO_ROOM, OUTSIDE, Page, Room, is_outside, lacks_room
from recruit.adapters.documents.docx.names import OFF, V, measure
from recruit.adapters.documents.docx.shapes import Shape, is_dark
from recruit.adapters.documents.text_style import HIDDEN, WHITE, Colour, from_hex

SHAPES: Final = tuple(
    f"{V}{name}" for name in ("shape", "rect", "roundrect", "oval", "line", "polyline", "arc", "curve")
)
GROUP: Final = f"{V}group"
PICTURES: Final = (f"{V}imagedata",)
PIXELS: Final = 1 / 0.75
_UNITS_OF_A_GROUP = (1000.0, 1000.0)
_FALSE = frozenset({"f", *OFF})
_PAIR = re.compile(r"\s*(\d{1,9})\s*,\s*(\d{1,9})\s*")
_NAMES: Final = {**{name.lower(): colour for name, colour in HIGHLIGHTS.items()}, "silver": (192, 192, 192),
                 "gray": (128, 128, 128),
                 "navy": (0, 0, 128), "maroon": (128, 0, 0), "teal": (0, 128, 128)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Units:
    """Points per unit of the current group; None outside groups, where lengths have explicit units."""

    across: float | None = None
    down: float | None = None


def of_group(element: markup.Element, units: Units) -> Units:
    """Return the units for the content of a group."""
    style = _style(element)
    found = _PAIR.fullmatch(element.get("coordsize") or "")
    across, down = (float(found[1]), float(found[2])) if found else _UNITS_OF_A_GROUP
    width, height = _length(style, "width", units.across), _length(style, "height", units.down)
    return Units(
        width / across if width is not None and across else units.across or 0.0,
        height / down if height is not None and down else units.down or 0.0,
    )


def of_shape(element: markup.Element, units: Units, page: Page, *, in_cell: bool = False) -> Shape:
    """Return the shape of a VML shape or group."""
    style = _style(element)
    background = _background(element)
    if (
        style.get("visibility") == "hidden"
        or style.get("display") == "none"
        or element.get("hidden", "f") not in _FALSE
    ):
        return Shape(HIDDEN, background)
    width, height = _length(style, "width", units.across), _length(style, "height", units.down)
    box = element.find(f"{V}textbox")
    inner = {} if box is None else _style(box)
    grows = inner.get("mso-fit-shape-to-text", "f") not in _FALSE
    unwrapped = style.get("mso-wrap-style") == "none"
    if lacks_room(width, height, grows=grows, wraps=not unwrapped):
        return Shape(NO_ROOM, background)
    if style.get("position") in {"absolute", "relative"} and _is_outside(
        style, units, page, (width, height), in_cell=in_cell
    ):
        return Shape(OUTSIDE, background)
    turned = any(name in inner for name in ("layout-flow", "mso-next-textbox"))
    room = Room(height, width) if height is not None and not (grows or unwrapped or turned) else None
    return Shape(None, background, room)


def _is_outside(
    style: Mapping[str, str], units: Units, page: Page, size: tuple[float | None, float | None], *, in_cell: bool
) -> bool:
    width, height = size
    across = (_length(style, "left", units.across) or 0.0) + (_length(style, "margin-left", units.across) or 0.0)
    down = (_length(style, "top", units.down) or 0.0) + (_length(style, "margin-top", units.down) or 0.0)
    if units.across is not None:  # a position in a group, whose own position was already checked
        return abs(across) > 2 * page.width or abs(down) > 2 * page.height
    if "mso-position-horizontal" not in style or style["mso-position-horizontal"] == "absolute":
        anchor = style.get("mso-position-horizontal-relative")
        if anchor in {"page", "margin"}:
            outside = page.excludes(across + (page.left if anchor == "margin" else 0.0), width)
        else:
            outside = page.excludes_from_column(across, width, anywhere=in_cell or anchor == "char")
        if outside:
            return True
    anchor = style.get("mso-position-vertical-relative")
    return style.get("mso-position-vertical", "absolute") == "absolute" and is_outside(down, height, anchor, page)


def wordart(element: markup.Element) -> tuple[str, Paint]:
    """Return the text of a v:textpath and its colour. The text is as large as its shape."""
    shape = element.getparent()
    is_on = element.get("on", "t") not in _FALSE
    return (element.get("string") or "") if is_on else "", Special.AUTOMATIC if shape is None else _background(shape)


def is_outlined(element: markup.Element) -> bool:
    """Return whether the letters of WordArt have an outline that is visible on white."""
    shape = element.getparent()
    if shape is None or shape.get("stroked", "t") in _FALSE:
        return False
    return _colour(shape.get("strokecolor"), BLACK) != WHITE


def has_backdrop(root: markup.Element) -> bool:
    """Return whether a w:pict contains a picture or a coloured shape, on which white letters may be readable."""
    if next(root.iter(*PICTURES), None) is not None:
        return True
    return any(is_dark(_background(shape)) for shape in root.iter(*SHAPES) if shape.find(f"{V}textpath") is None)


def _background(element: markup.Element) -> Paint:
    fill = element.find(f"{V}fill")
    if element.tag in {GROUP, f"{V}line"} or element.get("filled", "t") in _FALSE:
        return Special.NONE
    if fill is not None:
        if (
            fill.get("on", "t") in _FALSE
            or (measure(fill.get("opacity")) or 1.0) <= 0
            or fill.get("opacity") in {"0", "0f", "0%"}
        ):
            return Special.NONE
        if fill.get("type", "solid") not in {"solid", "background"}:
            return Special.UNKNOWN
    return _colour(element.get("fillcolor") or (None if fill is None else fill.get("color")), WHITE)


def _colour(style: str | None, usual: Colour) -> Colour:
    word = (style or "").partition(" ")[0].lower()
    return from_hex(word) or _NAMES.get(word, usual if not word else BLACK)


def _style(element: markup.Element) -> Mapping[str, str]:
    pairs = (declaration.partition(":") for declaration in (element.get("style") or "").lower().split(";"))
    return {name.strip(): style.strip() for name, _, style in pairs}


def _length(style: Mapping[str, str], name: str, unit: float | None) -> float | None:
    text = style.get(name)
    if unit is not None and text is not None and text.lstrip("-").replace(".", "", 1).isdecimal():
        return float(text) * unit
    return measure(text, PIXELS)

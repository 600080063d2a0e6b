"""Approximate layout: boxes of an element's children, estimated from their declarations and the amount of text.

Coordinates start at the upper left corner inside the element. An unknown side is infinitely far away, so that only
a box that fills the whole element covers it: text with an unknown position counts as visible.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from recruit.adapters.documents import markup
from recruit.adapters.documents.css import transforms
from recruit.adapters.documents.css.appearance import Appearance
from recruit.adapters.documents.css.declarations import Style
from recruit.adapters.documents.css.lengths import HEIGHT, WIDTH, Units, pixels, words

FAR: Final = math.inf
LETTER, LINE = 0.5, 1.2
"""Typical width of a letter and height of a line, in ems."""

MOST_ELEMENTS: Final = 300
"""Limit of elements of a child that are measured. A child with more is too large to be covered by accident."""

BLOCKS: Final = frozenset(
    "address article aside blockquote body br center dd div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section tr ul".split()
)
SPACED: Final = frozenset("blockquote dl figure h1 h2 h3 h4 h5 h6 ol p pre ul".split())
"""Elements with a default margin of about a line above and below."""

PLAIN: Final = frozenset(
    "a abbr b blockquote br cite code dd dl dt em font h1 h2 h3 h4 h5 h6 i li mark ol p s small span strong sub sup "
    "tt u ul".split()
)
"""Elements that, without a class, an id or a style, take little more space than their text."""

OF_ANY_SIZE: Final = frozenset(
    "audio canvas embed iframe img math object picture select svg table textarea video".split()
)
TOLERANCE: Final = 3.0
_WHOLE = Units(percent=WIDTH / 100)
_TALL = Units(percent=HEIGHT / 100)


@dataclass(frozen=True, slots=True)
class Box:
    """A box in pixels, measured down and to the right from the corner inside the parent."""

    left: float = -FAR
    top: float = -FAR
    right: float = FAR
    bottom: float = FAR

    def contains(self, other: "Box") -> bool:
        """Return whether another box lies completely inside this one."""
        return (
            self.left <= other.left + TOLERANCE
            and self.top <= other.top + TOLERANCE
            and self.right >= other.right - TOLERANCE
            and self.bottom >= other.bottom - TOLERANCE
        )

    def wider(self, by: float) -> "Box":
        """Return this box enlarged on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, slots=True)
class ChildBoxes:
    """The area that a child fills, and the box of its text."""

    area: Box
    text: Box


UNKNOWN: Final = ChildBoxes(Box(FAR, FAR, FAR, FAR), Box())
"""Boxes of a child with an unknown position: it covers nothing, and counts as visible."""


def layout(
    appearances: Sequence[Appearance], elements: Sequence[markup.Element | None], inside: Appearance, letters: int
) -> tuple[list[ChildBoxes], Box]:
    """Return the boxes of children, and the box of `letters` letters of text between them.

    None in `elements` stands for a generated element.
    """
    flow = _Flow(inside)
    found = [flow.add(appearance, element) for appearance, element in zip(appearances, elements, strict=True)]
    if flow.is_unknown:
        return found, Box()
    width = letters * LETTER * inside.units.em
    lines = math.ceil(width / WIDTH) * LINE * inside.units.em
    return found, Box(flow.left, flow.top, flow.left + min(width, WIDTH), max(flow.end, flow.top + lines))


def framed(style: Style, area: Box) -> Box:
    """Return the area of a clear element's borders, along the axis on which it has no size."""
    across, down = (sum(_border(style, side) for side in sides) for sides in (("left", "right"), ("top", "bottom")))
    is_tall = "height" in style or ("top" in style and "bottom" in style)
    if is_tall:
        return replace(area, right=max(area.left, 0.0) + across)
    return replace(area, bottom=max(area.top, 0.0) + down)


class _Flow:
    """Layout of boxes below one another, with collapsed margins."""

    def __init__(self, inside: Appearance) -> None:
        style = inside.style
        self.left = _length(style, "padding-left")
        self.is_unknown = any(word in style.get("display", "") for word in ("flex", "grid")) or _is_aligned(style)
        self.top = self._y = _length(style, "padding-top")
        self._margin = 0.0
        self._line = 0.0

    @property
    def end(self) -> float:
        """End of the last box."""
        return self._y + self._line

    def add(self, appearance: Appearance, element: markup.Element | None) -> ChildBoxes:
        """Add the next child and return its boxes."""
        style = appearance.style
        if style.get("position") in {"absolute", "fixed"} and any(side in style for side in ("top", "bottom")):
            return _placed(appearance, element)
        if "float" in style and style["float"] != "none":
            return UNKNOWN
        width, height = _size(appearance, element)
        tag = "" if element is None else str(element.tag)
        display = style.get("display", "inline").split("-")[0]
        if tag not in BLOCKS and display not in {"block", "flex", "grid", "list", "flow"}:
            self._line = max(self._line, height)
            line = Box(self.left, self._y, self.left + width, self._y + height)
            area = line if "width" in style else replace(line, right=line.left)
            return ChildBoxes(area, self._known(line, appearance))
        above, below = (_margin(style, side, tag, appearance.units.em) for side in ("top", "bottom"))
        self._y, self._line = self._y + self._line + _collapsed(self._margin, above), 0.0
        self._margin = below
        across, down = _shift(appearance)
        left, top = self.left + _length(style, "margin-left") + across, self._y + down
        fixed = pixels(style.get("width"), _WHOLE)
        right = FAR if fixed is None or fixed >= WIDTH else left + fixed
        area = Box(left, top, right, top + (height if height < FAR else _declared_height(style)))
        if style.get("position") not in {"absolute", "fixed"}:
            self._y += height
        inner = left + _length(style, "padding-left")
        text = Box(inner, top + _length(style, "padding-top"), inner + width, top + height)
        return ChildBoxes(replace(area, left=-FAR if left <= self.left else left), self._known(text, appearance))

    def _known(self, text: Box, appearance: Appearance) -> Box:
        return Box() if self.is_unknown or _is_aligned(appearance.style) else text


def _placed(appearance: Appearance, element: markup.Element | None) -> ChildBoxes:
    """Return the boxes of an element outside the flow. One that fills the whole parent has infinite sides."""
    style = appearance.style
    left, right = _reach(style, "left", "right", "width", _WHOLE, WIDTH)
    top, bottom = _reach(style, "top", "bottom", "height", _TALL, HEIGHT)
    width, height = _size(appearance, element)
    if math.isnan(top) or math.isnan(left):
        return UNKNOWN
    borders_across = sum(_border(style, side) for side in ("left", "right"))
    bottom = max(bottom, top + height) if top > -FAR and height < FAR else bottom
    area = Box(left, top, right + borders_across, bottom)
    if min(_length(style, "left"), _length(style, "top")) < 0 or "top" not in style or "left" not in style:
        return ChildBoxes(area, Box())
    return ChildBoxes(area, Box(left, top, left + width, top + height))


def _reach(style: Style, start: str, end: str, size: str, units: Units, whole: float) -> tuple[float, float]:
    """Return start and end of an element along an axis, or NaN if they depend on the size of its parent."""
    near, far = (pixels(style.get(side), units) for side in (start, end))
    if near is not None and far is not None:
        return (-FAR if near <= 0 else near), (FAR if far <= 0 else whole - far)
    if near is None and far is not None:
        return math.nan, math.nan
    sizes = [found for name in (size, f"min-{size}") if (found := pixels(style.get(name), units)) is not None]
    from_ = near or 0.0
    length = max(sizes, default=0.0)
    return (-FAR if from_ <= 0 else from_), (FAR if from_ <= 0 and length >= whole else from_ + length)


def _size(appearance: Appearance, element: markup.Element | None) -> tuple[float, float]:
    """Return the width of an element's text on one line, and the height of the element; FAR if unknown."""
    style, em = appearance.style, appearance.units.em
    letters, lines = 0, 0
    for number, each in enumerate(islice(element.iter(), MOST_ELEMENTS + 1) if element is not None else ()):
        if number == MOST_ELEMENTS or each.tag in OF_ANY_SIZE or (number and not _is_plain(each)):
            return FAR, FAR
        lines += number > 0 and each.tag in BLOCKS
        letters += len((each.text or "").strip()) + (len((each.tail or "").strip()) if number else 0)
    width = letters * LETTER * em
    room = min(pixels(style.get("width"), _WHOLE) or WIDTH, WIDTH)
    lines += math.ceil(width / max(room, em))
    around = sum(_length(style, f"padding-{side}") + _border(style, side) for side in ("top", "bottom"))
    return min(width, room), max(_declared_height(style), lines * LINE * em) + around


def _declared_height(style: Style) -> float:
    return max(pixels(style.get(name)) or 0.0 for name in ("height", "min-height"))


def _is_plain(element: markup.Element) -> bool:
    return element.tag in PLAIN and not any(name in element.attrib for name in ("class", "id", "style"))


def _margin(style: Style, side: str, tag: str, em: float) -> float:
    found = pixels(style.get(f"margin-{side}"), Units(em, percent=WIDTH / 100))
    return (em if tag in SPACED else 0.0) if found is None else found


def _collapsed(one: float, other: float) -> float:
    """Return the collapsed margin of two: the largest positive one plus the most negative one."""
    return max(one, other, 0.0) + min(one, other, 0.0)


def _shift(appearance: Appearance) -> tuple[float, float]:
    """Return the offset of an element from its position in the flow."""
    style = appearance.style
    moved = transforms.of(style, appearance.units)
    across, down = (0.0, 0.0) if moved is None else transforms.offset(moved)
    if style.get("position") == "relative":
        across += _length(style, "left") or -_length(style, "right")
        down += _length(style, "top") or -_length(style, "bottom")
    return across, down


def _border(style: Style, side: str) -> float:
    """Return the thickness of a border with a declared width."""
    declared = style.get(f"border-{side}") or style.get(f"border-{side}-width") or style.get("border-width")
    return max((pixels(word) or 0.0 for word in words(declared or style.get("border", ""))), default=0.0)


def borders(style: Style) -> Iterator[str]:
    """Yield the words of an element's border declarations."""
    for name, value in style.items():
        if name.startswith("border"):
            yield from words(value)


def _length(style: Style, name: str) -> float:
    return pixels(style.get(name), _WHOLE) or 0.0


def _is_aligned(style: Style) -> bool:
    return style.get("text-align", "left") not in {"left", "start", "justify"}

"""Reader of SVG 2 drawings in HTML: text that is inside the drawing, not covered by a shape and not in its colour.

The position of shapes other than boxes, and of shapes with other transforms than a text, is unknown: text after them
has an unknown background and counts as visible, and text before them counts as not covered.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from recruit.adapters.documents import markup
from recruit.adapters.documents.css import Page, transforms
from recruit.adapters.documents.css.appearance import BLACK, Appearance
from recruit.adapters.documents.css.backgrounds import OPAQUE
from recruit.adapters.documents.css.colours import Paint
from recruit.adapters.documents.css.lengths import pixels, words
from recruit.adapters.documents.css.selectors import Node
from recruit.adapters.documents.text_style import HIDDEN, Colour

TEXTS: Final = frozenset({"text", "tspan", "textpath"})
SHAPES: Final = frozenset("circle ellipse image line path polygon polyline rect use".split())
UNDRAWN: Final = frozenset(
    "animate animatetransform clippath defs desc filter lineargradient marker mask metadata pattern radialgradient "
    "script set style symbol title".split()
)
"""Elements that aren't drawn."""

LETTER: Final = 0.6
MOST_COMPARED: Final = 200_000
"""Limit of comparisons between texts and shapes in one drawing."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in the units of the drawing."""


@dataclass(frozen=True, slots=True)
class Item:
    """A drawn text or shape. `frame` is its transforms from the outermost inwards; `box` is None if it is unknown."""

    text: str
    appearance: Appearance
    frame: tuple[str, ...]
    box: Box | None


class Drawing:
    """Reader of one drawing. `html` reads an HTML element inside it; `drop` is called with reason and hidden text."""

    def __init__(self, page: Page, html: Callable[[Node, Appearance], str], drop: Callable[[str, str], None]) -> None:
        self._page = page
        self._html = html
        self._drop = drop
        self._items: list[Item] = []
        self._shapes: list[tuple[int, Item, Paint]] = []
        self._remaining = MOST_COMPARED
        self._view: Box | None = None

    def text(self, node: Node, appearance: Appearance) -> str:
        """Return the visible text of an svg element."""
        self._view, scale = _view(node.etree_element)
        drawn = replace(appearance, current=appearance.foreground, scale=appearance.scale * scale)
        self._walk(node, replace(drawn, foreground=BLACK, fill=None, outline=None), (), None)
        return "\n".join(self._visible_text(index, item) for index, item in enumerate(self._items) if item.text)

    def _walk(self, node: Node, appearance: Appearance, frame: tuple[str, ...], start: Point | None) -> None:
        for child in node.children():
            element = child.etree_element
            tag = str(element.tag)
            if tag in UNDRAWN:
                continue
            child_appearance = self._page.appearance_of(child, tag, appearance)
            moved = element.get("transform") or child_appearance.style.get("transform")
            child_frame = (*frame, moved) if moved else frame
            if moved and (matrix := transforms.of({"transform": moved}, child_appearance.units)) is not None:
                child_appearance = replace(child_appearance, scale=appearance.scale * transforms.narrowest(matrix))
            if tag in SHAPES:
                self._draw(Item("", child_appearance, child_frame, _box(element, tag)))
            elif tag == "foreignobject":
                plain = replace(child_appearance, current=None, foreground=appearance.current or BLACK, outline=None)
                text = self._html(child, plain)
                self._items.append(Item(text, replace(plain, is_concealed=False), child_frame, None))
            else:
                point = _point(element, start) if tag in TEXTS else None
                if tag in TEXTS:
                    self._write(element.text, child_appearance, child_frame, point)
                self._walk(child, child_appearance, child_frame, point)
            if node.etree_element.tag in TEXTS:
                self._write(element.tail, appearance, frame, start)

    def _draw(self, shape: Item) -> None:
        appearance = shape.appearance
        if appearance.foreground.opacity > 0 and not (appearance.is_concealed or appearance.is_invisible):
            self._shapes.append((len(self._items), shape, appearance.foreground))

    def _write(self, text: str | None, appearance: Appearance, frame: tuple[str, ...], start: Point | None) -> None:
        words = " ".join((text or "").split())
        if words:
            size = appearance.units.em
            box = (start[0], start[1] - size, start[0] + LETTER * size * len(words), start[1]) if start else None
            self._items.append(Item(words, appearance, frame, box))

    def _visible_text(self, index: int, item: Item) -> str:
        if item.appearance.current is None:
            return item.text
        reason = replace(item.appearance, background=self._background(index, item)).hidden_reason
        if reason is None and (self._is_outside(item) or self._is_covered(index, item)):
            reason = HIDDEN
        if reason:
            self._drop(reason, item.text)
            return ""
        return item.text

    def _background(self, index: int, item: Item) -> Colour | None:
        """Return the background colour of a text, or None if it is unknown."""
        background = item.appearance.background
        for shape, fill in self._compared(index, before=True):
            if not _share_frame(shape, item):
                background = None
            elif _is_in(item.box, shape.box):
                background = fill.over(background)
        return background

    def _is_covered(self, index: int, item: Item) -> bool:
        return any(
            fill.opacity * shape.appearance.opacity >= OPAQUE
            and _share_frame(shape, item)
            and _is_in(item.box, shape.box)
            for shape, fill in self._compared(index, before=False)
        )

    def _compared(self, index: int, *, before: bool) -> Iterator[tuple[Item, Paint]]:
        """Yield the shapes drawn before or after a text, or none once the limit of comparisons is reached."""
        self._remaining -= len(self._shapes)
        if self._remaining < 0:
            self._page.met_unknown = True
            return
        yield from ((shape, fill) for shape_index, shape, fill in self._shapes if (shape_index <= index) is before)

    def _is_outside(self, item: Item) -> bool:
        if item.box is None or self._view is None or item.frame:
            return False
        left, top, right, bottom = item.box
        return right <= self._view[0] or left >= self._view[2] or bottom <= self._view[1] or top >= self._view[3]


def _share_frame(one: Item, other: Item) -> bool:
    """Return whether two items have known boxes in the same coordinate system."""
    return one.box is not None and other.box is not None and one.frame == other.frame


def _is_in(inner: Box | None, outer: Box | None) -> bool:
    """Return whether the beginning of a text and most of its height are inside a box."""
    if inner is None or outer is None:
        return False
    left, top, right, bottom = inner
    start = left + (right - left) * 0.3
    return outer[0] <= left + 1 and start <= outer[2] and outer[1] <= (top + bottom) / 2 <= outer[3]


def _view(element: markup.Element) -> tuple[Box | None, float]:
    """Return the visible area of a drawing, and the size of its unit on the page."""
    sides = [pixels(element.get(name)) for name in ("width", "height")]
    view = [pixels(word) for word in words(element.get("viewbox") or "")]
    match view:
        case [float(left), float(top), float(width), float(height)] if width > 0 and height > 0:
            scales = [side / size for side, size in zip(sides, (width, height), strict=True) if side is not None]
            return (left, top, left + width, top + height), min(scales, default=1.0)
    if sides[0] is not None and sides[1] is not None:
        return (0.0, 0.0, sides[0], sides[1]), 1.0
    return None, 1.0


def _point(element: markup.Element, outer: Point | None) -> Point | None:
    """Return the start position of a text, given by its element or the enclosing one, or None if it is unknown."""
    if "text-anchor" in element.attrib or element.tag == "textpath":
        return None
    found = []
    for axis, name in enumerate("xy"):
        first, moved = (next(iter(words(element.get(each) or "")), "") for each in (name, f"d{name}"))
        if first and (first.endswith("%") or pixels(first) is None):
            return None
        base = pixels(first) if first else outer[axis] if outer else 0.0
        found.append((base or 0.0) + (pixels(moved) or 0.0))
    return found[0], found[1]


def _box(element: markup.Element, tag: str) -> Box | None:
    """Return the bounding box of a rectangle, circle or ellipse, or None for other shapes and for percentages."""
    names = {
        "rect": ("x", "y", "width", "height"),
        "circle": ("cx", "cy", "r", "r"),
        "ellipse": ("cx", "cy", "rx", "ry"),
    }
    if tag not in names:
        return None
    sizes = [pixels(element.get(name) or "0") for name in names[tag]]
    if any(size is None or "%" in (element.get(name) or "") for size, name in zip(sizes, names[tag], strict=True)):
        return _whole(element) if tag == "rect" else None
    x, y, width, height = (size or 0.0 for size in sizes)
    return (x, y, x + width, y + height) if tag == "rect" else (x - width, y - height, x + width, y + height)


def _whole(element: markup.Element) -> Box | None:
    """Return an unbounded box for a rectangle that fills the drawing, else None."""
    fills = all((element.get(name) or "").strip() == "100%" for name in ("width", "height"))
    starts = all((element.get(name) or "0").strip() in {"0", "0%"} for name in ("x", "y"))
    return (-1e9, -1e9, 1e9, 1e9) if fills and starts else None

"""Elements hidden by clips, clip paths, or boxes without room."""

import math
import re
from dataclasses import dataclass, replace
from typing import Final

from recruit.adapters.documents.css import transforms
from recruit.adapters.documents.css.declarations import Style
from recruit.adapters.documents.css.lengths import Units, four_sides, pixels, words

SMALLEST: Final = 2.0
"""Size in pixels of a box in which no letter can be read."""

PERCENT: Final = 4.0
"""Pixels per cent of a typical box."""

SIDE: Final = 100.0
"""Side of a clipped box in percent. It is measured as if it were a hundred pixels."""

_SHAPE = re.compile(r"(rect|inset|xywh|circle|ellipse|polygon|path)\(((?:[^()]|\([^()]*\)){0,2000})\)")
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)")
_HIDING_OVERFLOW = frozenset({"hidden", "clip", "auto", "scroll", "overlay"})


def is_cut_off(style: Style, units: Units) -> bool:
    """Return whether an element is a box without room that hides its overflow."""
    if not hides_overflow(style):
        return False
    parts = Units(units.em, units.root, PERCENT)
    boxes = [pixels(style.get(name), parts) for name in ("height", "max-height", "width", "max-width")]
    if any(size is not None and size <= SMALLEST for size in boxes):
        return not is_padded(style, units)
    line = style.get("line-height")
    size = pixels(line, Units(units.em, units.root, units.em / 100)) if line else None
    if size is None or line is None:
        return False
    size *= units.em if line.replace(".", "").isdigit() else 1.0
    height = pixels(style.get("height"), parts)
    return size < SMALLEST if height is None else size > 2 * (height + units.em)


@dataclass(frozen=True, slots=True)
class ClipBox:
    """Enclosing box that hides its overflow, and the offset in it at which the element begins."""

    width: float = math.inf
    height: float = math.inf
    across: float = 0.0
    down: float = 0.0

    @property
    def is_outside(self) -> bool:
        """Whether the element begins outside the visible box."""
        return abs(self.across) >= self.width or abs(self.down) >= self.height

    def inside(self, style: Style, units: Units) -> "ClipBox":
        """Return the clip box of an element in this one: its own offset is added, then its own clipping applied."""
        position = style.get("position", "static")
        if position == "fixed":
            return EVERYWHERE
        moved = transforms.of(style, units)
        across, down = (0.0, 0.0) if moved is None else transforms.offset(moved)
        if position == "absolute":
            across, down = across - self.across, down - self.down
        placed = ("margin", "padding") if position == "static" else ("margin", "padding", "")
        across += sum(pixels(style.get(f"{box}-left".lstrip("-")), units) or 0.0 for box in placed)
        down += sum(pixels(style.get(f"{box}-top".lstrip("-")), units) or 0.0 for box in placed)
        begun = replace(self, across=self.across + across, down=self.down + down)
        return begun if begun.is_outside else begun._cut(style, units)  # noqa: SLF001 - of the same class

    def _cut(self, style: Style, units: Units) -> "ClipBox":
        sizes = [
            pixels(style.get(size), units) if style.get(f"overflow-{axis}") in {"hidden", "clip"} else None
            for axis, size in (("x", "width"), ("y", "height"))
        ]
        width, height = (size or None for size in sizes)
        if width is None and height is None:
            return self
        return ClipBox(width or math.inf, height or math.inf)


EVERYWHERE: Final = ClipBox()


def hides_overflow(style: Style) -> bool:
    """Return whether an element hides everything outside its box."""
    contained = style.get("contain", "").split()
    return any(style.get(f"overflow-{axis}") in _HIDING_OVERFLOW for axis in "xy") or any(
        word in {"paint", "strict", "content"} for word in contained
    )


def is_clipped(style: Style, units: Units) -> bool:
    """Return whether a clip or a clip path leaves nothing visible."""
    clip = style.get("clip", "") if style.get("position") in {"absolute", "fixed"} else ""
    path = style.get("clip-path", "")
    sides = Units(units.em, units.root, SIDE / 100)
    return any(
        _leaves_nothing(shape, arguments, sides) for each in (clip, path) for shape, arguments in _SHAPE.findall(each)
    )


def is_padded(style: Style, units: Units) -> bool:
    """Return whether padding gives room for a line: overflow is cut at the outer edge of the padding."""
    return all(
        (pixels(style.get(f"padding-{side}"), units) or 0.0) >= units.em for side in ("top", "bottom", "left", "right")
    )


def _leaves_nothing(shape: str, arguments: str, units: Units) -> bool:  # noqa: PLR0911 - one return per kind
    head = arguments.split(" round ", maxsplit=1)[0].split(" at ", maxsplit=1)[0]
    if shape == "path":
        numbers = [float(found) for found in _NUMBER.findall(arguments)]
        return bool(numbers) and max(numbers) - min(numbers) <= SMALLEST
    if shape == "polygon":
        corners = [[pixels(word, units) or 0.0 for word in words(corner)][-2:] for corner in head.split(",")]
        return _is_flat([(corner[0], corner[1]) for corner in corners if len(corner) > 1])
    sizes = [pixels(word, units) for word in words(head)]
    match shape, sizes:
        case "rect", [top, right, bottom, left]:
            return _gap(left, right) <= SMALLEST or _gap(top, bottom) <= SMALLEST
        case "inset", [float(size), *_]:
            top, right, bottom, left = four_sides([size or 0.0 for size in sizes[:4]])
            return top + bottom >= SIDE - SMALLEST or left + right >= SIDE - SMALLEST
        case "xywh", [_, _, width, height]:
            return min(SIDE if width is None else width, SIDE if height is None else height) <= SMALLEST
        case (("circle" | "ellipse"), [float(size), *others]):
            return min([size, *(other for other in others if other is not None)]) <= SMALLEST
    return False


def _gap(start: float | None, end: float | None) -> float:
    return SIDE if start is None or end is None else end - start


def _is_flat(corners: list[tuple[float, float]]) -> bool:
    """Return whether a polygon has a negligible area, by the shoelace formula."""
    following = [*corners[1:], *corners[:1]]
    area = sum(x * down - across * y for (x, y), (across, down) in zip(corners, following, strict=True))
    return bool(corners) and abs(area) / 2 < SMALLEST * SMALLEST

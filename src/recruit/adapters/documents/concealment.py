"""Declarations of CSS that leave nothing to see of an element and of all in it."""

import re
from typing import Final

from recruit.adapters.documents.stylesheet import Declarations

OFF_SCREEN: Final = 900.0
"""Pixels to the left of a page or above it at which nothing of a text can be on it: paper is 816 wide."""

FAR: Final = 5_000.0
"""Pixels to the right or from below: pages made of a PDF place each line at some hundred to a few thousand."""

SMALLEST: Final = 2.0
"""Pixels of a box in which no letter can be read."""

FAINTEST: Final = 0.08
"""Opacity at which black on white is no darker than `looks.NEAREST` allows."""

PIXELS: Final = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78, "em": 16.0, "rem": 16.0,
                 "ex": 8.0, "ch": 8.0, "vw": 9.0, "vh": 9.0, "vmin": 9.0, "vmax": 9.0, "%": 9.0, "": 1.0}  # fmt: skip
"""Pixels of each unit; those that depend on a page or a font as they usually are."""

_LENGTH = re.compile(
    r"(?:calc\(\s*)?([+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(px|p[tc]|in|[cm]m|r?em|ex|ch|v[wh]|vmin|vmax|%|)\s*\)?"
)
_MOVED = re.compile(r"(?:translate(?:x|y|3d)?|matrix)\(([^()]{0,200})\)")
_SCALED = re.compile(r"scale(?:x|y|3d)?\(([^()]{0,200})\)")
_FILTERED = re.compile(r"opacity\(([^()]{0,20})\)")
_SHAPE = re.compile(r"(rect|inset|circle|ellipse|polygon)\(([^()]{0,500})\)")
_BETWEEN = re.compile(r"[\s,]+")


def conceals(style: Declarations) -> bool:
    """Whether nobody can see an element that is declared so, whatever is declared of what it holds."""
    return bool(style) and (
        style.get("display") == "none"
        or style.get("content-visibility") == "hidden"
        or is_faint(style.get("opacity"))
        or any(is_faint(amount) for amount in _FILTERED.findall(style.get("filter", "")))
        or _is_placed_outside(style)
        or _is_moved_outside(style)
        or _is_cut_off(style)
        or _is_clipped(style)
    )


def pixels(length: str | None) -> float | None:
    """Return a length in pixels, None for what isn't one."""
    found = _LENGTH.fullmatch(length or "")
    return float(found[1]) * PIXELS[found[2]] if found else None


def is_faint(amount: str | None) -> bool:
    """Whether an opacity, a number or a percentage, lets nothing be seen."""
    found = _LENGTH.fullmatch(amount or "")
    if found is None or found[2] not in {"", "%"}:
        return False
    return float(found[1]) / (100 if found[2] else 1) < FAINTEST


def _is_placed_outside(style: Declarations) -> bool:
    """By its position, its margins or its indent."""
    if style.get("position", "static") not in {"static", ""}:
        sides = [
            (side, at) for side in ("left", "right", "top", "bottom") if (at := pixels(style.get(side))) is not None
        ]
        if any(at <= -OFF_SCREEN or (at >= FAR and side != "top") for side, at in sides):
            return True
    indent = pixels(style.get("text-indent")) or 0.0
    if indent <= -OFF_SCREEN or (indent >= OFF_SCREEN and _hides_overflow(style)):
        return True
    padded = any(
        abs(size) >= OFF_SCREEN for name in style if name.startswith("padding") for size in _sizes(style[name])
    )
    margins = [
        _margins(style.get("margin", "")),
        _sizes(style.get("margin-left", "")),
        _sizes(style.get("margin-top", "")),
    ]
    return not padded and any(size <= -OFF_SCREEN for some in margins for size in some)


def _margins(margin: str) -> list[float]:
    """Return the upper and the left margin of all."""
    sizes = _sizes(margin)
    return [sizes[0], sizes[-1]] if len(sizes) in {1, 2, 4} else sizes[:2]


def _is_moved_outside(style: Declarations) -> bool:
    transform = style.get("transform", "")
    moved = [*_MOVED.findall(transform), style.get("translate", "")]
    scaled = [*_SCALED.findall(transform), style.get("scale", "")]
    return any(size <= -OFF_SCREEN or size >= FAR for some in moved for size in _sizes(some)) or any(
        is_faint(factor) for some in scaled for factor in _BETWEEN.split(some.strip())
    )


def _is_cut_off(style: Declarations) -> bool:
    """By a box without room that shows nothing outside it."""
    boxes = [pixels(style.get(name)) for name in ("height", "max-height", "width", "max-width")]
    return _hides_overflow(style) and any(size is not None and size <= SMALLEST for size in boxes)


def _hides_overflow(style: Declarations) -> bool:
    hidden = [style.get(name, "") for name in ("overflow", "overflow-x", "overflow-y")]
    return any(word in {"hidden", "clip"} for some in hidden for word in some.split())


def _is_clipped(style: Declarations) -> bool:
    clip = style.get("clip", "") if style.get("position") in {"absolute", "fixed"} else ""
    for shape, arguments in _SHAPE.findall(f"{clip} {style.get('clip-path', '')}"):
        sizes = [pixels(word) for word in _BETWEEN.split(arguments.strip())]
        match shape, sizes:
            case "rect", [float(top), float(right), float(bottom), float(left)]:
                if right - left <= SMALLEST or bottom - top <= SMALLEST:
                    return True
            case "inset", [float(size), *_] if size >= PIXELS["%"] * 50:
                return True
            case (("circle" | "ellipse"), [float(size), *_]) if size <= SMALLEST:
                return True
            case "polygon", _ if sizes and not any(sizes):
                return True
    return False


def _sizes(lengths: str) -> list[float]:
    """Return the length that each of some words is, 0 for a percentage: text is often moved by its own width."""
    words = _BETWEEN.split(lengths.strip())
    return [0.0 if word.endswith("%") else pixels(word) or 0.0 for word in words]

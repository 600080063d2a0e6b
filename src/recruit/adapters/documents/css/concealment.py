"""Declarations of CSS that leave nothing to see of an element and of all in it."""

import re
from typing import Final

from recruit.adapters.documents.css import clipping, transforms
from recruit.adapters.documents.css.declarations import Style
from recruit.adapters.documents.css.lengths import HEIGHT, USUAL, Units, pixels, share, words

OFF_SCREEN: Final = 900.0
"""Pixels to the left of a page or above it at which nothing of a text can be on it: paper is 816 wide."""

OUT_OF_FLOW: Final = 700.0
"""The same for what is placed by itself: pages are in the middle of a screen, and their columns are half as wide."""

FAR: Final = 5_000.0
"""Pixels to the right or from below: pages made of a PDF place each line at some hundred to a few thousand."""

SCREENS_BELOW: Final = 2.5
"""Heights of the screen below its top at which nothing is that scrolling was meant to reach."""

FAINTEST: Final = 0.08
"""Opacity at which black on white is no darker than `looks.NEAREST` allows; a scale at which no letter can be read."""

BLURRED: Final = 0.3
"""Of a font's size: a blur in which no letter can be read."""

UNDISPLAYED: Final = frozenset({"none", "table-column", "table-column-group"})

_FILTER = re.compile(r"(opacity|blur)\(([^()]{0,60}(?:\([^()]{0,60}\))?)\)")
_FAR_PATH = re.compile(r"-\d{3,}")
_SCREEN_HEIGHTS = re.compile(r"([\d.]{1,12})[sld]?v(?:h|b|min)")
_PLACED = Units(percent=9.0)


def conceals(style: Style, units: Units = USUAL) -> bool:
    """Whether nobody can see an element that is declared so, whatever is declared of what it holds."""
    return bool(style) and (
        style.get("display") in UNDISPLAYED
        or style.get("content-visibility") == "hidden"
        or is_faint(style.get("opacity"))
        or is_faint(style.get("zoom"))
        or "url(" in style.get("content", "")
        or _is_filtered(style, units)
        or _is_placed_outside(style, units)
        or _is_moved_outside(style, units)
        or clipping.is_cut_off(style, units)
        or clipping.is_clipped(style, units)
        or clipping.is_masked(style)
    )


def is_faint(amount: str | None) -> bool:
    """Whether an opacity or a scale, a number or a percentage, lets nothing be seen."""
    found = share(amount) if amount else None
    return found is not None and found < FAINTEST


def _is_filtered(style: Style, units: Units) -> bool:
    for name, amount in _FILTER.findall(style.get("filter", "")):
        if name == "opacity" and is_faint(amount):
            return True
        if name == "blur" and (pixels(amount, units) or 0.0) >= BLURRED * units.em:
            return True
    return False


def _is_placed_outside(style: Style, units: Units) -> bool:
    """By its position, its margins or its indent."""
    position = style.get("position", "static")
    if position != "static" and _is_away(style, position, Units(units.em, units.root, _PLACED.percent)):
        return True
    indent = pixels(style.get("text-indent"), Units(units.em, units.root, _PLACED.percent)) or 0.0
    if indent <= -OFF_SCREEN or indent >= FAR or (indent >= OFF_SCREEN and clipping.hides_overflow(style)):
        return True
    padded = [pixels(style.get(f"padding-{side}"), units) or 0.0 for side in ("left", "right", "top", "bottom")]
    if any(abs(size) >= OFF_SCREEN for size in padded):
        return False
    margins = [pixels(style.get(f"margin-{side}"), units) or 0.0 for side in ("left", "top")]
    return any(size <= -OFF_SCREEN for size in margins) or margins[0] >= FAR


def _is_away(style: Style, position: str, units: Units) -> bool:
    near = OUT_OF_FLOW if position in {"absolute", "fixed"} else OFF_SCREEN
    for side in ("left", "right", "top", "bottom"):
        if (at := pixels(style.get(side), units)) is None:
            continue
        if at <= -(near if side in {"left", "top"} else OFF_SCREEN) or (at >= FAR and side != "top"):
            return True
    top = style.get("top", "")
    below = _SCREEN_HEIGHTS.fullmatch(top)
    limit = SCREENS_BELOW * HEIGHT
    return (below is not None and (pixels(top) or 0.0) >= limit) or (
        position == "fixed" and (pixels(top, units) or 0.0) >= limit
    )


def _is_moved_outside(style: Style, units: Units) -> bool:
    if "offset-path" in style and any(_FAR_PATH.search(word) for word in words(style["offset-path"])):
        return True
    matrix = transforms.of(style, units)
    if matrix is None:
        return False
    turned_away = matrix[2][2] < 0 and style.get("backface-visibility") == "hidden"
    far = any(size <= -OFF_SCREEN or size >= FAR for size in transforms.offset(matrix))
    return far or turned_away or transforms.narrowest(matrix) < FAINTEST

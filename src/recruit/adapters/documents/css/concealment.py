"""Declarations of CSS that leave nothing to see of an element and of all in it."""

import re
from typing import Final

from recruit.adapters.documents.css import clipping, filters, grids, masks, transforms
from recruit.adapters.documents.css.declarations import Style
from recruit.adapters.documents.css.lengths import HEIGHT, USUAL, WIDTH, Units, pixels, share, words

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

UNDISPLAYED: Final = frozenset({"none", "table-column", "table-column-group"})

_FAR_PATH = re.compile(r"-\d{3,}")
_OF_THE_SCREEN = re.compile(r"\dv[a-z]|[sld]v[a-z]")
_PLACED = Units(percent=9.0)


def conceals(style: Style, units: Units = USUAL) -> bool:
    """Whether nobody can see an element that is declared so, whatever is declared of what it holds."""
    return bool(style) and (
        style.get("display") in UNDISPLAYED
        or style.get("content-visibility") == "hidden"
        or is_faint(style.get("opacity"))
        or is_faint(style.get("font-size-adjust"))
        or is_faint(style.get("zoom"))
        or "url(" in style.get("content", "")
        or filters.blurs(style, units)
        or _is_placed_outside(style, units)
        or _is_moved_outside(style, units)
        or clipping.is_cut_off(style, units)
        or clipping.is_clipped(style, units)
        or masks.hides(style)
        or grids.is_empty(style)
    )


def is_faint(amount: str | None) -> bool:
    """Whether an opacity or a scale, a number or a percentage, lets nothing be seen."""
    found = share(amount) if amount else None
    return found is not None and found < FAINTEST


def _is_placed_outside(style: Style, units: Units) -> bool:
    """By its position, its margins or its indent."""
    position = style.get("position", "static")
    if position != "static" and _is_away(style, position, Units(units.em, units.root, _PLACED.percent)):
        return True
    indent = pixels(style.get("text-indent"), Units(units.em, units.root, _PLACED.percent)) or 0.0
    if indent <= -OFF_SCREEN or indent >= WIDTH or (indent >= OFF_SCREEN and clipping.hides_overflow(style)):
        return True
    left, top = (_edge(style, side, units) for side in ("left", "top"))
    return min(left, top) <= -OFF_SCREEN or left >= FAR


def _edge(style: Style, side: str, units: Units) -> float:
    """Return how far margin and padding move what an element holds."""
    return sum(pixels(style.get(f"{box}-{side}"), units) or 0.0 for box in ("margin", "padding"))


def _is_away(style: Style, position: str, units: Units) -> bool:
    near = OUT_OF_FLOW if position in {"absolute", "fixed"} else OFF_SCREEN
    for side in ("left", "right", "top", "bottom"):
        if (at := pixels(style.get(side), units)) is None:
            continue
        if at <= -(near if side in {"left", "top"} else OFF_SCREEN) or (at >= FAR and side != "top"):
            return True
    below = pixels(style.get("top"), units) or 0.0
    if below >= SCREENS_BELOW * HEIGHT and (position == "fixed" or _OF_THE_SCREEN.search(style["top"])):
        return True
    across = max(pixels(style.get(side), units) or 0.0 for side in ("left", "right"))
    relative = any(_OF_THE_SCREEN.search(style.get(side, "")) for side in ("left", "right"))
    if across >= WIDTH and (position == "fixed" or relative):
        return True
    return position == "fixed" and (pixels(style.get("bottom"), units) or 0.0) >= HEIGHT


def _is_moved_outside(style: Style, units: Units) -> bool:
    if "offset-path" in style and any(_FAR_PATH.search(word) for word in words(style["offset-path"])):
        return True
    matrix = transforms.of(style, units)
    if matrix is None:
        return False
    turned_away = matrix[2][2] < 0 and style.get("backface-visibility") == "hidden"
    across, down = transforms.offset(matrix)
    far = min(across, down) <= -OFF_SCREEN or across >= WIDTH or down >= FAR
    return far or turned_away or transforms.narrowest(matrix) < FAINTEST

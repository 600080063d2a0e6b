"""CSS declarations that hide an element with its content."""

import re
from typing import Final

from recruit.adapters.documents.css import clipping, filters, grids, masks, transforms
from recruit.adapters.documents.css.declarations import Style
from recruit.adapters.documents.css.lengths import HEIGHT, USUAL, WIDTH, Units, pixels, share, words

OFF_SCREEN: Final = 900.0
"""Pixels left of the page or above it at which no part of a text is on it. Paper is 816 pixels wide."""

OUT_OF_FLOW: Final = 700.0
"""OFF_SCREEN for positioned elements: pages are centred on the screen, and their columns are half as wide."""

FAR: Final = 5_000.0
"""Pixels to the right, or from below, that are off the page. In pages converted from PDF, lines are at up to a few
thousand."""

SCREENS_BELOW: Final = 2.5
"""Screen heights below the top beyond which content isn't meant to be reached by scrolling."""

FAINTEST: Final = 0.08
"""Opacity at which black on white differs by `text_style.NEAREST` at most; scale at which no letter can be read."""

PERCENT: Final = 9.0
"""Pixels in one per cent of a typical parent's width."""

UNDISPLAYED: Final = frozenset({"none", "table-column", "table-column-group"})

_FAR_PATH = re.compile(r"-\d{3,}")
_OF_THE_SCREEN = re.compile(r"\dv[a-z]|[sld]v[a-z]")


def conceals(style: Style, units: Units = USUAL) -> bool:
    """Return whether these declarations hide an element, regardless of those of its content."""
    return bool(style) and (
        style.get("display") in UNDISPLAYED
        or style.get("content-visibility") == "hidden"
        or _is_faint(style.get("opacity"))
        or _is_faint(style.get("font-size-adjust"))
        or _is_faint(style.get("zoom"))
        or "url(" in style.get("content", "")
        or filters.blurs(style, units)
        or _is_placed_outside(style, units)
        or _is_moved_outside(style, units)
        or clipping.is_cut_off(style, units)
        or clipping.is_clipped(style, units)
        or masks.hides(style)
        or grids.is_empty(style)
    )


def _is_faint(amount: str | None) -> bool:
    """Return whether an opacity or a scale, a number or a percentage, makes text invisible."""
    found = share(amount) if amount else None
    return found is not None and found < FAINTEST


def _is_placed_outside(style: Style, units: Units) -> bool:
    """Return whether position, margins or indent place an element off the page."""
    position = style.get("position", "static")
    of_parent = Units(units.em, units.root, PERCENT)
    if position != "static" and _is_away(style, position, of_parent):
        return True
    indent = pixels(style.get("text-indent"), of_parent) or 0.0
    if indent <= -OFF_SCREEN or indent >= WIDTH or (indent >= OFF_SCREEN and clipping.hides_overflow(style)):
        return True
    left, top = (_edge(style, side, units) for side in ("left", "top"))
    return min(left, top) <= -OFF_SCREEN or left >= FAR


def _edge(style: Style, side: str, units: Units) -> float:
    """Return the offset of an element's content by margin and padding."""
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

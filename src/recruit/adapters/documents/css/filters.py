"""Filters and blend modes of CSS: what they leave of text and of what lies behind it."""

import re
from typing import Final

from recruit.adapters.documents.css.declarations import Style
from recruit.adapters.documents.css.lengths import Units, pixels, share
from recruit.adapters.documents.looks import Colour

BLURRED: Final = 0.3
"""Of a font's size: a blur in which no letter can be read."""

FLAT: Final = 0.05
"""Contrast or brightness at which a text and its own background are alike."""

LIGHTENING: Final = frozenset({"screen", "lighten", "color-dodge", "plus-lighter"})
DARKENING: Final = frozenset({"multiply", "darken", "color-burn"})
SWAPPING: Final = frozenset({"difference", "exclusion"})
LIGHT, DARK = 235, 20
"""Parts of a colour from which on it is as good as white or black."""

_FUNCTION = re.compile(r"([a-z-]+)\(([^()]{0,60}(?:\([^()]{0,60}\))?)\)")


def opacity(style: Style) -> float:
    """Return what a filter lets through."""
    result = 1.0
    for amount in _amounts(style, "opacity"):
        result *= min(1.0, amount)
    return result


def blurs(style: Style, units: Units) -> bool:
    """Whether nothing can be read for blur."""
    radii = [pixels(amount, units) for name, amount in _functions(style) if name == "blur"]
    return sum(radius for radius in radii if radius) > BLURRED * units.em


def flattens(style: Style) -> bool:
    """Whether an element's text and its own background become alike."""
    own = style.get("background-color", "transparent") != "transparent"
    return own and any(amount <= FLAT for name in ("contrast", "brightness") for amount in _amounts(style, name))


def inverts(style: Style) -> bool:
    """Whether black text without a background of its own becomes white."""
    own = style.get("background-color", "transparent") != "transparent" or "background-image" in style
    return not own and sum(amount >= 1 - FLAT for amount in _amounts(style, "invert")) % 2 == 1


def inverted(colour: Colour) -> Colour:
    """Return the opposite of a colour."""
    red, green, blue = colour
    return 255 - red, 255 - green, 255 - blue


def blends_away(style: Style, ground: Colour | None) -> bool:
    """Whether anything that lies on a ground becomes the ground."""
    mode = style.get("mix-blend-mode", "normal")
    if ground is None:
        return False
    return (mode in LIGHTENING and min(ground) >= LIGHT) or (mode in DARKENING and max(ground) <= DARK)


def _functions(style: Style) -> list[tuple[str, str]]:
    return _FUNCTION.findall(style.get("filter", ""))


def _amounts(style: Style, name: str) -> list[float]:
    found = [share(amount or "1") for function, amount in _functions(style) if function == name]
    return [amount for amount in found if amount is not None]

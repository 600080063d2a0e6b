"""CSS filters and blend modes: their effect on text and its background."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from recruit.adapters.documents.css.declarations import Style
from recruit.adapters.documents.css.lengths import USUAL, Units, pixels, share
from recruit.adapters.documents.text_style import Colour

BLURRED: Final = 0.3
"""Blur radius at which no letter can be read, as a fraction of the font size."""

FLAT, GLARING = 0.05, 5.0
"""Contrast or brightness up to which, or from which, everything behind an element becomes uniform."""

LIGHTENING: Final = frozenset({"screen", "lighten", "color-dodge", "plus-lighter"})
DARKENING: Final = frozenset({"multiply", "darken", "color-burn"})
SWAPPING: Final = frozenset({"difference", "exclusion"})
LIGHT, DARK = 235, 20
"""Components from which a colour counts as white, or up to which it counts as black."""

MOST_TINTS: Final = 10
Tint: TypeAlias = tuple[str, float]
"""Filter function that changes colours, and its amount."""

_Change: TypeAlias = Callable[[Sequence[float], float], list[float]]
_FUNCTION = re.compile(r"([a-z-]+)\(([^()]{0,60}(?:\([^()]{0,60}\))?)\)")


def opacity(style: Style) -> float:
    """Return the opacity of an element's filters."""
    result = 1.0
    for name, amount in _functions(style):
        if name == "opacity" and (found := share(amount or "1")) is not None:
            result *= min(1.0, found)
    return result


def blurs(style: Style, units: Units) -> bool:
    """Return whether blur makes text unreadable."""
    radii = [pixels(amount, units) for name, amount in _functions(style) if name == "blur"]
    return sum(radius for radius in radii if radius) > BLURRED * units.em


def hides_what_is_behind(style: Style) -> bool:
    """Return whether an element's backdrop filter makes everything behind it blurred or uniform."""
    found = _FUNCTION.findall(style.get("backdrop-filter", ""))
    radii = [pixels(amount) or 0.0 for name, amount in found if name == "blur"]
    levels = [share(amount or "1") or 0.0 for name, amount in found if name in {"contrast", "brightness"}]
    return sum(radii) > BLURRED * USUAL.em or any(level <= FLAT or level >= GLARING for level in levels)


def tints(style: Style) -> tuple[Tint, ...]:
    """Return the filter functions of an element that change colours, in order."""
    found = [(name, share(amount or "1")) for name, amount in _functions(style) if name in _TINTS]
    return tuple((name, amount) for name, amount in found[:MOST_TINTS] if amount is not None)


def tinted(colour: Colour | None, applied: Sequence[Tint]) -> Colour | None:
    """Apply filters to a colour (Filter Effects 1, section 9)."""
    if colour is None or not applied:
        return colour
    parts: Sequence[float] = colour
    for name, amount in applied:
        parts = [min(255.0, max(0.0, part)) for part in _TINTS[name](parts, amount)]
    red, green, blue = map(round, parts)
    return red, green, blue


def _mixed(weights: Sequence[Sequence[float]]) -> _Change:
    """Return a change by a matrix, which is applied in part: 1 - amount of the colour is kept."""

    def change(parts: Sequence[float], amount: float) -> list[float]:
        amount = min(1.0, amount)
        full = [sum(a * b for a, b in zip(row, parts, strict=True)) for row in weights]
        return [amount * new + (1 - amount) * old for new, old in zip(full, parts, strict=True)]

    return change


_GREY = _mixed([(0.2126, 0.7152, 0.0722)] * 3)
_TINTS: Mapping[str, _Change] = {
    "brightness": lambda parts, amount: [part * amount for part in parts],
    "contrast": lambda parts, amount: [(part - 127.5) * amount + 127.5 for part in parts],
    "invert": lambda parts, amount: [part + (255 - 2 * part) * min(1.0, amount) for part in parts],
    "grayscale": _GREY,
    "saturate": lambda parts, amount: _GREY(parts, 1 - amount),
    "sepia": _mixed([(0.393, 0.769, 0.189), (0.349, 0.686, 0.168), (0.272, 0.534, 0.131)]),
}


def blends_away(style: Style, background: Colour | None) -> bool:
    """Return whether the blend mode turns everything on this background into the background colour."""
    mode = style.get("mix-blend-mode", "normal")
    if background is None:
        return False
    return (mode in LIGHTENING and min(background) >= LIGHT) or (mode in DARKENING and max(background) <= DARK)


def is_dark(colour: Colour | None) -> bool:
    """Return whether a colour counts as black, whose difference to any background is the background."""
    return colour is not None and max(colour) <= DARK


def _functions(style: Style) -> list[tuple[str, str]]:
    return _FUNCTION.findall(style.get("filter", ""))

"""CSS masks that hide an element. Pictures in other files count as masks that hide nothing."""

import re
from typing import Final

from recruit.adapters.documents.css import spaces
from recruit.adapters.documents.css.clipping import SMALLEST
from recruit.adapters.documents.css.colours import Paint, paint
from recruit.adapters.documents.css.declarations import Style
from recruit.adapters.documents.css.lengths import Units, outside_brackets, pixels, words

CLEAR: Final = 0.08
FAR: Final = 900.0
"""Offset in pixels at which a mask lies outside its element."""

SUBTRACTING: Final = frozenset({"exclude", "subtract", "xor", "source-out", "destination-out"})
PARTS: Final = ("mask-size", "mask-position", "mask-repeat", "mask-mode", "mask-composite")

_BOX = Units(percent=4.0)
_GRADIENT = re.compile(r"(?:repeating-)?(?:linear|radial|conic)-gradient\((.*)\)", re.DOTALL)
_FUNCTION = re.compile(r"[a-z-]*\([^()]*\)")


def hides(style: Style) -> bool:
    """Return whether a mask is clear everywhere, has no size, lies elsewhere, or is subtracted from itself."""
    mask = style.get("mask-image", "none")
    if mask == "none":
        return False
    layers = [layer.strip() for layer in outside_brackets(mask, ",")]
    others = {part: style.get(part, "") for part in PARTS}
    text = {*words(mask), *(word for part in others.values() for word in words(part))}
    if len(layers) > 1 and not SUBTRACTING.isdisjoint(text) and len({_picture(layer) for layer in layers}) == 1:
        return True
    return all(_is_clear(layer, by_light="luminance" in text) or _is_elsewhere(layer, others) for layer in layers)


def _picture(layer: str) -> str:
    found = _GRADIENT.search(layer)
    return found.group() if found else layer


def _is_clear(layer: str, *, by_light: bool) -> bool:
    gradient = _GRADIENT.search(layer)
    stops = [paint(part) for part in words(gradient[1])] if gradient else []
    weights = [_weight(stop, by_light=by_light) for stop in stops if stop is not None]
    return bool(weights) and max(weights) < CLEAR


def _weight(stop: Paint, *, by_light: bool) -> float:
    light = spaces.coordinates(stop.colour, "xyz") if by_light and stop.colour is not None else None
    return stop.opacity * (1.0 if light is None else light[1])


def _is_elsewhere(layer: str, others: Style) -> bool:
    """Return whether a layer has no size, or lies outside its element and isn't repeated."""
    plain = layer
    while (without := _FUNCTION.sub(" ", plain)) != plain:
        plain = without
    place, _, size = plain.partition("/")
    sizes = [pixels(word, _BOX) for word in words(f"{size} {others['mask-size']}")[:4]]
    places = [pixels(word) for word in words(f"{place} {others['mask-position']}")[:8]]
    once = "no-repeat" in f"{plain} {others['mask-repeat']}"
    if any(found is not None and found <= (SMALLEST if once else 0) for found in sizes):
        return True
    return once and any(found is not None and abs(found) >= FAR for found in places)

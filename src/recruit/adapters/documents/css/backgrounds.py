"""Backgrounds of text: colours, gradients, and inset shadows that fill an element."""

from collections.abc import Sequence
from typing import Final

from recruit.adapters.documents.css.colours import Paint, paint
from recruit.adapters.documents.css.declarations import Style
from recruit.adapters.documents.css.lengths import Units, pixels, words
from recruit.adapters.documents.text_style import NEAREST

OPAQUE: Final = 0.9
MOST_STOPS: Final = 50
"""Limit of words of a gradient that are evaluated."""


def is_opaque(style: Style) -> bool:
    """Return whether an element's background colour is opaque."""
    found = paint(style.get("background-color", ""))
    return found is not None and found.opacity >= OPAQUE


def is_filled(style: Style) -> bool:
    """Return whether an element's background colour or gradient is opaque.

    The opacity of a picture in another file is unknown: text under it counts as visible.
    """
    image = style.get("background-image", "none")
    stops = gradient(image)
    return is_opaque(style) or ("url(" not in image and bool(stops) and all(stop.opacity >= OPAQUE for stop in stops))


def gradient(image: str) -> list[Paint]:
    """Return the colours in a CSS image."""
    if image == "none":
        return []
    return [found for part in _parts(image)[:MOST_STOPS] if (found := paint(part)) is not None]


def is_uniform(painted: Sequence[Paint]) -> bool:
    """Return whether colours are opaque and can't be told apart."""
    colours = [each.colour for each in painted if each.colour is not None and each.opacity >= OPAQUE]
    spread = [max(parts) - min(parts) for parts in zip(*colours, strict=True)]
    return len(colours) == len(painted) > 0 and all(each <= NEAREST for each in spread)


def inset_shadow(style: Style, units: Units) -> Paint | None:
    """Return the colour of an inset shadow that reaches at least one line into an element, or None."""
    shadow = words(style.get("box-shadow", ""))
    if "inset" not in shadow:
        return None
    lengths = [size for word in shadow if (size := pixels(word, units)) is not None]
    reach = max(map(abs, lengths[:2] + lengths[3:4]), default=0.0)
    return next((found for word in shadow if (found := paint(word)) is not None), None) if reach >= units.em else None


def _parts(image: str) -> list[str]:
    return [part for each in words(image) for part in words(each.partition("(")[2].removesuffix(")"))]

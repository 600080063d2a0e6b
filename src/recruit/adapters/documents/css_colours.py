"""Colours as CSS writes them."""

import colorsys
import re

from recruit.adapters.documents import looks
from recruit.adapters.documents.concealment import is_faint
from recruit.adapters.documents.looks import Colour

NAMED = {
    "black": (0, 0, 0), "white": (255, 255, 255), "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245), "ghostwhite": (248, 248, 255), "floralwhite": (255, 250, 240),
    "azure": (240, 255, 255), "mintcream": (245, 255, 250), "aliceblue": (240, 248, 255), "seashell": (255, 245, 238),
    "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0), "navy": (0, 0, 128),
    "gray": (128, 128, 128), "grey": (128, 128, 128), "silver": (192, 192, 192),
}  # fmt: skip
HEX_WITH_ALPHA = {4: 1, 8: 2}
"""Digits of a colour → those at its end that say how opaque it is."""

_FUNCTION = re.compile(
    r"(rgb|hsl)a?\(\s*(-?[\d.]{1,9})(?:deg)?(%?)[\s,]+([\d.]{1,9})%?[\s,]+([\d.]{1,9})%?\s*(?:[,/]\s*([\d.]{1,9}%?)\s*)?\)"
)
_DEGREES = 360


def colour(value: str) -> Colour | None:
    """Return a colour, whatever its opacity, None for what isn't one."""
    if value.startswith("#"):
        digits = value[1:]
        return looks.from_hex(digits[: len(digits) - HEX_WITH_ALPHA.get(len(digits), 0)])
    if (found := _FUNCTION.fullmatch(value)) is None:
        return NAMED.get(value)
    try:
        first, second, third = (float(found[part]) for part in (2, 4, 5))
    except ValueError:
        return None
    if found[1] == "hsl":
        shares = colorsys.hls_to_rgb(first % _DEGREES / _DEGREES, min(third, 100) / 100, min(second, 100) / 100)
    else:
        most = 100 if found[3] else 255
        shares = (min(first, most) / most, min(second, most) / most, min(third, most) / most)
    red, green, blue = (round(255 * max(share, 0.0)) for share in shares)
    return red, green, blue


def is_clear(value: str) -> bool:
    """Whether nothing can be seen of a colour."""
    if value == "transparent":
        return True
    if value.startswith("#"):
        digits = HEX_WITH_ALPHA.get(len(value) - 1, 0)
        return digits > 0 and not value[-digits:].strip("0")
    found = _FUNCTION.fullmatch(value)
    return found is not None and is_faint(found[6])

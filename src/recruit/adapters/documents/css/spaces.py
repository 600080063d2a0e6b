"""Conversion between screen colours and the colour spaces in which CSS mixes and derives colours."""

import colorsys
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from recruit.adapters.documents.text_style import Colour

Coordinates: TypeAlias = tuple[float, float, float]

_TO_D65 = ((0.4123908, 0.3575843, 0.1804808), (0.2126390, 0.7151687, 0.0721923), (0.0193308, 0.1191948, 0.9505322))
_TO_D50 = ((0.4360747, 0.3850649, 0.1430804), (0.2225045, 0.7168786, 0.0606169), (0.0139322, 0.0971045, 0.7141733))
_TO_CONES = ((0.8190224, 0.3619062, -0.1288738), (0.0329837, 0.9292869, 0.0361447), (0.0481772, 0.2642395, 0.6335479))
_OF_CONES = ((0.2104543, 0.7936178, -0.0040720), (1.9779985, -2.4285922, 0.4505937), (0.0259040, 0.7827718, -0.8086758))
_WHITE_D50 = (0.9642957, 1.0, 0.8251046)
"""Matrices and white points of CSS Color 4, section 18."""

FROM_D65 = ((3.2409699, -1.5373832, -0.4986108), (-0.9692436, 1.8759675, 0.0415551), (0.0556301, -0.2039770, 1.0569715))
FROM_D50 = ((3.1341359, -1.6173864, -0.4906619), (-0.9787955, 1.9162544, 0.0334427), (0.0719554, -0.2289768, 1.4053860))
"""Matrices from XYZ to linear red, green and blue, for the two white points (CSS Color 4, section 20)."""


def coordinates(colour: Colour, space: str) -> Coordinates | None:
    """Return a colour's coordinates in a space, in the ranges of CSS notation, or None for an unknown space."""
    known = _SPACES.get(space)
    return known(colour) if known else None


def from_xyz(xyz: Sequence[float], matrix: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Return red, green and blue, 0..1, of coordinates in XYZ; `matrix` is FROM_D65 or FROM_D50."""
    return tuple(map(gamma, _times(matrix, xyz)))


def gamma(part: float) -> float:
    """Return a component of a screen colour from its linear value."""
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055  # noqa: PLR2004 - constants of sRGB


def _shares(colour: Colour) -> Coordinates:
    red, green, blue = (part / 255 for part in colour)
    return red, green, blue


def _linear(colour: Colour) -> Coordinates:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - constants of sRGB
        for part in _shares(colour)
    )
    return red, green, blue


def _times(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> Coordinates:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three


def _rgb(colour: Colour) -> Coordinates:
    red, green, blue = map(float, colour)
    return red, green, blue


def _hsl(colour: Colour) -> Coordinates:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_shares(colour))
    return 360 * hue, 100 * saturation, 100 * lightness


def _hwb(colour: Colour) -> Coordinates:
    parts = _shares(colour)
    return _hsl(colour)[0], 100 * min(parts), 100 - 100 * max(parts)


def _lab(colour: Colour) -> Coordinates:
    xyz = _times(_TO_D50, _linear(colour))
    x, y, z = (
        math.cbrt(part / white) if part / white > 216 / 24389 else (24389 / 27 * part / white + 16) / 116
        for part, white in zip(xyz, _WHITE_D50, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _oklab(colour: Colour) -> Coordinates:
    cones = _times(_TO_CONES, _times(_TO_D65, _linear(colour)))
    return _times(_OF_CONES, [math.cbrt(cone) for cone in cones])


def _polar(lab: Coordinates) -> Coordinates:
    lightness, a, b = lab
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


_SPACES: Final[Mapping[str, Callable[[Colour], Coordinates]]] = {
    "rgb": _rgb,
    "rgba": _rgb,
    "hsl": _hsl,
    "hsla": _hsl,
    "hwb": _hwb,
    "lab": _lab,
    "lch": lambda colour: _polar(_lab(colour)),
    "oklab": _oklab,
    "oklch": lambda colour: _polar(_oklab(colour)),
    **dict.fromkeys(("srgb", "display-p3", "a98-rgb", "prophoto-rgb", "rec2020"), _shares),
    "srgb-linear": _linear,
    **dict.fromkeys(("xyz", "xyz-d65"), lambda colour: _times(_TO_D65, _linear(colour))),
    "xyz-d50": lambda colour: _times(_TO_D50, _linear(colour)),
}
"""Conversions by space. Wider gamuts are treated as sRGB, as they are when a colour is read."""

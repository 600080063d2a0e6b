"""Colours of CSS as red, green, blue and opacity."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import tinycss2
from tinycss2 import color5

from recruit.adapters.documents.css.lengths import USUAL, pixels, split
from recruit.adapters.documents.looks import WHITE, Colour

OF_THE_SYSTEM: Final = {
    **dict.fromkeys(("canvas", "field", "window", "highlighttext"), WHITE),
    **dict.fromkeys(("canvastext", "fieldtext", "buttontext", "windowtext"), (0, 0, 0)),
    "buttonface": (240, 240, 240),
    "linktext": (0, 0, 238),
    "visitedtext": (85, 26, 139),
    "graytext": (128, 128, 128),
}
MATHEMATICS: Final = frozenset({"calc", "min", "max", "clamp", "abs"})
FUNCTIONS: Final = frozenset(
    "rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark device-cmyk contrast-color".split()
)
DEEPEST: Final = 8

_FROM_D65 = (
    (3.2409699, -1.5373832, -0.4986108),
    (-0.9692436, 1.8759675, 0.0415551),
    (0.0556301, -0.2039770, 1.0569715),
)
_FROM_D50 = (
    (3.1341359, -1.6173864, -0.4906619),
    (-0.9787955, 1.9162544, 0.0334427),
    (0.0719554, -0.2289768, 1.4053860),
)
"""Linear red, green and blue of X, Y and Z, for the two white points (CSS Color 4, section 20)."""


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour, None where it can't be evaluated, and its opacity, 0..1."""

    colour: Colour | None
    opacity: float = 1.0

    def over(self, ground: Colour | None) -> Colour | None:
        """Return what is seen where this lies on a ground."""
        if self.opacity >= 1 or self.colour is None or ground is None:
            return self.colour if self.opacity >= 1 else None
        red, green, blue = (
            round(self.opacity * one + (1 - self.opacity) * other)
            for one, other in zip(self.colour, ground, strict=True)
        )
        return red, green, blue


@lru_cache(1024)
def paint(value: str) -> Paint | None:
    """Return a colour, None for what isn't one."""
    if not value or " " in value[: value.find("(")]:
        return None
    return _paint(tinycss2.parse_one_component_value(value, skip_comments=True), 0)


def _paint(token: Any, depth: int) -> Paint | None:  # noqa: PLR0911 - one for each kind
    if depth > DEEPEST or token.type not in {"ident", "hash", "function"}:
        return None
    if token.type == "ident" and token.lower_value in OF_THE_SYSTEM:
        return Paint(OF_THE_SYSTEM[token.lower_value])
    if token.type == "function":
        if token.lower_name not in FUNCTIONS:
            return None
        arguments = [_evaluated(each) for each in token.arguments if each.type not in {"whitespace", "comment"}]
        if token.lower_name == "color-mix":
            return _mixed(arguments, depth)
        if arguments and arguments[0].type == "ident" and arguments[0].lower_value == "from":
            return _relative(arguments[1:], depth)
        token.arguments = arguments
    try:
        found = color5.parse_color(token)
    except (ValueError, TypeError, AttributeError, IndexError):
        return None
    if found is None:
        return Paint(None) if token.type == "function" and token.lower_name == "contrast-color" else None
    return None if found == "currentcolor" else Paint(_to_screen(found.space, found), found.alpha)


def _evaluated(token: Any) -> Any:
    """Return a token, or the number that it computes."""
    if token.type != "function" or token.lower_name not in MATHEMATICS:
        return token
    value = pixels(token.serialize(), USUAL)
    return token if value is None else tinycss2.parse_one_component_value(f"{value:f}")


def _to_screen(space: str, found: Any) -> Colour | None:
    """Return red, green and blue; wider gamuts are taken for the screen's, which is near enough for likeness."""
    if space in {"hsl", "hwb"}:
        parts = tuple(found.to("srgb").coordinates)
    elif space in {"lab", "lch", "xyz-d50"}:
        parts = _of_xyz(found.to("xyz-d50").coordinates, _FROM_D50)
    elif space in {"oklab", "oklch", "xyz-d65"}:
        parts = _of_xyz(found.to("xyz-d65").coordinates, _FROM_D65)
    elif space == "device-cmyk":
        *inks, key = found.coordinates
        parts = tuple(1 - min(1.0, (ink or 0) * (1 - (key or 0)) + (key or 0)) for ink in inks)
    elif space == "srgb-linear":
        parts = tuple(_gamma(part or 0.0) for part in found.coordinates)
    else:
        parts = tuple(part or 0.0 for part in found.coordinates)
    if len(parts) != len("rgb") or not all(map(math.isfinite, parts)):
        return None
    red, green, blue = (round(255 * min(1.0, max(0.0, part))) for part in parts)
    return red, green, blue


def _of_xyz(xyz: Sequence[float], matrix: Sequence[Sequence[float]]) -> tuple[float, ...]:
    return tuple(_gamma(sum(one * other for one, other in zip(row, xyz, strict=True))) for row in matrix)


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055  # noqa: PLR2004 - sRGB's own


def _mixed(arguments: Sequence[Any], depth: int) -> Paint | None:
    """Mix two colours, in the screen's space whatever space is named: near enough for likeness."""
    parts = list(split(arguments))[1:]
    paints = [found for part in parts for each in part if (found := _paint(each, depth + 1)) is not None]
    if len(paints) != len(parts) or len(parts) != len(("one", "other")):
        return Paint(None)
    one, other = paints
    first, second = map(_share, parts)
    first = first if first is not None else 1 - second if second is not None else 0.5
    second = second if second is not None else 1 - first
    total = first + second
    opacity = (first * one.opacity + second * other.opacity) / total if total else 0.0
    if one.colour is None or other.colour is None:
        return Paint(None, opacity * min(1.0, total))
    weight = first * one.opacity / (total * opacity) if opacity else 0.5
    return Paint(Paint(one.colour, weight).over(other.colour), opacity * min(1.0, total))


def _share(part: Sequence[Any]) -> float | None:
    return next((each.value / 100 for each in part if each.type == "percentage"), None)


def _relative(arguments: Sequence[Any], depth: int) -> Paint | None:
    """Return the origin's colour where its channels stay as they are; else only the opacity is known."""
    origin = _paint(arguments[0], depth + 1) if arguments else None
    if origin is None:
        return None
    channels, *opacity = [*split(arguments[1:], "/")] or [[]]
    kept = all(each.type == "ident" for each in channels)
    return Paint(origin.colour if kept else None, _opacity(opacity[0][0], origin) if opacity else origin.opacity)


def _opacity(token: Any, origin: Paint) -> float:
    if token.type == "percentage":
        return float(token.value) / 100
    return float(token.value) if token.type == "number" else origin.opacity

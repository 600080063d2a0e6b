"""CSS colours, converted to red, green, blue and opacity."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import tinycss2
from tinycss2 import color5

from recruit.adapters.documents.css import spaces
from recruit.adapters.documents.css.lengths import FUNCTIONS as MATHEMATICS
from recruit.adapters.documents.css.lengths import USUAL, pixels, share, split
from recruit.adapters.documents.text_style import WHITE, Colour, mixed

OF_THE_SYSTEM: Final = {
    **dict.fromkeys(("canvas", "field", "window", "highlighttext"), WHITE),
    **dict.fromkeys(("canvastext", "fieldtext", "buttontext", "windowtext"), (0, 0, 0)),
    "buttonface": (240, 240, 240),
    "linktext": (0, 0, 238),
    "visitedtext": (85, 26, 139),
    "graytext": (128, 128, 128),
}
FUNCTIONS: Final = frozenset(
    "rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark device-cmyk contrast-color".split()
)
CHANNELS: Final = {"hsl": "hsl", "hsla": "hsl", "hwb": "hwb", "lab": "lab", "oklab": "lab", "lch": "lch",
                   "oklch": "lch", "xyz": "xyz", "xyz-d50": "xyz", "xyz-d65": "xyz"}  # fmt: skip
"""Names of the coordinates of each space in relative colours; "rgb" for other spaces."""

PER_CENT: Final = {"rgb": 2.55, "rgba": 2.55, "hsl": 1.0, "hsla": 1.0, "hwb": 1.0}
HUES: Final = {"hsl": 0, "hwb": 0, "lch": 2, "oklch": 2}
"""Index of the coordinate that is an angle, by space."""

DULL: Final = 4
"""Largest difference between components, of 255, of a colour without a meaningful hue."""

DEEPEST: Final = 8


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour, None if it can't be evaluated, and its opacity, 0..1."""

    colour: Colour | None
    opacity: float = 1.0

    def over(self, background: Colour | None) -> Colour | None:
        """Return the visible colour of this paint on a background, or None if it is unknown."""
        if self.opacity >= 1 or self.colour is None or background is None:
            return self.colour if self.opacity >= 1 else None
        return mixed(self.colour, background, self.opacity)


@lru_cache(1024)
def paint(value: str) -> Paint | None:
    """Return the paint of a colour value, or None for anything else."""
    if not value or " " in value[: value.find("(")]:
        return None
    return _paint(tinycss2.parse_one_component_value(value, skip_comments=True), 0)


def _paint(token: Any, depth: int) -> Paint | None:  # noqa: PLR0911 - one return per kind
    if depth > DEEPEST or token.type not in {"ident", "hash", "function"}:
        return None
    if token.type == "ident" and token.lower_value in OF_THE_SYSTEM:
        return Paint(OF_THE_SYSTEM[token.lower_value])
    if token.type == "function":
        if token.lower_name not in FUNCTIONS:
            return None
        arguments = [each for each in token.arguments if each.type not in {"whitespace", "comment"}]
        if arguments and arguments[0].type == "ident" and arguments[0].lower_value == "from":
            return _relative(token.lower_name, arguments[1:], depth)
        arguments = [_evaluated(each) for each in arguments]
        if token.lower_name == "color-mix":
            return _mixed(arguments, depth)
        if token.lower_name == "contrast-color":
            return _contrast(_paint(arguments[0], depth + 1) if arguments else None)
        token.arguments = arguments
    try:
        found = color5.parse_color(token)
    except (ValueError, TypeError, AttributeError, IndexError):
        return None
    if found is None:
        return None
    return None if found == "currentcolor" else Paint(_to_screen(found.space, found), found.alpha)


def _evaluated(token: Any) -> Any:
    """Return a token, with a mathematical function replaced by its result."""
    if token.type != "function" or token.lower_name not in MATHEMATICS:
        return token
    value = pixels(token.serialize(), USUAL)
    return token if value is None else tinycss2.parse_one_component_value(f"{value:f}")


def _to_screen(space: str, found: Any) -> Colour | None:
    """Convert a colour to red, green and blue. Wider gamuts are treated as sRGB, which is close enough to compare."""
    if space in {"hsl", "hwb"}:
        parts = tuple(found.to("srgb").coordinates)
    elif space in {"lab", "lch", "xyz-d50"}:
        parts = spaces.from_xyz(found.to("xyz-d50").coordinates, spaces.FROM_D50)
    elif space in {"oklab", "oklch", "xyz-d65"}:
        parts = spaces.from_xyz(found.to("xyz-d65").coordinates, spaces.FROM_D65)
    elif space == "device-cmyk":
        *inks, key = found.coordinates
        parts = tuple(1 - min(1.0, (ink or 0) * (1 - (key or 0)) + (key or 0)) for ink in inks)
    elif space == "srgb-linear":
        parts = tuple(spaces.gamma(part or 0.0) for part in found.coordinates)
    else:
        parts = tuple(part or 0.0 for part in found.coordinates)
    if len(parts) != len("rgb") or not all(map(math.isfinite, parts)):
        return None
    red, green, blue = (round(255 * min(1.0, max(0.0, part))) for part in parts)
    return red, green, blue


def _contrast(background: Paint | None) -> Paint | None:
    """Return black or white, whichever has more contrast to a background (CSS Color 5; formula of WCAG 2)."""
    linear = background.colour and spaces.coordinates(background.colour, "xyz") if background else None
    if linear is None:
        return Paint(None) if background else None
    luminance = linear[1] + 0.05
    return Paint(WHITE if 1.05 / luminance > luminance / 0.05 else (0, 0, 0))


def _mixed(arguments: Sequence[Any], depth: int) -> Paint | None:
    """Evaluate color-mix(). Hues always take the shorter arc."""
    named, *parts = [*split(arguments)] or [[]]
    space = next((each.lower_value for each in named[1:] if each.type == "ident"), "")
    paints = [found for part in parts for each in part if (found := _paint(each, depth + 1)) is not None]
    if len(paints) != len(parts) or len(parts) != len(("one", "other")):
        return Paint(None)
    one, other = paints
    first, second = map(_share, parts)
    first = first if first is not None else 1 - second if second is not None else 0.5
    second = second if second is not None else 1 - first
    total = first + second
    opacity = (first * one.opacity + second * other.opacity) / total if total else 0.0
    visible_opacity = opacity * min(1.0, total)
    if one.colour is None or other.colour is None:
        return Paint(None, visible_opacity)
    weight = first * one.opacity / (total * opacity) if opacity else 0.5
    return Paint(_between(one.colour, other.colour, weight, space), visible_opacity)


def _between(one: Colour, other: Colour, weight: float, space: str) -> Colour | None:
    """Interpolate two colours in a space; `weight` is the share of the first."""
    pair = [spaces.coordinates(colour, space) for colour in (one, other)]
    if pair[0] is None or pair[1] is None:
        return None
    start, end = list(pair[0]), list(pair[1])
    if (hue := HUES.get(space)) is not None:
        if max(one) - min(one) < DULL:
            start[hue] = end[hue]
        elif max(other) - min(other) < DULL:
            end[hue] = start[hue]
        end[hue] = start[hue] + (end[hue] - start[hue] + 180) % 360 - 180
    between = [weight * a + (1 - weight) * b for a, b in zip(start, end, strict=True)]
    if hue is not None:
        between[hue] %= 360
    space = "xyz-d65" if space == "xyz" else space
    return _to_screen(space, color5.Color(space, between, 1))


def _share(part: Sequence[Any]) -> float | None:
    return next((each.value / 100 for each in part if each.type == "percentage"), None)


def _relative(name: str, arguments: Sequence[Any], depth: int) -> Paint | None:
    """Evaluate a relative colour. If its origin is unknown, only the opacity is computed."""
    if not arguments:
        return None
    origin = _paint(arguments[0], depth + 1)
    if origin is None:
        if arguments[0].type != "ident" or arguments[0].lower_value != "currentcolor":
            return None
        origin = Paint(None)
    head = arguments[1:2] if name == "color" else []
    space = getattr(head[0], "lower_value", "") if head else name
    channels, *opacity = [*split(arguments[1 + len(head) :], "/")] or [[]]
    known = {"alpha": origin.opacity}
    if origin.colour is not None and (parts := spaces.coordinates(origin.colour, space)) is not None:
        known.update(zip(CHANNELS.get(space, "rgb"), parts, strict=True))
    alpha = _numbers(opacity[0], known)[0] if opacity and opacity[0] else f"{origin.opacity:f}"
    numbers = _numbers(channels, known)
    if (one := PER_CENT.get(space)) is not None:  # the library takes either numbers or percentages
        numbers = [f"{100 * one * (share(each) or 0):f}" if each.endswith("%") else each for each in numbers]
    written = f"{name}({space if head else ''} {' '.join(numbers)} / {alpha})"
    found = _paint(tinycss2.parse_one_component_value(written), depth + 1) if len(known) > 1 else None
    visible_opacity = share(alpha)
    return found or Paint(None, origin.opacity if visible_opacity is None else visible_opacity)


def _numbers(tokens: Sequence[Any], known: Mapping[str, float]) -> list[str]:
    """Return channels with names replaced by numbers."""
    return [_evaluated(each).serialize() for each in tinycss2.parse_component_value_list(_written(tokens, known))
            if each.type != "whitespace"]  # fmt: skip


def _written(tokens: Sequence[Any], known: Mapping[str, float]) -> str:
    parts = []
    for token in tokens:
        if token.type == "ident" and token.lower_value in known:
            parts.append(f"{known[token.lower_value]:f}")
        elif token.type == "function":
            parts.append(f"{token.name}({_written(token.arguments, known)})")
        elif token.type == "() block":
            parts.append(f"({_written(token.content, known)})")
        else:
            parts.append(token.serialize())
    return " ".join(parts)

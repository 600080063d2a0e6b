"""CSS lengths in pixels, including calc() and other mathematical functions."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, TypeVar

import tinycss2

T = TypeVar("T")

WIDTH: Final = 1280.0
HEIGHT: Final = 800.0
"""Size in pixels of the screen for which a page is evaluated."""

FIXED: Final = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "q": 2.4 / 2.54}
OF_A_FONT: Final = {"em": 1.0, "ex": 0.5, "ch": 0.5, "ic": 1.0, "cap": 0.7, "lh": 1.2}
OF_THE_SCREEN: Final = {"w": WIDTH / 100, "i": WIDTH / 100, "max": WIDTH / 100, "h": HEIGHT / 100, "b": HEIGHT / 100,
                        "min": HEIGHT / 100}  # fmt: skip
INFINITE: Final = 1e9
DEEPEST: Final = 20

_LENGTH = re.compile(r"([+-]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12})(?:e[+-]?\d{1,2})?)([a-z]{1,5}|%)?")
_SCREEN = re.compile(r"(?:[sld]?v|cq)(w|h|i|b|min|max)")
_CONSTANTS = {"infinity": INFINITE, "-infinity": -INFINITE, "pi": math.pi, "e": math.e, "nan": 0.0}
_CHOICES: dict[str, Callable[[Sequence[float]], float]] = {
    "min": min,
    "max": max,
    "clamp": lambda values: max(values[0], min(values[1:], default=values[0])),
    "abs": lambda values: abs(values[0]),
    "sign": lambda values: math.copysign(1.0, values[0]) if values[0] else 0.0,
    "calc": lambda values: values[0],
    "mod": lambda values: values[0] % values[1],
    "rem": lambda values: math.fmod(values[0], values[1]),
    "pow": lambda values: math.pow(values[0], values[1]),
    "sqrt": lambda values: math.sqrt(values[0]),
    "exp": lambda values: math.exp(values[0]),
    "log": lambda values: math.log(*values[:2]),
    "hypot": lambda values: math.hypot(*values),
    "sin": lambda values: math.sin(values[0]),
    "cos": lambda values: math.cos(values[0]),
    "tan": lambda values: math.tan(values[0]),
}
FUNCTIONS: Final = frozenset({*_CHOICES, "round"})
_ROUNDINGS: dict[str, Callable[[float], float]] = {
    "": lambda value: math.floor(value + 0.5),
    "up": math.ceil,
    "down": math.floor,
    "to-zero": math.trunc,
}
_ANGLES = {"deg": math.pi / 180, "grad": math.pi / 200, "rad": 1.0, "turn": 2 * math.pi}


@dataclass(frozen=True, slots=True)
class Units:
    """Pixels per unit that depends on an element: its font size, the root's font size, and one percent."""

    em: float = 16.0
    root: float = 16.0
    percent: float = 0.0

    def of(self, unit: str) -> float | None:
        """Return the pixels of a unit, or None if it isn't a unit of length."""
        if unit == "%":
            return self.percent
        if (size := FIXED.get(unit)) is not None:
            return size
        if unit in OF_A_FONT:
            return OF_A_FONT[unit] * self.em
        if unit.startswith("r") and unit[1:] in OF_A_FONT:
            return OF_A_FONT[unit[1:]] * self.root
        found = _SCREEN.fullmatch(unit)
        return OF_THE_SCREEN[found[1]] if found else None


USUAL: Final = Units()


def pixels(length: str | None, units: Units = USUAL) -> float | None:
    """Return a length or a number in pixels, or None for anything else."""
    if not length:
        return None
    if found := _LENGTH.fullmatch(length):
        size = units.of(found[2]) if found[2] else 1.0
        return None if size is None else float(found[1]) * size
    if "(" not in length:
        return None
    token = tinycss2.parse_one_component_value(length, skip_comments=True)
    value = _operand(token, units, 0)
    return None if value is None else max(-INFINITE, min(value, INFINITE))


def share(amount: str | None) -> float | None:
    """Return a number, or a percentage as a fraction, or None for anything else."""
    found = _LENGTH.fullmatch(amount or "")
    if found is not None:
        return None if found[2] not in {None, "%"} else float(found[1]) / (100 if found[2] else 1)
    return pixels(amount, Units(percent=0.01))


def words(value: str) -> list[str]:
    """Split a value at spaces, commas and slashes outside brackets."""
    if "(" not in value:
        return re.split(r"[\s,/]+", value.strip()) if value.strip() else []
    return [part for part in outside_brackets(value, " ,/\t\n") if part]


def outside_brackets(value: str, separators: str) -> list[str]:
    """Return the parts of a value between separator characters outside brackets."""
    parts, depth, start = [], 0, 0
    for index, character in enumerate(value):
        depth += (character == "(") - (character == ")")
        if depth == 0 and character in separators:
            parts.append(value[start:index])
            start = index + 1
    return [*parts, value[start:]]


def four_sides(parts: Sequence[T]) -> Sequence[T]:
    """Return the parts for top, right, bottom and left, or nothing unless there are one to four parts."""
    match parts:
        case [every]:
            return [every] * 4
        case [block, inline]:
            return [block, inline, block, inline]
        case [top, inline, bottom]:
            return [top, inline, bottom, inline]
        case [_, _, _, _]:
            return parts
    return []


def _operand(token: Any, units: Units, depth: int) -> float | None:  # noqa: PLR0911 - one return per kind
    if depth > DEEPEST:
        return None
    match token.type:
        case "number":
            return float(token.value)
        case "percentage":
            return float(token.value) * units.percent
        case "dimension":
            size = _ANGLES.get(token.lower_unit) or units.of(token.lower_unit)
            return None if size is None else float(token.value) * size
        case "ident":
            return _CONSTANTS.get(token.lower_value)
        case "() block":
            return _sum(token.content, units, depth + 1)
        case "function" if token.lower_name in FUNCTIONS:
            return _function(token.lower_name, list(split(token.arguments)), units, depth + 1)
    return None


def _function(name: str, arguments: list[list[Any]], units: Units, depth: int) -> float | None:
    if name == "round":
        first = [token for token in arguments[0] if token.type != "whitespace"] if arguments else []
        named = getattr(first[0], "lower_value", "") if first else ""
        values = [_sum(part, units, depth) for part in (arguments[1:] if named else arguments)]
        to, step = values[0] if values else None, values[1] if len(values) > 1 else 1.0
        return None if to is None or not step else step * _ROUNDINGS.get(named, _ROUNDINGS[""])(to / step)
    values = [_sum(part, units, depth) for part in arguments]
    known = [value for value in values if value is not None]
    try:
        return _CHOICES[name](known) if known and len(known) == len(values) else None
    except (ValueError, IndexError, OverflowError, ZeroDivisionError):
        return None


def _sum(tokens: Sequence[Any], units: Units, depth: int) -> float | None:
    """Evaluate operands joined by +, -, * and /; the latter two take precedence."""
    items = [token for token in tokens if token.type not in {"whitespace", "comment"}]
    total, factor, sign = 0.0, _operand(items[0], units, depth) if items else None, 1.0
    for operator, token in zip(items[1::2], items[2::2], strict=False):
        value = _operand(token, units, depth)
        if factor is None or value is None or operator.type != "literal":
            return None
        match operator.value:
            case "*":
                factor *= value
            case "/":
                factor = factor / value if value else math.copysign(INFINITE, factor)
            case "+" | "-":
                total, factor, sign = total + sign * factor, value, 1.0 if operator.value == "+" else -1.0
    return None if factor is None or len(items) % 2 == 0 else total + sign * factor


def split(tokens: Sequence[Any], by: str = ",") -> Iterator[list[Any]]:
    """Yield the runs of tokens between separators."""
    for parts, run in groupby(tokens, lambda token: bool(token.type == "literal" and token.value == by)):
        if not parts:
            yield list(run)

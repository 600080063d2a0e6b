"""CSS transforms as matrices: offset and scale of an element."""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from recruit.adapters.documents.css.declarations import Style
from recruit.adapters.documents.css.lengths import Units, pixels, share, words

Matrix: TypeAlias = tuple[tuple[float, ...], ...]
"""Four rows of four. The columns are the images of x, y, z and the origin."""

MOST_FUNCTIONS: Final = 10
DEGREES: Final = {"deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}
IDENTITY: Final[Matrix] = tuple(tuple(float(row == column) for column in range(4)) for row in range(4))

_FUNCTION = re.compile(r"([a-z0-9]+)\(((?:[^()]|\([^()]*\))*)\)")
_NAME = re.compile(r"(translate|scale|rotate|skew|matrix|perspective)(?:3d|([xyz]))?")
_ANGLE = re.compile(r"([+-]?[\d.]{1,12}(?:e[+-]?\d{1,2})?)(deg|grad|rad|turn)?")
_AXES = {"x": (1.0, 0.0, 0.0), "y": (0.0, 1.0, 0.0), "z": (0.0, 0.0, 1.0), "": (0.0, 0.0, 1.0)}


def of(style: Style, units: Units) -> Matrix | None:
    """Return the transform of an element, or None if it has none. Percentages have no effect."""
    single = tuple(_single(style))
    return _of(single, style.get("transform", ""), units) if single or "transform" in style else None


@lru_cache(256)
def _of(single: tuple[tuple[str, str], ...], transform: str, units: Units) -> Matrix | None:
    functions = [*single, *_FUNCTION.findall(transform)[:MOST_FUNCTIONS]]
    if not functions:
        return None
    result = IDENTITY
    for name, arguments in functions:
        if (matrix := _matrix(name, words(arguments), units)) is not None:
            result = _times(result, matrix)
    return result


def offset(matrix: Matrix) -> tuple[float, float]:
    """Return the offset of a transform to the right and down, in pixels."""
    depth = abs(matrix[3][3]) or 1.0
    return matrix[0][3] / depth, matrix[1][3] / depth


def narrowest(matrix: Matrix) -> float:
    """Return the smallest scale factor of a transform in the plane of the page."""
    (a, c, *_), (b, d, *_), *_ = matrix
    longest = max(math.hypot(a, b), math.hypot(c, d))
    depth = matrix[3][3]
    return abs(a * d - b * c) / longest / depth if longest and depth > 0 else 0.0


def _single(style: Style) -> list[tuple[str, str]]:
    """Return the individual transform properties as functions."""
    found = [(name, value) for name in ("translate", "scale") if (value := style.get(name, "none")) != "none"]
    turned = style.get("rotate", "none").split()
    if turned and turned != ["none"]:
        axis = turned[0] if len(turned) > 1 and turned[0] in _AXES else ""
        found.append((f"rotate{axis}", turned[-1]))
    return found


def _matrix(name: str, parts: Sequence[str], units: Units) -> Matrix | None:  # noqa: PLR0911 - one return per kind
    named = _NAME.fullmatch(name)
    axis = named[2] or "" if named else ""
    match named and named[1]:
        case "translate":
            moved = [pixels(part, units) or 0.0 for part in parts[:3]]
            shifted = [0.0] * "xyz".index(axis or "x") + [*moved, 0.0, 0.0, 0.0]
            return _with(*((row, 3, size) for row, size in enumerate(shifted[:3])))
        case "perspective":
            distance = pixels(parts[0], units) if parts else None
            return _with((3, 2, -1 / max(distance, 1.0))) if distance is not None else None
        case "scale":
            return _scaled([1.0 if (found := share(part)) is None else found for part in parts], axis)
        case "rotate":
            if len(parts) >= len("xyz+"):
                return _turned([share(part) or 0.0 for part in parts[:3]], _angle(parts[3]))
            return _turned(_AXES.get(axis, _AXES[""]), _angle(parts[0]) if parts else 0.0)
        case "skew":
            first, second = [*(math.tan(_angle(part)) for part in parts[:2]), 0.0, 0.0][:2]
            return _with((1, 0, first)) if axis == "y" else _with((0, 1, first), (1, 0, second))
        case "matrix":
            return _given([share(part) or 0.0 for part in parts])
    return None


def _scaled(factors: list[float], axis: str) -> Matrix | None:
    if not factors:
        return None
    x, y, z = [*factors, factors[0], 1.0][:3] if len(factors) < len("xyz") else factors[:3]
    if axis in {"x", "y", "z"}:
        x, y, z = (factors[0] if axis == each else 1.0 for each in "xyz")
    return _with((0, 0, x), (1, 1, y), (2, 2, z))


def _given(numbers: Sequence[float]) -> Matrix | None:
    if len(numbers) == len("abcdef"):
        a, b, c, d, x, y = numbers
        return _with((0, 0, a), (1, 0, b), (0, 1, c), (1, 1, d), (0, 3, x), (1, 3, y))
    if len(numbers) == len(IDENTITY) ** 2:
        return tuple(tuple(numbers[row::4]) for row in range(4))
    return None


def _turned(axis: Sequence[float], angle: float) -> Matrix:
    """Return a rotation about an axis (Rodrigues' formula)."""
    length = math.hypot(*axis) or 1.0
    x, y, z = (part / length for part in axis)
    cos, sin = math.cos(angle), math.sin(angle)
    rest = 1 - cos
    return (
        (cos + x * x * rest, x * y * rest - z * sin, x * z * rest + y * sin, 0.0),
        (y * x * rest + z * sin, cos + y * y * rest, y * z * rest - x * sin, 0.0),
        (z * x * rest - y * sin, z * y * rest + x * sin, cos + z * z * rest, 0.0),
        IDENTITY[3],
    )


def _angle(text: str) -> float:
    """Return an angle in radians."""
    found = _ANGLE.fullmatch(text)
    try:
        return math.radians(float(found[1]) * DEGREES[found[2] or "deg"]) if found else 0.0
    except ValueError:
        return 0.0


def _with(*places: tuple[int, int, float]) -> Matrix:
    rows = [list(row) for row in IDENTITY]
    for row, column, value in places:
        rows[row][column] = value
    return tuple(map(tuple, rows))


def _times(one: Matrix, other: Matrix) -> Matrix:
    columns = tuple(zip(*other, strict=True))
    return tuple(tuple(sum(a * b for a, b in zip(row, column, strict=True)) for column in columns) for row in one)

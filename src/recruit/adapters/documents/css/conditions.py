"""Conditions of @media, @supports and @container, evaluated for a wide screen and a current browser."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

import tinycss2

from recruit.adapters.documents.css.lengths import HEIGHT, WIDTH, pixels, split

MEASURES: Final = {"width": WIDTH, "height": HEIGHT, "device-width": WIDTH, "device-height": HEIGHT,
                   "inline-size": WIDTH, "block-size": HEIGHT, "aspect-ratio": WIDTH / HEIGHT,
                   "device-aspect-ratio": WIDTH / HEIGHT, "resolution": 1.0, "device-pixel-ratio": 1.0, "color": 8.0,
                   "monochrome": 0.0, "color-index": 0.0, "grid": 0.0}  # fmt: skip
KEYWORDS: Final = {"orientation": "landscape", "hover": "hover", "any-hover": "hover", "pointer": "fine",
                   "any-pointer": "fine", "prefers-color-scheme": "light", "prefers-reduced-motion": "no-preference",
                   "prefers-contrast": "no-preference", "prefers-reduced-transparency": "no-preference",
                   "prefers-reduced-data": "no-preference", "forced-colors": "none", "inverted-colors": "none",
                   "scripting": "enabled", "update": "fast", "display-mode": "browser", "overflow-block": "scroll",
                   "overflow-inline": "scroll", "color-gamut": "srgb", "dynamic-range": "standard",
                   "video-dynamic-range": "standard", "scan": "progressive"}  # fmt: skip
ABSENT: Final = frozenset({"none", "no-preference"})
"""Values of features that are false in a query without a value."""

FAMILIES: Final = frozenset(
    "accent align all animation appearance aspect backdrop background block border bottom box break caret clear "
    "clip color column columns contain container content counter cursor display filter flex float font gap grid "
    "height hyphens image initial inline inset isolation justify left letter line list margin mask max min mix "
    "object offset opacity order outline overflow overscroll padding perspective place pointer position resize "
    "right rotate row scale scroll shape tab text top touch transform transition translate user vertical view "
    "visibility white width will word writing z zoom".split()
)
"""First words of the properties that browsers support."""

DEEPEST: Final = 10

_UNITS = {"dppx": 1.0, "x": 1.0, "dpi": 1 / 96, "dpcm": 2.54 / 96}
_RATIO = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)\s*/\s*(\d{1,6}(?:\.\d{1,6})?)")
_RESOLUTION = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(dppx|x|dpi|dpcm)")
_PREFIX = re.compile(r"(?:-(?:webkit|moz|o|ms)-)?(?:(min|max)-?-)?(?:-moz-)?([a-z-]+)")
_COMPARES: dict[str, Callable[[float, float], bool]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "=": lambda one, other: False,  # noqa: ARG005 - no screen has exactly this size
}
_OPERATORS = re.compile(r"(<=|>=|<|>|=)")


def media(prelude: Sequence[Any]) -> bool:
    """Return whether a list of media queries matches a screen of 1280 by 800 pixels."""
    queries = list(split(prelude))
    return not queries or any(_query(_significant(query)) for query in queries)


def container(prelude: Sequence[Any]) -> bool | None:
    """Return whether a container query matches a container as wide as the screen, or None if it is unknown."""
    tokens = _significant(prelude)
    if tokens and tokens[0].type == "ident" and tokens[0].lower_value != "not":
        tokens = tokens[1:]
    if any(token.type == "function" for token in tokens):
        return None
    return _condition(tokens, _feature, 0)


def supports(prelude: Sequence[Any]) -> bool:
    """Return whether a current browser supports the properties of a condition."""
    return _condition(_significant(prelude), _is_supported, 0)


def _query(tokens: list[Any]) -> bool:
    """Evaluate a media query: conditions, or a type, optionally followed by "and" and conditions."""
    first = tokens[0].lower_value if tokens and tokens[0].type == "ident" else ""
    negated = first == "not" and len(tokens) > 1 and tokens[1].type == "ident"
    if negated or first == "only":
        tokens = tokens[1:]
    if not tokens:
        return True
    if tokens[0].type != "ident" or tokens[0].lower_value == "not":
        return _condition(tokens, _feature, 0)
    holds = tokens[0].lower_value in {"all", "screen"} and (len(tokens) == 1 or _condition(tokens[2:], _feature, 0))
    return holds is not negated


def _condition(tokens: list[Any], leaf: Callable[[Any], bool], depth: int) -> bool:
    """Evaluate leaves joined by "not", "and" and "or"."""
    if depth > DEEPEST:
        return False
    negated, result, joined = False, None, "and"
    for token in tokens:
        if token.type == "ident":
            if token.lower_value == "not":
                negated = True
            else:
                joined = token.lower_value
            continue
        value = _leaf(token, leaf, depth) is not negated
        negated = False
        result = value if result is None else (result or value) if joined == "or" else (result and value)
    return bool(result)


def _leaf(token: Any, leaf: Callable[[Any], bool], depth: int) -> bool:
    if token.type == "() block":
        inner = _significant(token.content)
        is_not = bool(inner) and inner[0].type == "ident" and inner[0].lower_value == "not"
        if is_not or (inner and inner[0].type in {"() block", "function"}):
            return _condition(inner, leaf, depth + 1)
    return leaf(token)


def _feature(token: Any) -> bool:
    """Evaluate a media feature: "min-width: 600px", "400px <= width < 900px" or "hover"."""
    if token.type != "() block":
        return False
    text = tinycss2.serialize(token.content).strip().lower()
    name, colon, value = (part.strip() for part in text.partition(":"))
    if colon:
        return _compared(name, value)
    if parts := _OPERATORS.split(text):
        if len(parts) == 1:
            return MEASURES.get(name, 0.0) > 0 or KEYWORDS.get(name, "none") not in ABSENT
        return all(_range(*parts[at : at + 3]) for at in range(0, len(parts) - 2, 2))
    return False


def _compared(name: str, value: str) -> bool:
    found = _PREFIX.fullmatch(name)
    if found is None:
        return False
    limit, feature = found[1], found[2]
    if feature in KEYWORDS:
        return KEYWORDS[feature] == value
    return _range(feature, {"min": ">=", "max": "<=", None: "="}[limit], value)


def _range(left: str, operator: str, right: str) -> bool:
    one, other = _measure(left.strip()), _measure(right.strip())
    return one is not None and other is not None and _COMPARES[operator](one, other)


def _measure(text: str) -> float | None:
    if text in MEASURES:
        return MEASURES[text]
    if ratio := _RATIO.fullmatch(text):
        return float(ratio[1]) / (float(ratio[2]) or 1.0)
    if found := _RESOLUTION.fullmatch(text):
        return float(found[1]) * _UNITS[found[2]]
    return pixels(text)


def _is_supported(token: Any) -> bool:
    """Evaluate a condition of @supports: "display: grid" or "selector(…)"."""
    if token.type == "function":
        return bool(token.lower_name in {"selector", "font-tech", "font-format"})
    if token.type != "() block":
        return False
    name, colon, value = tinycss2.serialize(token.content).strip().lower().partition(":")
    name = name.strip()
    if not colon or "-ms-" in value or "-moz-" in value or "-o-" in value:
        return False
    return name.startswith("--") or name.removeprefix("-webkit-").split("-")[0] in FAMILIES


def _significant(tokens: Sequence[Any]) -> list[Any]:
    return [token for token in tokens if token.type not in {"whitespace", "comment"}]

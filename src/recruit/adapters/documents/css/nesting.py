"""Expansion of nested selectors, in which "&" stands for the parent selectors (CSS Nesting 1)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from tinycss2 import ast

from recruit.adapters.documents.css.lengths import split

HEAVIEST: Final = 200
"""Limit of component values in an expanded selector."""


def expanded(prelude: Sequence[Any], parents: Sequence[Any]) -> Iterator[Any]:
    """Yield the component values of a nested rule's selectors, with "&" replaced by the parents' selectors."""
    for number, part in enumerate(split(prelude)):
        if number:
            yield ast.LiteralToken(0, 0, ",")
        if not _mentions_parents(part):
            yield from _matches_any(parents)
            yield ast.WhitespaceToken(0, 0, " ")
        for each in part:
            yield from _with_parents(each, parents)


def _with_parents(value: Any, parents: Sequence[Any]) -> Iterator[Any]:
    if value == "&":
        yield from _matches_any(parents)
    elif value.type == "function":
        arguments = [part for each in value.arguments for part in _with_parents(each, parents)]
        yield ast.FunctionBlock(value.source_line, value.source_column, value.name, arguments)
    else:
        yield value


def _mentions_parents(tokens: Iterable[Any]) -> bool:
    return any(each == "&" or (each.type == "function" and _mentions_parents(each.arguments)) for each in tokens)


def _matches_any(tokens: Sequence[Any]) -> tuple[Any, Any]:
    return ast.LiteralToken(0, 0, ":"), ast.FunctionBlock(0, 0, "is", list(tokens))


def weight(tokens: Iterable[Any]) -> int:
    """Return the number of component values, including those in functions. Counting stops above HEAVIEST."""
    total = 0
    for token in tokens:
        total += 1 + (weight(token.arguments) if token.type == "function" else 0)
        if total > HEAVIEST:
            break
    return total

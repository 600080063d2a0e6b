"""CSS declarations: "color: red !important" as property, value and importance."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import tinycss2

from recruit.adapters.documents.css.properties import canonical, is_relevant, longhands

LONGEST_VALUE = 2_000
LONGEST_STYLE = 20_000
"""Limits in characters of a value, and of a style attribute."""

_SUBSTITUTED = re.compile(r"(?:^|[\s,(/])(?:var|attr|env|if|--[\w-]+)\(")

Style: TypeAlias = Mapping[str, str]
"""Values by property."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declaration. `depends` if its value depends on variables or attributes."""

    name: str
    value: str
    important: bool = False
    depends: bool = False


@lru_cache(512)
def of_attribute(style: str) -> tuple[Declaration, ...]:
    """Return the declarations of a style attribute."""
    return tuple(of(tinycss2.parse_blocks_contents(style[:LONGEST_STYLE], skip_comments=True, skip_whitespace=True)))


def of(contents: Iterable[Any]) -> Iterator[Declaration]:
    """Yield the declarations among the parsed contents of a block, with shorthands expanded."""
    for item in contents:
        if item.type == "declaration":
            name = item.name if item.name.startswith("--") else canonical(item.lower_name)
            if is_relevant(name):
                yield from _declared(name, text(item.value), important=item.important)


def text(tokens: Iterable[Any]) -> str:
    """Return a value without comments and escapes, with single spaces, or "" if it is nested too deeply."""
    try:
        parts = [" " if token.type in {"whitespace", "comment"} else token.serialize() for token in tokens]
    except RecursionError:
        return ""
    return " ".join("".join(parts)[:LONGEST_VALUE].split())


def _declared(name: str, value: str, *, important: bool) -> Iterator[Declaration]:
    if name.startswith("--"):
        yield Declaration(name, value, important)
    elif _SUBSTITUTED.search(lowered := value.lower()):
        yield Declaration(name, value, important, depends=True)
    else:
        for longhand, part in longhands(name, lowered):
            yield Declaration(longhand, part, important)

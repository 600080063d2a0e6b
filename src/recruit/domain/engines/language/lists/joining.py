"""Enumerations of values: "Berlin or Munich", "Python, Rust and SQL"."""

from typing import TypeAlias

from recruit.domain.engines.language.lists.phrases import PhraseMatcher

_OR = frozenset("or oder ou o of u".split())
_AND = frozenset("and und et y e en as".split())
_BETWEEN = frozenset(
    "in im a en em em at near around aus bei from de da do of di uit van te knows know with mit avec con com met either also well auch"
    " the la le el los das der die den au na no on auf".split()
)
Value: TypeAlias = str | list[str]
"""The value of a filter. A list holds alternatives."""

MOST_BETWEEN = 3
"""Most words between two values of an enumeration."""


def one_or_several(values: list[str]) -> Value:
    """Return alternatives as one value: a single one as it is, several as a list."""
    return values[0] if len(values) == 1 else values


def conjunction(matcher: PhraseMatcher, end: int, start: int) -> str | None:
    """Return the conjunction between a value that ends at `end` and one that starts at `start`; None if there is none.

    It is "or", "and", or "," for a comma alone.
    """
    between = [word.key for word in matcher.words[end:start] if word.key != "#"]
    if not between or len(between) > MOST_BETWEEN:
        return None
    words = [key for key in between if key[0].isalpha()]
    marks = {key for key in between if not key[0].isalpha()}
    if not marks <= {",", "/", "&"}:
        return None
    first = words[0] if words else ""
    if first in _OR or "/" in marks:
        return "or" if set(words[1:]) <= _BETWEEN else None
    if first in _AND or "&" in marks:
        return "and" if set(words[1:]) <= _BETWEEN else None
    return "," if marks and not words else None


def enumerated(
    matcher: PhraseMatcher, spans: list[tuple[int, int]], *, of_one: bool = True
) -> tuple[list[tuple[int, int]], str]:
    """Return the first span with the spans enumerated after it, and the kind of enumeration: "or", "and" or "" for a single span.

    `of_one`: two values with a comma alone between them may be one value, as "Berlin, Germany" is one place.
    """
    chain, links = spans[:1], list[str]()
    for span in spans[1:]:
        found = conjunction(matcher, chain[-1][1], span[0])
        if found is None:
            break
        chain.append(span)
        links.append(found)
    while of_one and links and links[-1] == ",":
        links.pop()
        chain.pop()
    return chain, "or" if "or" in links else "and" if links else ""

"""Tests whether a profile names a language that the candidate speaks, in any of seven languages."""

import re
from collections.abc import Callable

from recruit.domain.engines.language.lists.spoken_languages import names_of_language
from recruit.domain.engines.reading.text.language_names import LEVEL
from recruit.domain.search.model import name_pattern

NEAR = 60
"""Characters around a name that is also a country's, in which a word must show that a language is meant."""

_COUNTRIES = frozenset(["italien"])
_SPOKEN = re.compile(
    rf"langu|lingu|idiom|sprach|sprich|sprech|parl|speak|spreek|talen|\b(?:{LEVEL})(?!\w)", re.IGNORECASE
)


def speaks(language: str) -> Callable[..., bool]:
    """Return a test for texts that name the language."""
    expression = re.compile(name_pattern(names_of_language(language)), re.IGNORECASE)

    def test(*texts: str | None) -> bool:
        return any(_is_spoken(text, found) for text in texts if text for found in expression.finditer(text))

    return test


def _is_spoken(text: str, found: re.Match[str]) -> bool:
    if found.group().casefold() not in _COUNTRIES:
        return True
    return _SPOKEN.search(text, max(0, found.start() - NEAR), found.end() + NEAR) is not None

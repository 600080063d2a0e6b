"""Context-free features of a word of a job text: its spelling, and the lists and tables that contain it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from recruit.domain.engines.ranking.language_detection import SMALL_WORDS
from recruit.domain.engines.reading.job import requirement_features, requirement_items, title_vocabulary
from recruit.domain.engines.reading.text import gazetteer, language_names

KNOWN_WORDS = 20_000
"""Size of the cache of words."""

SHAPE = 12
"""Letters of a word that its shape covers."""

_LETTERS = (("p3", 0, 3), ("p5", 0, 5), ("e3", -3, None), ("e4", -4, None))
"""Prefixes and suffixes of a word."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Context-free features of a word: its spelling, and the tables and lists that contain it."""

    low: str
    shape: str
    letters: tuple[str, ...]
    flags: tuple[str, ...]


@lru_cache(KNOWN_WORDS)
def entry(word: str) -> Entry:
    """Return the context-free features of a word."""
    low = word.casefold()
    letters = tuple(f"{name}={low[first:last]}" for name, first, last in _LETTERS) if len(low) > 1 else ()
    return Entry(low, _shape(word), letters, tuple(_flags(word, low)))


def _shape(word: str) -> str:
    """Return the shape of a word, its letter kinds with runs collapsed: Xx for "Java", X9 for "R489"."""
    kinds = (
        "X" if each.isupper() else "x" if each.islower() else "9" if each.isdigit() else each for each in word[:SHAPE]
    )
    found = ""
    for kind in kinds:
        if not found.endswith(kind):
            found += kind
    return found if len(word) > 1 else f"{found}1"


def _flags(word: str, low: str) -> Iterator[str]:
    if low in SMALL_WORDS:
        yield "small"
    if requirement_items.introduces(word):
        yield "lead"
    if requirement_items.follows(word):
        yield "trail"
    yield from requirement_features.flags(word)
    if title_vocabulary.ends_title(word) or title_vocabulary.begins_title(word):
        yield "title"
    elif title_vocabulary.in_titles(word):
        yield "in titles"
    if low in language_names.LANGUAGES:
        yield "language"
    if word[:1].isupper() and (town := gazetteer.town(word)) and not town.is_word:
        yield "town"

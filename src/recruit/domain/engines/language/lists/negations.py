"""Negations of a filter's value: "without SQL", "who don't live in Berlin"."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import islice

from recruit.domain.engines.language.learned.kinds import STOP_WORDS
from recruit.domain.engines.language.lists import words
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, fits
from recruit.domain.engines.language.negation_words import OF_FILTER, OTHER_THAN, WITHOUT

BEFORE = 5
"""Most words between a negation and the value that it excludes: "who don't live in Berlin"."""


def negation(matcher: PhraseMatcher, index: int, others: AbstractSet[int] = frozenset()) -> tuple[int, int] | None:
    """Return the span of the negation shortly before the value at an index, or None.

    A negation binds the next value only: none reaches across `others`, the indexes of other values.
    """
    ends = {end: (start, end) for _, start, end in matcher.find(OTHER_THAN)}
    for before in range(index - 1, max(-1, index - 1 - BEFORE), -1):
        key = matcher.words[before].key
        if before in others:
            return None
        if before + 1 in ends:
            return ends[before + 1]
        if key in OF_FILTER and not matcher.consumed[before]:
            return _begin(matcher, before), before + 1
        if matcher.consumed[before]:
            return None
    return None


def governed(matcher: PhraseMatcher) -> Iterator[int]:
    """Yield the index of the word that each "without" governs: "experience" in "without experience in Berlin"."""
    for index, word in enumerate(matcher.words):
        after = range(index + 1, len(matcher.words)) if word.key in WITHOUT else range(0)
        yield from islice((at for at in after if not _is_small(matcher.words[at].key)), 1)


def _is_small(key: str) -> bool:
    return key in STOP_WORDS or fits(words.FILLERS, key) or words.is_row_noun(key)


def _begin(matcher: PhraseMatcher, index: int) -> int:
    """Return the index of the "ne" that belongs to a "pas", else that of the negation itself."""
    if matcher.words[index].key != "pas":
        return index
    return next((at for at in range(max(0, index - 3), index) if matcher.words[at].key in {"ne", "n'"}), index)

"""Negations of a filter's value: "without SQL", "who don't live in Berlin"."""

from collections.abc import Set as AbstractSet

from recruit.domain.engines.language.lists import words
from recruit.domain.engines.language.lists.phrases import Phrases

BEFORE = 5
"""Most words between a negation and the value that it excludes: "who don't live in Berlin"."""


def negation(said: Phrases, place: int, others: AbstractSet[int] = frozenset()) -> tuple[int, int] | None:
    """Return the span of the words that negate the value at `place`, shortly before it, or None.

    A negation binds the next value only: none reaches across `others`, the places of other values.
    """
    ends = {end: (start, end) for _, start, end in said.find(words.OTHER_THAN)}
    for before in range(place - 1, max(-1, place - 1 - BEFORE), -1):
        key = said.words[before].key
        if before in others:
            return None
        if before + 1 in ends:
            return ends[before + 1]
        if key in words.NOT and not said.taken[before]:
            return _begin(said, before), before + 1
        if said.taken[before]:
            return None
    return None


def _begin(said: Phrases, place: int) -> int:
    """Return the place of the "ne" that belongs to a "pas", else the place of the negation itself."""
    if said.words[place].key != "pas":
        return place
    return next((at for at in range(max(0, place - 3), place) if said.words[at].key in {"ne", "n'"}), place)

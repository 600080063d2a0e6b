"""Tests whether a title belongs to an occupation, in any language.

of an occupation = title that has the words of it | that names the same trades | whose meaning is near
near             = cosine of the meanings from NEAR on, where the occupation's own is sure enough
"""

from collections.abc import Callable

from recruit.domain.engines.language.learned.linking import LEVELS
from recruit.domain.engines.language.learned.occupation_words import occupation
from recruit.domain.engines.language.learned.words import keys
from recruit.domain.engines.occupations.meaning import meaning, title_similarity
from recruit.domain.engines.reading.text.titles import is_head

FIELDS = frozenset(
    "backend frontend data product machine support security marketing finance logistics warehouse devops".split()
)
"""Trades of the vocabulary that name a field of work: a "frontend developer" is no backend engineer."""

NEAR = 0.85
SURE = 0.6


def is_occupation(wanted: str) -> bool:
    """Tell whether the words name an occupation."""
    return any(occupation(key) or is_head(key) for key in keys(wanted))


def has_occupation(wanted: str) -> Callable[..., bool]:
    """Return a test for titles of the occupation."""
    wanted_keys = keys(wanted)
    levels = {key for key in wanted_keys if key in LEVELS}
    occupations = [occupation(key) for key in wanted_keys if key not in levels]
    known_occupations = {trade for trade in occupations if trade}
    wanted_meaning = meaning(" ".join(key for key in wanted_keys if key not in levels))
    is_sure = wanted_meaning.confidence >= SURE

    def test(*titles: str | None) -> bool:
        return any(_fits(title) for title in titles if title)

    def _fits(title: str) -> bool:
        if wanted.casefold() in title.casefold():
            return True
        title_keys = keys(title)
        if not levels <= set(title_keys):
            return False
        title_occupations = {trade for key in title_keys if (trade := occupation(key))}
        if known_occupations and len(known_occupations) == len(occupations) and known_occupations <= title_occupations:
            return True
        if not known_occupations & FIELDS <= title_occupations or (known_occupations and known_occupations <= FIELDS):
            return False
        return is_sure and title_similarity(wanted_meaning, meaning(title)) >= NEAR

    return test

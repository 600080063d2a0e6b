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


def is_trade(wanted: str) -> bool:
    """Tell whether the words name an occupation."""
    return any(occupation(key) or is_head(key) for key in keys(wanted))


def of_trade(wanted: str) -> Callable[..., bool]:
    """Return a test for titles of the occupation."""
    said = keys(wanted)
    levels = {key for key in said if key in LEVELS}
    trades = [occupation(key) for key in said if key not in levels]
    named = {trade for trade in trades if trade}
    meant = meaning(" ".join(key for key in said if key not in levels))
    is_sure = meant.confidence >= SURE

    def test(*titles: str | None) -> bool:
        return any(_fits(title) for title in titles if title)

    def _fits(title: str) -> bool:
        if wanted.casefold() in title.casefold():
            return True
        own = keys(title)
        if not levels <= set(own):
            return False
        theirs = {trade for key in own if (trade := occupation(key))}
        if named and len(named) == len(trades) and named <= theirs:
            return True
        if not named & FIELDS <= theirs or (named and named <= FIELDS):
            return False
        return is_sure and title_similarity(meant, meaning(title)) >= NEAR

    return test

"""Words of job titles, from the table `job_words` that `tools.job_texts` makes of occupations in seven languages."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from recruit.data import arrays
from recruit.data.sorted_lines import SortedLines
from recruit.domain.engines.reading.job.title_phrases import MORE_HEADS, SUFFIXES
from recruit.domain.engines.reading.text import titles

_GENDER = re.compile(
    r"(?:[:*_/·.-]-?(?:in|innen|r|n|e|es|a|o|as|os|euse|trice|rice|ne|ice|ra|ora|se)|\((?:in|r|a|o|e|se|ne|as|os|ra)\))+$"
)
HEAD_LAST = frozenset({"en", "de", "nl"})
"""Languages whose titles end with the occupation noun; in the Romance languages they begin with it."""

LONGEST = 40
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class _Table:
    last: SortedLines
    first: SortedLines
    within: SortedLines


@cache
def _table() -> _Table:
    table = arrays("job_words")
    return _Table(*(SortedLines(table[name]) for name in ("last", "first", "within")))


def bare(word: str) -> str:
    """Return a word in lower case without gender marks: "Laborant:in" is "laborant"."""
    low = word.casefold().rstrip(".'’-")
    # A longer word isn't a title, and the substitution takes time quadratic in its length.
    return _GENDER.sub("", low) if len(low) <= 2 * LONGEST else low


@lru_cache(maxsize=20_000)
def ends_title(word: str) -> bool:
    """Whether a word is an occupation noun in a language whose titles end with it."""
    low = bare(word)
    if len(low) > LONGEST or not low or any(map(str.isdigit, low)):
        return False
    part = low.rpartition("-")[2] or low
    forms = {low, part, low.removesuffix("s"), low.removesuffix("in"), low.removesuffix("n")}
    return (
        low in MORE_HEADS
        or titles.is_head(word)
        or any(len(form) > 1 and _table().last.find(form) is not None for form in forms)
        or (low.endswith(SUFFIXES) and low not in SUFFIXES)
    )


@lru_cache(maxsize=20_000)
def only_begins(word: str) -> bool:
    """Whether a word is an occupation noun of the Romance languages only."""
    low = bare(word)
    return len(low) >= SHORTEST and _table().first.find(low) is not None and _table().last.find(low) is None


@lru_cache(maxsize=20_000)
def begins_title(word: str) -> bool:
    """Whether a word is an occupation noun in a language whose titles begin with it."""
    low = bare(word)
    if len(low) > LONGEST or len(low) <= 1:
        return False
    forms = (low, low.removesuffix("s"), low.removesuffix("es"))
    return low in MORE_HEADS or titles.is_head(word) or any(_table().first.find(form) is not None for form in forms)


@lru_cache(maxsize=20_000)
def in_titles(word: str) -> bool:
    """Whether a word occurs in job titles."""
    low = bare(word)
    if not low or len(low) > LONGEST:
        return False
    return any(words.find(low) is not None for words in (_table().within, _table().last, _table().first))

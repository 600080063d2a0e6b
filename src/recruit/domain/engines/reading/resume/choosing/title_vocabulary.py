"""Head nouns of occupation titles, from the table `title_words` that `tools.resumes` makes."""

import re
from functools import cache, lru_cache

from recruit.data import arrays
from recruit.data import lines as entries
from recruit.domain.engines.reading.text import lines

SHORTEST_ENDING = 5
"""Minimum letters of a known noun at the end of a German or Dutch compound."""

_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@lru_cache(lines.CACHED)
def share(text: str) -> float:
    """Return the share of a text's words that are known heads; compounds that end with one count half."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return sum(map(_weight, words)) / len(words) if words else 0.0


@lru_cache(lines.CACHED)
def _weight(word: str) -> float:
    known = _words()
    if word in known:
        return 1.0
    ends = range(1, len(word) - SHORTEST_ENDING + 1)
    return 0.5 if any(word[start:] in known for start in ends) else 0.0


@cache
def _words() -> frozenset[str]:
    return frozenset(entries(arrays("title_words")["words"]))

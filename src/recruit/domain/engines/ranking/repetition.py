"""Removal of repeated text, so that it doesn't count more than the same text once.

    line  = counts once
    word  = counts once in a row
    run   = four words that occurred in this order before: counts once
    item  = the text between line ends, commas, semicolons, bars and bullets: counts twice, because résumés list skills
            once by themselves and once where they were used

Lines and items are compared by their letters and digits, words by their terms. A text without repetition is returned
unchanged.
"""

import re
from collections import Counter
from functools import lru_cache

from recruit.domain.engines.ranking.terms import TOKEN, located_terms

MOST_OF_AN_ITEM = 2
RUN = 4

TEXTS_CACHED = 16
"""A candidate's texts are read twice: for the features, and for the hash of the text that is embedded."""

_LINE_ENDS = re.compile(r"(\n)")
_ITEM_ENDS = re.compile(r"([\n,;|•·]+)")


@lru_cache(maxsize=TEXTS_CACHED)
def without_repetition(text: str) -> str:
    """Return a text without its repetitions."""
    lines_once = _bounded(text, _LINE_ENDS, 1)
    return _bounded(_runs_once(lines_once), _ITEM_ENDS, MOST_OF_AN_ITEM)


def _bounded(text: str, ends: re.Pattern[str], most: int) -> str:
    """Return a text without parts that occurred `most` times before."""
    counts = Counter[str]()
    kept = []
    for part in ends.split(text):
        words = " ".join(TOKEN.findall(part.lower()))
        counts[words] += bool(words)
        if counts[words] <= most:
            kept.append(part)
    return "".join(kept)


def _runs_once(text: str) -> str:
    words = list(located_terms(text))
    apart = [place for place, word in enumerate(words) if place == 0 or word.stem != words[place - 1].stem]
    repeated = set(range(len(words))).difference(apart)
    seen = set[tuple[str, ...]]()
    for start in range(len(apart) - RUN + 1):
        places = apart[start : start + RUN]
        run = tuple(words[place].stem for place in places)
        if run in seen:
            repeated.update(places)
        seen.add(run)
    kept, end = [], 0
    for place in sorted(repeated):
        kept.append(text[end : words[place].start])
        end = words[place].end
    return "".join([*kept, text[end:]])

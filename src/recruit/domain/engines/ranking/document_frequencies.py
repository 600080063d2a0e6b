"""Inverse document frequencies of terms over general descriptions of work, independent of an organisation's records.

idf = ln((N + 1) / (df + ½)), after Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, without the
part that turns negative. N is the number of documents, df the number of those with the term. Values are stored in units
of 1/25. The documents are listed in `tools.gazetteers.background`.
"""

from collections.abc import Mapping
from functools import cache, lru_cache

from recruit.data import arrays, lines

TERMS_CACHED = 200_000
STEP = 25
"""Fixed-point units per 1.0 of an idf."""

UNSEEN = 7.5
"""The idf of a term that no document has, equal to that of a term in ten of 18,000 documents: the term may be the name
of a product, which is significant, or a misspelling, which isn't."""


@lru_cache(maxsize=TERMS_CACHED)
def idf(term: str) -> float:
    """Return the inverse document frequency of a stem, 0 (every document has it) to about 10."""
    found = _table().get(term)
    return UNSEEN if found is None else found[1]


def place(term: str) -> int | None:
    """Return the table line of a stem, or None for a stem that no document has."""
    found = _table().get(term)
    return None if found is None else found[0]


def size() -> int:
    """Return the number of lines of the table."""
    return len(_table())


@cache
def _table() -> Mapping[str, tuple[int, float]]:
    table = arrays("background")
    steps = table["idf"].tolist()
    return {
        term: (line, step / STEP) for line, (term, step) in enumerate(zip(lines(table["terms"]), steps, strict=True))
    }

"""How telling a term is, whoever is in the pool: inverse document frequencies over descriptions of work in general.

idf = ln((N + 1) / (df + ½)), after Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, without the
part that turns negative; N documents, of which df have the term. Stored in steps of 1/25. `tools.gazetteers.background`
says which documents.
"""

from collections.abc import Mapping
from functools import cache

from recruit.data import arrays, lines

STEP = 25
"""Steps of an idf to 1."""

UNSEEN = 7.5
"""The idf of a term that no document has: as telling as one in ten documents of 18,000, since it may be a product's
name that says all and may be a slip of the pen that says nothing."""


def idf(term: str) -> float:
    """Return the inverse document frequency of a stem, 0 (every document has it) to about 10."""
    found = _table().get(term)
    return UNSEEN if found is None else found[1]


def place(term: str) -> int | None:
    """Return the line of the table that a stem has, or None for one that no document has."""
    found = _table().get(term)
    return None if found is None else found[0]


def size() -> int:
    """Return how many lines the table has."""
    return len(_table())


@cache
def _table() -> Mapping[str, tuple[int, float]]:
    table = arrays("background")
    steps = table["idf"].tolist()
    return {
        term: (line, step / STEP) for line, (term, step) in enumerate(zip(lines(table["terms"]), steps, strict=True))
    }

"""Concept vectors: the topics of a text as a sparse vector over all occupations.

Two texts without a common word can have similar concept vectors. The method is explicit semantic analysis (Gabrilovich
and Markovitch, "Computing Semantic Relatedness Using Wikipedia-based Explicit Semantic Analysis", 2007), with
descriptions of occupations in place of an encyclopedia's articles:

    strength of an occupation  = Σ  weight of a term in the text · weight of the term in the occupation's description
    point                      = the squares of the greatest strengths, normalised to length 1, in units of 1/10,000
    likeness of two points     = their dot product

The table `concepts` is made by `tools.gazetteers.concepts`. Values are rounded, so that they are the same on every
machine.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import log

import numpy as np
from numpy.typing import NDArray

from recruit.data import arrays, lines
from recruit.domain.engines.ranking.document_frequencies import idf
from recruit.domain.engines.ranking.vocabulary import Sparse, sparse

POINT_STEPS = 10_000
"""Fixed-point units per 1.0 of a point's weight."""

STRONGEST = 50
"""Maximum occupations of a point. Weaker ones are noise."""

STEPS = 255
"""Fixed-point units per 1.0 of a term's weight in the table."""


@dataclass(frozen=True, slots=True)
class _Table:
    """An inverted index of T terms with P postings."""

    terms: dict[str, int]
    starts: list[int]  # (T + 1,): where a term's postings begin
    occupations: NDArray[np.int64]  # (P,)
    weights: NDArray[np.float64]  # (P,)


def point(parts: Iterable[tuple[Iterable[str], float]]) -> Sparse:
    """Return the concept vector, over occupations, of texts given by their terms and weights."""
    table = _table()
    known = {table.terms[term]: weight for term, weight in _weights(parts).items() if term in table.terms}
    if not known:
        return sparse(())
    spans = [slice(table.starts[place], table.starts[place + 1]) for place in known]
    weights: NDArray[np.float64] = np.repeat([*known.values()], [span.stop - span.start for span in spans])
    occupations = np.concatenate([table.occupations[span] for span in spans])
    weights *= np.concatenate([table.weights[span] for span in spans])
    strengths: NDArray[np.float64] = np.round(np.bincount(occupations, weights), 6)
    strongest = np.sort(_strongest(strengths))
    squares = np.square(strengths[strongest])
    shares = np.rint(POINT_STEPS * squares / np.sqrt(np.square(squares).sum()))
    return Sparse(strongest.astype(np.uint32), shares.astype(np.uint16))


def _strongest(strengths: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the places of the greatest strengths, in any order. Of equal strengths, the first places are taken."""
    least = np.partition(strengths, -STRONGEST)[-STRONGEST] if len(strengths) > STRONGEST else 0.0
    greater, equal = np.flatnonzero(strengths > max(least, 0.0)), np.flatnonzero((strengths == least) & (least > 0))
    return np.concatenate([greater, equal[: STRONGEST - len(greater)]])


def _weights(parts: Iterable[tuple[Iterable[str], float]]) -> dict[str, float]:
    found: defaultdict[str, float] = defaultdict(float)
    for terms, weight in parts:
        for term, count in Counter(terms).items():
            found[term] += weight * (1 + log(count)) * idf(term)
    return found


@cache
def _table() -> _Table:
    table = arrays("concepts")
    return _Table(
        terms={term: place for place, term in enumerate(lines(table["terms"]))},
        starts=table["starts"].tolist(),
        occupations=table["occupations"].astype(np.int64),
        weights=table["weights"] / STEPS,
    )

"""What a text is about, as a point in the space of all occupations, so that texts meet that share no word.

Explicit semantic analysis (Gabrilovich and Markovitch, "Computing Semantic Relatedness Using Wikipedia-based Explicit
Semantic Analysis", 2007) with descriptions of occupations in place of an encyclopedia's articles:

    strength of an occupation  = Σ  weight of a term in the text · weight of the term in the occupation's description
    point                      = the squares of the greatest strengths, of length 1

The table `concepts` is made by `tools.gazetteers.concepts`. Figures are rounded: they are the same everywhere.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import log

import numpy as np
from numpy.typing import NDArray

from recruit.data import arrays, lines
from recruit.domain.services.matching.background import idf

Point = Mapping[int, float]
"""Occupation → weight, of length 1; empty for a text without a known word."""

STRONGEST = 50
"""Occupations that are kept of a point: the rest is noise."""

STEPS = 255
"""Steps of a term's weight to 1."""


@dataclass(frozen=True, slots=True)
class _Table:
    """T terms, P postings, and how many occupations there are."""

    terms: dict[str, int]
    starts: list[int]  # (T + 1,): where a term's postings begin
    occupations: NDArray[np.int64]  # (P,)
    weights: NDArray[np.float64]  # (P,)
    size: int


def point(parts: Iterable[tuple[Iterable[str], float]]) -> Point:
    """Return what some texts are about, each given by its terms and by how much it says."""
    table = _table()
    strengths = np.zeros(table.size)
    for term, weight in _weights(parts).items():
        if (place := table.terms.get(term)) is not None:
            span = slice(table.starts[place], table.starts[place + 1])
            strengths[table.occupations[span]] += weight * table.weights[span]
    strengths = np.round(strengths, 6)
    # A stable sort, so that of equal occupations the first in the table is kept.
    strongest = [int(place) for place in np.argsort(-strengths, kind="stable")[:STRONGEST] if strengths[place] > 0]
    squares = np.square(strengths[strongest])
    length = float(np.sqrt(np.square(squares).sum())) or 1.0
    return {place: round(float(square) / length, 6) for place, square in zip(strongest, squares, strict=True)}


def likeness(a: Point, b: Point) -> float:
    """Return the cosine of two points, 0..1."""
    return min(1.0, sum(weight * b[place] for place, weight in a.items() if place in b))


def _weights(parts: Iterable[tuple[Iterable[str], float]]) -> dict[str, float]:
    found: defaultdict[str, float] = defaultdict(float)
    for terms, says in parts:
        for term, count in Counter(terms).items():
            found[term] += says * (1 + log(count)) * idf(term)
    return found


@cache
def _table() -> _Table:
    table = arrays("concepts")
    return _Table(
        terms={term: place for place, term in enumerate(lines(table["terms"]))},
        starts=table["starts"].tolist(),
        occupations=table["occupations"].astype(np.int64),
        weights=table["weights"] / STEPS,
        size=int(table["size"]),
    )

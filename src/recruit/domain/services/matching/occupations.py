"""What somebody does, as occupations: a job title → its nearest ones, and how close two titles are by them.

    vector      = the few occupations whose best label has the highest cosine with the title, weighted by its square
    similarity  = Σ a_i b_j K_ij, with K_ii = 1 and K_ij the closeness of what the two occupations' descriptions say

so that a title that shares no word with another still comes near it ("attorney", "lawyer"). The cosine runs over
IDF-weighted stems. The occupations are those of ESCO and of the Occupational Outlook Handbook, from the table
`occupations` that `tools.gazetteers.occupations` makes. All figures are rounded: they are the same everywhere.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import fsum, sqrt

import numpy as np
from numpy.typing import NDArray

from recruit.data import arrays, lines
from recruit.domain.services.matching.titles import title_terms
from recruit.domain.services.matching.vocabulary import Sparse, sparse

TITLE_STEPS = 10_000
"""Steps of an occupation's weight to 1."""

NEAREST = 10
"""Occupations of a title."""

LEAST = 0.3
"""Cosine below which a label says nothing about a title."""

UNKNOWN = 6.0
"""Weight of a word that no label has."""

STEPS = 255
"""Steps of a closeness to 1."""

WEIGHT_STEPS = 1000
"""Steps of a term's weight to 1."""

TITLES_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class _Table:
    """T terms, L labels in the order of their O occupations, P postings, N pairs of neighbours, either way round."""

    terms: dict[str, int]
    weights: NDArray[np.float64]  # (T,): idf, less for words of seniority
    starts: NDArray[np.int64]  # (T + 1,): where a term's postings begin
    labels: NDArray[np.int64]  # (P,): the label of each posting
    cosines: NDArray[np.float64]  # (P,): the term's weight in that label, labels being of length 1
    firsts: NDArray[np.int64]  # (O,): the first label of each occupation
    size: int  # L
    names: list[str]  # (O,)
    rows: NDArray[np.int64]  # (O + 1,): where an occupation's neighbours begin
    neighbours: NDArray[np.int64]  # (N,): an occupation whose description is close
    closeness: NDArray[np.uint8]  # (N,): how close, in steps of 1/STEPS


@lru_cache(maxsize=TITLES_KEPT)
def occupations(title: str | None) -> Sparse:
    """Return the occupations nearest to a job title or headline, of length 1 under K; none for no known word."""
    table = _table()
    scores = np.zeros(table.size)
    square = 0.0
    for term, share in title_terms(title).items():
        place = table.terms.get(term)
        weight = share * (UNKNOWN if place is None else float(table.weights[place]))
        square += weight * weight
        if place is not None:
            span = slice(table.starts[place], table.starts[place + 1])
            scores[table.labels[span]] += weight * table.cosines[span]
    if not square:
        return sparse(())
    best = np.round(np.maximum.reduceat(scores, table.firsts) / sqrt(square), 4)
    # A stable sort, so that of equal occupations the first in the table is taken.
    found = [int(place) for place in np.argsort(-best, kind="stable")[:NEAREST] if best[place] >= LEAST]
    return _of_length_one({place: float(best[place]) ** 2 for place in found})


def reach(vector: Sparse) -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
    """Return the occupations that are close to a vector, and how: Σ a_i K_ij in steps of 1/(TITLE_STEPS · STEPS).

    The similarity of two vectors is the product of one with what the other reaches.
    """
    reached: defaultdict[int, int] = defaultdict(int)
    for occupation, weight in zip(vector.places.tolist(), vector.weights.tolist(), strict=True):
        reached[occupation] += weight * STEPS
        for neighbour, closeness in _row(occupation).items():
            reached[neighbour] += weight * closeness
    return np.array(list(reached), np.uint32), np.array(list(reached.values()), np.float64)


def name(occupation: int) -> str:
    """Return what an occupation is called, in lower case."""
    return _table().names[occupation]


@cache
def _row(occupation: int) -> dict[int, int]:
    """Return the neighbours of an occupation, itself not among them, in steps of 1/STEPS."""
    table = _table()
    row = slice(table.rows[occupation], table.rows[occupation + 1])
    return dict(zip(table.neighbours[row].tolist(), table.closeness[row].tolist(), strict=True))


def _of_length_one(weights: Mapping[int, float]) -> Sparse:
    product = fsum(
        weight * other * (1.0 if i == j else _row(i).get(j, 0) / STEPS)
        for i, weight in weights.items()
        for j, other in weights.items()
    )
    return sparse((place, round(TITLE_STEPS * weight / sqrt(product))) for place, weight in weights.items())


@cache
def _table() -> _Table:
    table = arrays("occupations")
    weights = table["weights"] / WEIGHT_STEPS
    starts, labels = table["starts"].astype(np.int64), table["labels"].astype(np.int64)
    of_postings = np.repeat(weights, np.diff(starts))
    lengths = np.sqrt(np.bincount(labels, of_postings**2))
    return _Table(
        terms={term: place for place, term in enumerate(lines(table["terms"]))},
        weights=weights,
        starts=starts,
        labels=labels,
        cosines=of_postings / lengths[labels],
        firsts=table["firsts"].astype(np.int64),
        size=len(lengths),
        names=lines(table["names"]),
        rows=table["rows"].astype(np.int64),
        neighbours=table["neighbours"].astype(np.int64),
        closeness=table["closeness"],
    )

"""Numbers of terms and marks, so that features are integer arrays.

    term  = its line in the background table or, for a term that the table lacks, a hash above the last line
    mark  = a hash of a named skill, of an abbreviation in capitals, or of the initials of a phrase

All numbers have 32 bits. Two terms that the table lacks share a number once in four billion pairs.
"""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.ranking.document_frequencies import TERMS_CACHED, place, size

NUMBERS = 2**32

Numbers = NDArray[np.uint32]


class Sparse(NamedTuple):
    """A sparse vector of integers: `weights[i]`, uint16, is the element at `places[i]`. Places ascend."""

    places: Numbers
    weights: NDArray[np.uint16]


@lru_cache(maxsize=TERMS_CACHED)
def term_number(term: str) -> int:
    """Return the number of a stem."""
    known = place(term)
    return known if known is not None else size() + _hash(term) % (NUMBERS - size())


def numbers(terms: Iterable[str]) -> Numbers:
    """Return the numbers of stems, in the same order."""
    return np.fromiter((term_number(term) for term in terms), np.uint32)


def skill_mark(skill: str) -> int:
    """Return the mark of a profile that names the known skill."""
    return _hash(f"skill {skill}") % NUMBERS


def translated_mark(skill: str) -> int:
    """Return the mark of a profile that names the skill in any of the languages of `translations`."""
    return _hash(f"translated {skill}") % NUMBERS


def capitals_mark(capitals: str) -> int:
    """Return the mark of a profile that has a word in capitals, such as "MBSE"."""
    return _hash(f"capitals {capitals}") % NUMBERS


def initials_mark(initials: str) -> int:
    """Return the mark of a profile that has a phrase with these initials, as "model-based systems engineering" has."""
    return _hash(f"initials {initials}") % NUMBERS


def place_number(name: str) -> int:
    """Return the number of a place name, never 0."""
    return 1 + _hash(f"place {name}") % (NUMBERS - 1)


def sparse(pairs: Iterable[tuple[int, int]]) -> Sparse:
    """Return a sparse vector of (place, weight) pairs with distinct places."""
    ordered = dict(sorted(pairs))
    return Sparse(np.fromiter(ordered, np.uint32, len(ordered)), np.fromiter(ordered.values(), np.uint16, len(ordered)))


def unweighted(places: Numbers) -> Sparse:
    """Return a sparse vector with the weight 1 at each place."""
    return Sparse(places, np.ones(len(places), np.uint16))


@lru_cache(maxsize=TERMS_CACHED)
def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())

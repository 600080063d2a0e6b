"""Types and functions shared by the rows of candidates and the rows of jobs."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.ranking.postings import Postings
from recruit.domain.engines.ranking.vocabulary import Sparse

Floats: TypeAlias = NDArray[np.float64]
Kept: TypeAlias = NDArray[np.int64]
"""Numbers of the rows to keep, in ascending order."""


def product(postings: Postings, vector: Sparse) -> Floats:
    """Return the dot product of a vector with each row."""
    return postings.sums(vector.places, vector.weights.astype(np.float64))


def joined(arrays: Sequence[NDArray[Any]], kind: type[np.generic]) -> NDArray[Any]:
    """Concatenate arrays. Return an empty array of the given type for no arrays."""
    return np.concatenate(arrays) if arrays else np.empty(0, kind)

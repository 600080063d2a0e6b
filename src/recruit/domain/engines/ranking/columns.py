"""What candidates and jobs in rows have in common."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.ranking.postings import Postings
from recruit.domain.engines.ranking.vocabulary import Sparse

Floats: TypeAlias = NDArray[np.float64]
Kept: TypeAlias = NDArray[np.int64]
"""The rows that stay, ascending."""


def product(postings: Postings, vector: Sparse) -> Floats:
    """Return the product of a vector with each row."""
    return postings.sums(vector.places, vector.weights.astype(np.float64))


def joined(arrays: Sequence[NDArray[Any]], kind: type[np.generic]) -> NDArray[Any]:
    """Return arrays one after the other; none at all are an empty one."""
    return np.concatenate(arrays) if arrays else np.empty(0, kind)

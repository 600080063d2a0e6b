"""The meanings of the titles of rows: each distinct vector once, and each row's number of its vector.

Dot products are sums of integers below 2^24, which float32 represents exactly, so that they don't depend on the order
of addition.
"""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.occupations.meaning import SIZE, Vector
from recruit.domain.engines.ranking.array_store import ArrayStore
from recruit.domain.engines.ranking.postings import Floats, RowNumbers, offloaded, resident

CHUNK = 4_096
"""Vectors converted to floats in one batch."""


class Meanings:
    """The vectors of up to MOST_ROWS rows."""

    def __init__(self, rows: Vector) -> None:
        """Store rows of shape (N, SIZE)."""
        as_one = np.ascontiguousarray(rows).view(f"V{SIZE}").reshape(-1)
        _, firsts, places = np.unique(as_one, return_index=True, return_inverse=True)
        self._vectors: Vector = rows[firsts]
        self._places: NDArray[np.uint16] = places.astype(np.uint16)

    @classmethod
    def of(cls, vectors: Sequence[Vector]) -> Self:
        """Store vectors. Row i is vectors[i]."""
        return cls(np.stack(vectors) if vectors else np.empty((0, SIZE), np.int8))

    @classmethod
    def merged(cls, parts: Sequence[tuple[Self, RowNumbers]]) -> Self:
        """Concatenate the kept rows of several instances, in order."""
        return cls(np.concatenate([rows.rows(kept) for rows, kept in parts]))

    def rows(self, kept: RowNumbers) -> Vector:
        """Return the vectors of some rows, shape (len(kept), SIZE)."""
        found: Vector = self._vectors[self._places[kept]]
        return found

    @property
    def nbytes(self) -> int:
        """Memory used, in bytes, without arrays in an array store."""
        return resident(self._vectors, self._places)

    def offload(self, array_store: ArrayStore) -> None:
        """Move the vectors to an array store."""
        self._vectors = offloaded(self._vectors, array_store)

    def products(self, vector: Vector) -> Floats:
        """Return the dot product of each row with a vector, at least 0, shape (N,)."""
        floats = vector.astype(np.float32)
        starts = range(0, len(self._vectors), CHUNK)
        found = [self._vectors[start : start + CHUNK].astype(np.float32) @ floats for start in starts]
        products = np.concatenate([np.empty(0, np.float32), *found]).astype(np.float64)
        every: Floats = np.maximum(products, 0.0)[self._places]
        return every

"""An in-memory table of the embedding vectors of an organisation's texts, with cosine similarities.

A vector is stored as integers of up to ±127 and a scale, so that the dot product of two is exact: a cosine doesn't
depend on the batch in which it is computed.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.ranking.postings import Floats

STEPS = 127
CHUNK = 4_096
"""Vectors converted to floats in one batch. Converting all at once would take four times the memory of the integers."""


class VectorTable:
    """Vectors of a model by the hash of their text. `since` is the first version whose vectors aren't in the table."""

    def __init__(self) -> None:
        self._known = np.empty(0, np.uint64), np.empty(0, np.int64)  # keys, ascending, and the row of each one's vector
        self._integers = np.empty((0, 0), np.int8)
        self._scales = np.empty(0)
        self.since = 0

    @property
    def nbytes(self) -> int:
        """Memory used, in bytes."""
        return sum(array.nbytes for array in (*self._known, self._integers, self._scales))

    def rows(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return the row of each text, -1 for a text without a vector."""
        return _rows(self._known, keys)

    def put(self, keys: NDArray[np.uint64], vectors: NDArray[np.floating[Any]]) -> None:
        """Add the vectors, shape (len(keys), dimensions), of texts given by their keys. Known keys are skipped."""
        keys, firsts = np.unique(keys, return_index=True)
        new = np.flatnonzero(self.rows(keys) < 0)
        if not len(new):
            return
        integers, scales = _integers(vectors[firsts[new]].astype(np.float32))
        known, rows = self._known
        first = len(known)
        if first + len(new) > len(self._integers):
            room = max(first + len(new), 2 * first)
            self._integers = _extended(self._integers.reshape(-1, integers.shape[1]), room)
            self._scales = _extended(self._scales, room)
        self._integers[first : first + len(new)] = integers
        self._scales[first : first + len(new)] = scales
        all_keys = np.concatenate([known, keys[new]])
        order = np.argsort(all_keys)
        self._known = all_keys[order], np.concatenate([rows, np.arange(first, first + len(new))])[order]

    def cosines(self, row: int, keys: NDArray[np.uint64]) -> Floats:
        """Return the cosine of the vector in a row with that of each text, given by its key; NaN for none.

        Another thread may add vectors meanwhile, so that the keys are read once, before the vectors.
        """
        known = self._known
        used, integers, scales = len(known[0]), self._integers, self._scales
        vector = integers[row].astype(np.float32)
        products = [
            integers[start : min(start + CHUNK, used)].astype(np.float32) @ vector for start in range(0, used, CHUNK)
        ]
        cosines = np.concatenate(products) * scales[:used] * scales[row]
        rows = _rows(known, keys)
        return np.where(rows >= 0, cosines[rows], np.nan)


def _rows(known: tuple[NDArray[np.uint64], NDArray[np.int64]], keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the row of each key, -1 for an unknown key."""
    ascending, rows = known
    if not len(ascending):
        return np.full(len(keys), -1)
    at = np.minimum(np.searchsorted(ascending, keys), len(ascending) - 1)
    return np.where(ascending[at] == keys, rows[at], -1)


def _integers(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], Floats]:
    """Return vectors quantised to integers of up to ±STEPS, and the scale of each."""
    greatest = np.maximum(np.abs(vectors).max(axis=1).astype(np.float64), np.finfo(np.float32).tiny)
    integers = np.rint(vectors * (STEPS / greatest)[:, None]).astype(np.int8)
    lengths = np.sqrt(np.square(integers.astype(np.int64)).sum(axis=1))
    return integers, 1 / np.maximum(lengths, 1)


def _extended(array: NDArray[Any], room: int) -> NDArray[Any]:
    return np.concatenate([array, np.zeros((room - len(array), *array.shape[1:]), array.dtype)])

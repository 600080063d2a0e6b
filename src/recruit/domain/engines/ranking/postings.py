"""An inverted index: for each place of sparse vectors, the rows with a weight there, and their weights.

All sums are over integers, which float64 represents exactly, so that a sum doesn't depend on the order of addition.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.ranking.array_store import ArrayStore
from recruit.domain.engines.ranking.vocabulary import Numbers, Sparse

MOST_ROWS = 2**16
"""Maximum rows of an index: a posting is sorted as one number of place, row and weight, with 16 bits for the row."""

LONG = 300
"""Mean postings of a place above which copying them place by place is faster than one gather."""

Floats: TypeAlias = NDArray[np.float64]
RowNumbers: TypeAlias = NDArray[np.int64]
"""Numbers of the rows to keep, in ascending order."""

_ROW, _PLACE = np.uint64(16), np.uint64(32)
_LOW = np.uint64(0xFFFF)


class Postings:
    """The postings of up to MOST_ROWS sparse vectors."""

    def __init__(self, entries: NDArray[np.uint64], size: int) -> None:
        """Index the entries of `size` rows, each entry place · 2^32 + row · 2^16 + weight."""
        entries.sort()
        every = (entries >> _PLACE).astype(np.uint32)
        firsts = np.flatnonzero(np.diff(every, prepend=~every[:1]))
        self.size = size
        self._places = every[firsts]
        self._starts = np.append(firsts, len(every))
        self._rows = (entries >> _ROW & _LOW).astype(np.uint16)
        self._weights = (entries & _LOW).astype(np.uint16)

    @classmethod
    def of(cls, vectors: Sequence[Sparse]) -> Self:
        """Index vectors. Row i is vectors[i]."""
        if not vectors:
            return cls(np.empty(0, np.uint64), 0)
        rows = np.repeat(np.arange(len(vectors)), [len(vector.places) for vector in vectors])
        places, weights = (np.concatenate(column) for column in zip(*vectors, strict=True))
        return cls(_packed_entries(places, rows, weights), len(vectors))

    @classmethod
    def merged(cls, parts: Sequence[tuple[Self, RowNumbers]]) -> Self:
        """Index the kept rows of several indexes, in order."""
        entries, size = [], 0
        for postings, kept in parts:
            renumbered = np.full(postings.size, -1)
            renumbered[kept] = np.arange(size, size + len(kept))
            entries.append(postings.entries(renumbered))
            size += len(kept)
        return cls(np.concatenate(entries), size)

    @property
    def nbytes(self) -> int:
        """Memory used, in bytes, without arrays in an array store."""
        return resident(self._places, self._starts, self._rows, self._weights)

    def offload(self, array_store: ArrayStore) -> None:
        """Move the postings to an array store. The index of places stays in memory."""
        self._rows, self._weights = offloaded(self._rows, array_store), offloaded(self._weights, array_store)

    def sums(self, places: Numbers, factors: Floats) -> Floats:
        """Return Σ factor · weight over the given places for each row, shape (size,). Factors are integers."""
        found = self._find(places)
        weights = found.of(self._weights) * np.repeat(factors[found.places], found.counts)
        return _sum_by_cell(found.of(self._rows), weights, self.size)

    def product(self, vector: Sparse) -> Floats:
        """Return the dot product of a vector with each row, shape (size,)."""
        return self.sums(vector.places, vector.weights.astype(np.float64))

    def products(self, vectors: Sequence[Sparse]) -> Floats:
        """Return the dot product of each vector with each row, shape (len(vectors), size)."""
        places, factors, owners = _concatenated(vectors)
        found = self._find(places)
        weights = found.of(self._weights) * np.repeat(factors[found.places], found.counts)
        cells = self._cells(found, owners)
        return _sum_by_cell(cells, weights, len(vectors) * self.size).reshape(len(vectors), self.size)

    def counts(self, sets: Sequence[Numbers]) -> Floats:
        """Return the number of places of each set that each row has, shape (len(sets), size)."""
        return _sum_by_cell(self.cells(sets), None, len(sets) * self.size).reshape(len(sets), self.size)

    def cells(self, sets: Sequence[Numbers]) -> NDArray[np.int64]:
        """Return set · size + row for each place of a set that a row has."""
        owners = np.repeat(np.arange(len(sets)), [len(places) for places in sets])
        return self._cells(self._find(np.concatenate([np.empty(0, np.uint32), *sets])), owners)

    def _cells(self, found: "_Matches", owners: NDArray[np.int64]) -> NDArray[np.int64]:
        cells: NDArray[np.int64] = found.of(self._rows) + np.repeat(owners[found.places] * self.size, found.counts)
        return cells

    def entries(self, renumbered: NDArray[np.int64]) -> NDArray[np.uint64]:
        """Return the entries with their rows renumbered. Rows with the new number -1 are left out."""
        rows = renumbered[self._rows]
        places = np.repeat(self._places, np.diff(self._starts))
        kept = rows >= 0
        return _packed_entries(places[kept], rows[kept], self._weights[kept])

    def _find(self, places: Numbers) -> "_Matches":
        if not len(self._places):
            return _Matches(*(np.empty(0, np.int64),) * 3)
        at = np.minimum(np.searchsorted(self._places, places), len(self._places) - 1)
        found = np.flatnonzero(self._places[at] == places)
        starts = self._starts[at[found]]
        return _Matches(found, starts, self._starts[at[found] + 1] - starts)


@dataclass(frozen=True, slots=True, eq=False)
class _Matches:
    """The requested places that the index has: position in the request, start of the postings, number of postings."""

    places: NDArray[np.int64]
    starts: NDArray[np.int64]
    counts: NDArray[np.int64]

    def of(self, array: NDArray[Any]) -> NDArray[Any]:
        """Return the elements of an array that belong to these postings, place by place."""
        total = int(self.counts.sum())
        if total > LONG * len(self.places):
            spans = zip(self.starts.tolist(), (self.starts + self.counts).tolist(), strict=True)
            return np.concatenate([array[start:end] for start, end in spans])
        firsts = self.starts - np.cumsum(self.counts) + self.counts
        return array[np.repeat(firsts, self.counts) + np.arange(total)]


def _sum_by_cell(cells: NDArray[Any], weights: Floats | None, size: int) -> Floats:
    return np.bincount(cells, weights, size).astype(np.float64, copy=False)


def _concatenated(
    vectors: Sequence[Sparse],
) -> tuple[Numbers, Floats, NDArray[np.int64]]:
    """Return the places of all vectors, their weights, and the number of each place's vector."""
    places = np.concatenate([np.empty(0, np.uint32), *(vector.places for vector in vectors)])
    weights = np.concatenate([np.empty(0), *(vector.weights for vector in vectors)])
    return places, weights, np.repeat(np.arange(len(vectors)), [len(vector.places) for vector in vectors])


def resident(*arrays: NDArray[Any]) -> int:
    """Return the memory used by arrays, in bytes, without those in an array store."""
    return sum(array.nbytes for array in arrays if not isinstance(array, np.memmap))


def offloaded(array: NDArray[Any], array_store: ArrayStore) -> NDArray[Any]:
    """Move an array to an array store, unless it is there already, and return the stored array."""
    return array if isinstance(array, np.memmap) else array_store.keep(array)


def _packed_entries(
    places: NDArray[np.uint32], rows: NDArray[np.int64], weights: NDArray[np.uint16]
) -> NDArray[np.uint64]:
    joined: NDArray[np.uint64] = places.astype(np.uint64) << _PLACE
    joined |= rows.astype(np.uint64) << _ROW
    joined |= weights.astype(np.uint64)
    return joined

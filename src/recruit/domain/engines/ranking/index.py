"""The resident index of one side of an organisation: all its candidates for one job, or all its jobs for one candidate.

Records come in blocks, which don't change; of a record that changed, a newer block has a newer row, and the older row
is dead. Small blocks and blocks of mostly dead rows are merged, as in a log-structured merge tree.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, Self, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.ranking.array_store import ArrayStore
from recruit.domain.engines.ranking.columns import Floats, Kept
from recruit.domain.engines.ranking.scoring import ROUGH, Parts, Scores, rough_means, scores
from recruit.domain.matching.model import Changed

SMALL = 1 / 16
"""Share of the most that a block can hold, below which it is small."""

MOST_SMALL = 8
DEAD = 0.5
"""Share of the most that a block can hold: as many dead rows aren't carried along."""

DOUBT = 500
"""So many records, and as many again as there were, may come before somebody looks which of them have gone."""


class Rows(Protocol):
    """The features of up to so many records, which can be scored against one of the other side."""

    size: int

    @classmethod
    def chunks(cls, features: Sequence[Any]) -> Iterator[Sequence[Any]]:
        """Part features into what rows can hold."""
        ...

    @classmethod
    def of(cls, features: Sequence[Any]) -> Self:
        """Return the rows of some features, in their order."""
        ...

    @classmethod
    def merged(cls, parts: Sequence[tuple[Self, Kept]]) -> Self:
        """Return the rows that are kept of some others, in order."""
        ...

    @property
    def nbytes(self) -> int:
        """How much memory they take."""
        ...

    @property
    def fullness(self) -> float:
        """How full they are, 0..1."""
        ...

    def filled(self, kept: Kept) -> float:
        """Return how full some of them would be, 0..1."""
        ...

    def offload(self, array_store: ArrayStore) -> None:
        """Move large arrays to an array store."""
        ...

    def parts(self, against: Any, similarities: Floats) -> Parts:
        """Return what is known of each pair."""
        ...


class Similarities(Protocol):
    """The similarities of texts with one text."""

    def __call__(self, texts: NDArray[np.uint64]) -> Floats:
        """Return the similarity of each of some texts, given by their keys, NaN for those without a vector."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """A scored pair: the id and version of the record in the index, the parts, their weights, their weighted mean."""

    id: int
    version: int
    components: dict[str, float]
    weights: dict[str, float]
    mean: float


RowsOfKind = TypeVar("RowsOfKind", bound=Rows)


@dataclass(frozen=True, slots=True, eq=False)
class Block(Generic[RowsOfKind]):
    """Some records, which don't change: only who of them lives."""

    rows: RowsOfKind
    ids: NDArray[np.int64]
    versions: NDArray[np.int64]
    texts: NDArray[np.uint64]
    alive: NDArray[np.bool_]

    def where(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the rows that live under these ids."""
        return np.flatnonzero(np.isin(self.ids, ids) & self.alive)

    def without(self, rows: NDArray[np.int64]) -> "Block[RowsOfKind]":
        """Return the same with these rows dead."""
        alive = self.alive.copy()
        alive[rows] = False
        return replace(self, alive=alive)


Blocks: TypeAlias = tuple[Block[RowsOfKind], ...]


class Index(Generic[RowsOfKind]):
    """Scores all records of one side against one of the other. `since`: changes from this version on aren't in it."""

    def __init__(self, rows: type[RowsOfKind]) -> None:
        self._rows = rows
        self._blocks: Blocks[RowsOfKind] = ()
        self._settled = self._came = 0
        self.since = 0

    @property
    def nbytes(self) -> int:
        """How much memory it takes."""
        return sum(block.rows.nbytes + 25 * block.rows.size for block in self._blocks)

    @property
    def size(self) -> int:
        """How many rows it has, dead ones among them."""
        return sum(block.rows.size for block in self._blocks)

    def offload(self, array_store: ArrayStore) -> None:
        """Move large arrays to an array store."""
        for block in self._blocks:
            block.rows.offload(array_store)

    def lacking(self, changes: Sequence[Changed]) -> Sequence[Changed]:
        """Return the changes that aren't in the index yet."""
        ids = np.array([change.id for change in changes], np.int64)
        known = {(int(block.ids[row]), int(block.versions[row])) for block in self._blocks for row in block.where(ids)}
        return [change for change in changes if (change.id, change.version) not in known]

    def put(self, records: Sequence[tuple[Changed, Any]]) -> None:
        """Add records, or newer features of records, each given once."""
        self.add(self.built(records))

    def built(self, records: Sequence[tuple[Changed, Any]]) -> Blocks[RowsOfKind]:
        """Return records as blocks, to be added: what takes long of `put`, and changes nothing."""
        blocks, position = [], 0
        for chunk in self._rows.chunks([features for _, features in records]):
            changes = [change for change, _ in records[position : position + len(chunk)]]
            position += len(chunk)
            texts = [text_key(change.features.text) if change.features else 0 for change in changes]
            blocks.append(
                Block(
                    self._rows.of(chunk),
                    np.array([change.id for change in changes], np.int64),
                    np.array([change.version for change in changes], np.int64),
                    np.array(texts, np.uint64),
                    np.ones(len(chunk), np.bool_),
                )
            )
        return tuple(blocks)

    def add(self, blocks: Blocks[RowsOfKind]) -> None:
        """Add blocks. What they hold is newer than what is there."""
        ids = [number for block in blocks for number in block.ids.tolist()]
        self._came += len(ids)
        self._blocks = self._compacted((*self._without(ids), *blocks))

    @property
    def doubtful(self) -> bool:
        """Whether so many records came since the last look that those which have gone again may add up."""
        return self._came > self._settled + DOUBT

    def settle(self, ids: Collection[int] | None = None) -> None:
        """Forget all records but these, where they are given. Nothing may have been added since they were read."""
        known = self.texts()[0].tolist()
        gone = set() if ids is None else set(known).difference(ids)
        self.drop(gone)
        self._settled, self._came = len(known) - len(gone), 0

    def drop(self, ids: Collection[int]) -> None:
        """Forget records, of which there may be none."""
        self._blocks = self._without(ids)

    def texts(self) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
        """Return the ids of all records and the keys of their texts."""
        alive = [(block.ids[block.alive], block.texts[block.alive]) for block in self._blocks]
        ids, texts = zip(*alive, strict=True) if alive else ((), ())
        return np.concatenate([np.empty(0, np.int64), *ids]), np.concatenate([np.empty(0, np.uint64), *texts])

    def rank(self, against: Any, limit: int, similarities: Similarities | None = None) -> Sequence[Found]:
        """Return the best `limit` records, best first, those with equal means in ascending id."""
        found = [one for block in self._blocks for one in _best(block, against, limit, similarities)]
        found.sort(key=lambda one: (-one.mean, one.id))
        return found[:limit]

    def blocks(self, similarities: Similarities | None) -> Iterator[tuple[RowsOfKind, NDArray[np.int64], Floats]]:
        """Yield all rows in blocks: with their ids, -1 for dead ones, and their similarities, NaN for none."""
        for block in self._blocks:
            yield block.rows, np.where(block.alive, block.ids, -1), _of_rows(block, similarities)

    def _without(self, ids: Collection[int]) -> Blocks[RowsOfKind]:
        """Return the blocks with other records dead. Who ranks in another thread keeps the blocks of before."""
        wanted = np.array(list(ids), np.int64)
        dead = [(block, block.where(wanted)) for block in self._blocks]
        return tuple(block.without(rows) if len(rows) else block for block, rows in dead)

    def _compacted(self, blocks: Blocks[RowsOfKind]) -> Blocks[RowsOfKind]:
        """Merge blocks that are small or half dead into one, as far as it has room, when there are enough of them."""
        small, room, dead = [], 1.0, 0.0
        blocks = tuple(block for block in blocks if block.alive.any())
        for block in blocks:
            left = block.rows.filled(np.flatnonzero(block.alive))
            if left <= min(room, max(SMALL, block.rows.fullness / 2)):
                small.append(block)
                room -= left
                dead += block.rows.fullness - left
        if len(small) <= MOST_SMALL and dead <= DEAD:
            return blocks
        return (*(block for block in blocks if block not in small), _merged(self._rows, small))


def text_key(text: bytes) -> int:
    """Return the first 64 bits of a text's hash, which tell it from the others of its organisation."""
    return int.from_bytes(text[:8])


def _best(block: Block[RowsOfKind], against: Any, limit: int, similarities: Similarities | None) -> Iterator[Found]:
    """Yield the best of a block, in any order."""
    parts = block.rows.parts(against, _of_rows(block, similarities))
    rows = _contenders(np.where(block.alive, rough_means(parts), -1.0), limit)
    scored, ids, versions = scores(parts.at(rows)), block.ids[rows], block.versions[rows]
    for row in _top(scored.means, ids, limit):
        yield found(scored, int(row), int(ids[row]), int(versions[row]))


def _contenders(means: Floats, limit: int) -> NDArray[np.int64]:
    """Return the rows that may be among those with the greatest means, as far as rough means tell; no dead ones."""
    least = np.partition(means, -limit)[-limit] - 2 * ROUGH if limit < len(means) else -ROUGH
    return np.flatnonzero(means >= max(least, -ROUGH))


def _of_rows(block: Block[Any], similarities: Similarities | None) -> Floats:
    return np.full(block.rows.size, np.nan) if similarities is None else similarities(block.texts)


def found(scored: Scores, row: int, id: int, version: int) -> Found:  # noqa: A002 - the field's own word
    """Return one of some scores."""
    components, weights = scored.at(row)
    return Found(id, version, components, weights, float(scored.means[row]))


def _top(means: Floats, ids: NDArray[np.int64], limit: int) -> NDArray[np.int64]:
    """Return the rows with the greatest means, of equal ones those with the least ids."""
    if limit < len(means):
        least = np.partition(means, -limit)[-limit]
        better, equal = np.flatnonzero(means > least), np.flatnonzero(means == least)
        equal = equal[np.argsort(ids[equal])][: limit - len(better)]
        return np.concatenate([better, equal])
    return np.arange(len(means))


def _merged(rows: type[RowsOfKind], blocks: Sequence[Block[RowsOfKind]]) -> Block[RowsOfKind]:
    kept = [np.flatnonzero(block.alive) for block in blocks]
    columns = [
        np.concatenate([getattr(block, name)[rows] for block, rows in zip(blocks, kept, strict=True)])
        for name in ("ids", "versions", "texts", "alive")
    ]
    return Block(rows.merged([(block.rows, rows) for block, rows in zip(blocks, kept, strict=True)]), *columns)

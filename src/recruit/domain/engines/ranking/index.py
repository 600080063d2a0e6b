"""The in-memory index of an organisation's candidates or jobs.

An index of candidates is ranked against one job, an index of jobs against one candidate. Records are stored in
immutable blocks. When a record changes, a newer block holds its new row, and the old row is marked dead. Small blocks
and blocks of mostly dead rows are merged, as in a log-structured merge tree.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, Self, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.ranking.array_store import ArrayStore
from recruit.domain.engines.ranking.postings import Floats, RowNumbers
from recruit.domain.engines.ranking.scoring import ROUGH, ScoreInputs, Scores, rough_means, score_pairs, unrounded_score
from recruit.domain.matching.model import Changed

SMALL = 1 / 16
"""Fraction of a block's capacity up to which the block counts as small."""

MOST_SMALL = 8
DEAD = 0.5
"""Dead rows, as a fraction of a block's capacity, above which blocks are merged."""

CHECK_AFTER = 500
"""Records that may be added, beyond the number at the last check, before deleted records are looked for again."""


class IndexRows(Protocol):
    """The features of a bounded number of records, scored against one record of the other side."""

    size: int

    @classmethod
    def chunks(cls, features: Sequence[Any]) -> Iterator[Sequence[Any]]:
        """Split features into chunks that each fit into one instance."""
        ...

    @classmethod
    def of(cls, features: Sequence[Any]) -> Self:
        """Return the rows of the features, in the same order."""
        ...

    @classmethod
    def merged(cls, parts: Sequence[tuple[Self, RowNumbers]]) -> Self:
        """Concatenate the kept rows of several instances, in order."""
        ...

    @property
    def nbytes(self) -> int:
        """Memory used, in bytes."""
        ...

    @property
    def fullness(self) -> float:
        """Fraction of the capacity in use, 0..1."""
        ...

    def filled(self, kept: RowNumbers) -> float:
        """Return the fraction of the capacity that the kept rows would use, 0..1."""
        ...

    def offload(self, array_store: ArrayStore) -> None:
        """Move large arrays to an array store."""
        ...

    def score_inputs(self, against: Any, similarities: Floats, wanted: NDArray[np.bool_] | bool = True) -> ScoreInputs:
        """Return the inputs of the score of each pair. Those of rows that aren't `wanted` may lack the check for copies."""
        ...


class Similarities(Protocol):
    """Similarities of texts to one fixed text."""

    def __call__(self, texts: NDArray[np.uint64]) -> Floats:
        """Return the similarity of each text, given by its key; NaN for a text without a vector."""
        ...


@dataclass(frozen=True, slots=True)
class ScoredRecord:
    """A scored pair: id and version of the indexed record, components, weights, and mean weighted by them."""

    id: int
    version: int
    components: dict[str, float]
    weights: dict[str, float]
    mean: float


RowsOfKind = TypeVar("RowsOfKind", bound=IndexRows)


@dataclass(frozen=True, slots=True, eq=False)
class Block(Generic[RowsOfKind]):
    """An immutable block of records. `alive` is False for rows that were replaced or deleted."""

    rows: RowsOfKind
    ids: NDArray[np.int64]
    versions: NDArray[np.int64]
    texts: NDArray[np.uint64]
    alive: NDArray[np.bool_]

    def live_rows(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the live rows with these ids."""
        return np.flatnonzero(np.isin(self.ids, ids) & self.alive)

    def mark_dead(self, rows: NDArray[np.int64]) -> "Block[RowsOfKind]":
        """Return a copy of the block with these rows marked dead."""
        alive = self.alive.copy()
        alive[rows] = False
        return replace(self, alive=alive)


Blocks: TypeAlias = tuple[Block[RowsOfKind], ...]


class Index(Generic[RowsOfKind]):
    """Scores all records of a side. `watermark` is the first version whose changes aren't in the index."""

    def __init__(self, rows: type[RowsOfKind]) -> None:
        self._rows = rows
        self._blocks: Blocks[RowsOfKind] = ()
        self._size_at_check = self._added = 0
        self.watermark = 0

    @property
    def nbytes(self) -> int:
        """Memory used, in bytes."""
        return sum(block.rows.nbytes + 25 * block.rows.size for block in self._blocks)

    @property
    def size(self) -> int:
        """Number of rows, including dead ones."""
        return sum(block.rows.size for block in self._blocks)

    def offload(self, array_store: ArrayStore) -> None:
        """Move large arrays to an array store."""
        for block in self._blocks:
            block.rows.offload(array_store)

    def missing_changes(self, changes: Sequence[Changed]) -> Sequence[Changed]:
        """Return the changes that aren't in the index yet."""
        ids = np.array([change.id for change in changes], np.int64)
        known = {
            (int(block.ids[row]), int(block.versions[row])) for block in self._blocks for row in block.live_rows(ids)
        }
        return [change for change in changes if (change.id, change.version) not in known]

    def put(self, records: Sequence[tuple[Changed, Any]]) -> None:
        """Add records, or newer features of known records. Each record is given once."""
        self.add(self.build_blocks(records))

    def build_blocks(self, records: Sequence[tuple[Changed, Any]]) -> Blocks[RowsOfKind]:
        """Return records as blocks for `add`. This is the slow part of `put`; it doesn't change the index."""
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
        """Add blocks. Their records replace those with the same ids."""
        ids = [number for block in blocks for number in block.ids.tolist()]
        self._added += len(ids)
        self._blocks = self._compacted((*self._marked_dead(ids), *blocks))

    @property
    def needs_check(self) -> bool:
        """Whether enough records were added since the last `remove_deleted` that deleted ones may have accumulated."""
        return self._added > self._size_at_check + CHECK_AFTER

    def remove_deleted(self, ids: Collection[int] | None = None) -> None:
        """Remove all records except `ids`, if given. No record may have been added since `ids` were read."""
        known = self.texts()[0].tolist()
        deleted = set() if ids is None else set(known).difference(ids)
        self.drop(deleted)
        self._size_at_check, self._added = len(known) - len(deleted), 0

    def drop(self, ids: Collection[int]) -> None:
        """Remove records. Unknown ids are ignored."""
        self._blocks = self._marked_dead(ids)

    def texts(self) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
        """Return the ids of all records and the keys of their texts."""
        alive = [(block.ids[block.alive], block.texts[block.alive]) for block in self._blocks]
        ids, texts = zip(*alive, strict=True) if alive else ((), ())
        return np.concatenate([np.empty(0, np.int64), *ids]), np.concatenate([np.empty(0, np.uint64), *texts])

    def rank(self, against: Any, limit: int, similarities: Similarities | None = None) -> Sequence[ScoredRecord]:
        """Return the best `limit` records, best first; equal means are ordered by ascending id."""
        found = [one for block in self._blocks for one in _best(block, against, limit, similarities)]
        found.sort(key=lambda one: (-one.mean, one.id))
        return found[:limit]

    def scores(self, against: Any, ids: Collection[int], similarities: Similarities | None = None) -> dict[int, float]:
        """Return the unrounded scores of the records with these ids that are in the index, by id."""
        found, wanted = dict[int, float](), np.array(list(ids), np.int64)
        for block in self._blocks:
            among = block.alive & np.isin(block.ids, wanted)
            if among.any():
                inputs = block.rows.score_inputs(against, _similarities_of(block, similarities), among)
                scores = unrounded_score(score_pairs(inputs.of_rows(np.flatnonzero(among))).means)
                found.update(zip(block.ids[among].tolist(), scores.tolist(), strict=True))
        return found

    def blocks(self, similarities: Similarities | None) -> Iterator[tuple[RowsOfKind, NDArray[np.int64], Floats]]:
        """Yield the rows of each block with their ids, -1 for dead rows, and their similarities, NaN for none."""
        for block in self._blocks:
            yield block.rows, np.where(block.alive, block.ids, -1), _similarities_of(block, similarities)

    def _marked_dead(self, ids: Collection[int]) -> Blocks[RowsOfKind]:
        """Return the blocks with the given records marked dead.

        Blocks are copied, so that a thread that is ranking keeps the blocks it started with.
        """
        wanted = np.array(list(ids), np.int64)
        dead = [(block, block.live_rows(wanted)) for block in self._blocks]
        return tuple(block.mark_dead(rows) if len(rows) else block for block, rows in dead)

    def _compacted(self, blocks: Blocks[RowsOfKind]) -> Blocks[RowsOfKind]:
        """Merge small and half-dead blocks into one, up to its capacity, when there are enough of them."""
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
    """Return the first 64 bits of a text's hash, enough to identify the text within its organisation."""
    return int.from_bytes(text[:8])


def _best(
    block: Block[RowsOfKind], against: Any, limit: int, similarities: Similarities | None
) -> Iterator[ScoredRecord]:
    """Yield the best `limit` pairs of a block, in any order."""
    parts = block.rows.score_inputs(against, _similarities_of(block, similarities))
    rows = _candidates_for_best(np.where(block.alive, rough_means(parts), -1.0), limit)
    scored, ids, versions = score_pairs(parts.of_rows(rows)), block.ids[rows], block.versions[rows]
    for row in _top(scored.means, ids, limit):
        yield scored_record(scored, int(row), int(ids[row]), int(versions[row]))


def _candidates_for_best(means: Floats, limit: int) -> NDArray[np.int64]:
    """Return the live rows that may have one of the greatest means, judging by the rough means."""
    least = np.partition(means, -limit)[-limit] - 2 * ROUGH if limit < len(means) else -ROUGH
    return np.flatnonzero(means >= max(least, -ROUGH))


def _similarities_of(block: Block[Any], similarities: Similarities | None) -> Floats:
    return np.full(block.rows.size, np.nan) if similarities is None else similarities(block.texts)


def scored_record(scored: Scores, row: int, id: int, version: int) -> ScoredRecord:
    """Return the scored pair in one row."""
    components, weights = scored.at(row)
    return ScoredRecord(id, version, components, weights, float(scored.means[row]))


def _top(means: Floats, ids: NDArray[np.int64], limit: int) -> NDArray[np.int64]:
    """Return the rows with the `limit` greatest means; of equal means, those with the lowest ids."""
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

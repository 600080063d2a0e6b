"""Ranking of the records of one side for one record of the other, by the state of storage at that moment."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.embedding_texts import text_hash
from recruit.domain.engines.ranking.index import Found, Index, Similarities, text_key
from recruit.domain.engines.ranking.pair import scored
from recruit.domain.engines.ranking.scoring import ENGINE
from recruit.domain.jobs.model import Job
from recruit.domain.matching.direction import Read, Record, Side
from recruit.domain.matching.embeddings import Embedding
from recruit.domain.matching.index_cache import Indexes
from recruit.domain.shared.errors import NotFound
from recruit.ports.compute import Compute
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

Other = TypeVar("Other", Job, Candidate)
Answer = TypeVar("Answer")

AT_ONCE = 2_000
"""Rows up to which ranking runs on the event loop, which takes about a millisecond."""


@dataclass(frozen=True, slots=True)
class Known(Generic[Record, Read]):
    """A version of a record, with its decoded features."""

    record: Record
    version: int
    read: Read


Best: TypeAlias = Sequence[tuple[Found, Known[Record, Read]]]
"""Scored records, best first."""


class Ranking:
    """Ranks records, with or without an embedder."""

    def __init__(self, storage: Storage, indexes: Indexes, embedding: Embedding, compute: Compute) -> None:
        self._storage = storage
        self._indexes = indexes
        self._embedding = embedding
        self._compute = compute

    async def known(self, org_id: int, side: Side[Record, Read], id: int) -> Known[Record, Read]:  # noqa: A002 - the field's own word
        """Return one record with its features. Raises NotFound."""
        async with self._storage.autocommit(org_id) as work:
            found = await self._some(work, side, [id])
        if id not in found:
            raise NotFound(side.kind, id)
        return found[id]

    async def pool(self, org_id: int, side: Side[Record, Read], text: str) -> tuple[Index[Any], Similarities | None]:
        """Return the index of one side, and a function of its records' similarities to a text, or None."""
        index = await self._indexes.index(org_id, side)
        return index, await self._embedding.similarities(org_id, text, index, side)

    async def best(
        self,
        org_id: int,
        side: Side[Record, Read],
        other: Side[Other, Any],
        id: int,  # noqa: A002 - the field's own word
        limit: int,
        answer: Callable[[UnitOfWork, Known[Other, Any], Best[Record, Read]], Awaitable[Answer]],
    ) -> Answer:
        """Find the best records of `side` for the record `id` of `other`, at most `limit`. Return `answer(…)` of them.

        `answer` is awaited in the unit of work that has read the records. Raises NotFound for `id`.
        """
        asked = await self.known(org_id, other, id)
        index, similarities = await self.pool(org_id, side, other.text(asked.record))
        while True:
            found = await self._rank(index, asked.read, limit, similarities)
            async with self._storage.transaction(org_id) as work:
                known = await self._some(work, side, [one.id for one in found])
                if len(known) == len(found):
                    best = [
                        (self._current(one, known[one.id], side, asked, similarities), known[one.id]) for one in found
                    ]
                    best.sort(key=lambda pair: (-pair[0].mean, pair[0].id))
                    return await answer(work, asked, best)
            index.drop([one.id for one in found if one.id not in known])

    async def _rank(
        self, index: Index[Any], against: Any, limit: int, similarities: Similarities | None
    ) -> Sequence[Found]:
        if index.size <= AT_ONCE:
            return index.rank(against, limit, similarities)
        return await self._compute.beside(index.rank, against, limit, similarities)

    def _current(
        self,
        one: Found,
        known: Known[Record, Read],
        side: Side[Record, Read],
        asked: Known[Any, Any],
        similarities: Similarities | None,
    ) -> Found:
        """Return the score of the stored version of a record, which may have changed since it was ranked."""
        if known.version == one.version:
            return one
        text = np.array([text_key(text_hash(side.text(known.record)))], np.uint64)
        again = scored(
            *side.pair(asked.read, known.read), None if similarities is None else float(similarities(text)[0])
        )
        return replace(again, id=one.id, version=known.version)

    async def _some(
        self, work: UnitOfWork, side: Side[Record, Read], ids: Sequence[int]
    ) -> dict[int, Known[Record, Read]]:
        stored = await side.records(work).some(ids)
        lacking = [one for one in stored if one.features is None or one.features.engine != ENGINE]
        computed = await self._indexes.features([one.record for one in lacking], side)
        features = {one.record.id: one.features for one in stored if one.features}
        features |= {one.record.id: new for one, new in zip(lacking, computed, strict=True)}
        return {
            one.record.id: Known(one.record, one.version, side.unpacked(features[one.record.id].data)) for one in stored
        }

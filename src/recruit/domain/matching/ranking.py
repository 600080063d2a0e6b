"""The best records of one side for one of the other, as storage has them at this moment."""

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
"""Rows that are ranked on the event loop: it takes about a millisecond."""


@dataclass(frozen=True, slots=True)
class Known(Generic[Record, Read]):
    """A record in one of its versions, and what matching reads of it."""

    record: Record
    version: int
    read: Read


Best: TypeAlias = Sequence[tuple[Found, Known[Record, Read]]]
"""Scored records, best first."""


class Ranking:
    """Finds the best, with or without an embedder."""

    def __init__(self, storage: Storage, indexes: Indexes, embedding: Embedding, compute: Compute) -> None:
        self._storage = storage
        self._indexes = indexes
        self._embedding = embedding
        self._compute = compute

    async def known(self, org_id: int, side: Side[Record, Read], id: int) -> Known[Record, Read]:  # noqa: A002 - the field's own word
        """Return one record with what matching reads of it. Raises NotFound."""
        async with self._storage.autocommit(org_id) as work:
            found = await self._some(work, side, [id])
        if id not in found:
            raise NotFound(side.kind, id)
        return found[id]

    async def pool(self, org_id: int, side: Side[Record, Read], text: str) -> tuple[Index[Any], Similarities | None]:
        """Return the index of one side, and what gives the similarities of its records with a text."""
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
        """Find the best records of `side` for one of the other, at most `limit`; return what `answer` makes of them.

        It is asked in the unit of work that read them. Raises NotFound for the one of the other side.
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
        """Return the score of what is stored, which may have changed since it was ranked."""
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

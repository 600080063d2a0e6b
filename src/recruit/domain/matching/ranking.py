"""Ranking of the records of one side for one record of the other, by the state of storage at that moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.embedding_texts import text_hash
from recruit.domain.engines.ranking.index import Index, ScoredRecord, Similarities, text_key
from recruit.domain.engines.ranking.pair import score_pair
from recruit.domain.engines.ranking.scoring import ENGINE
from recruit.domain.jobs.model import Job
from recruit.domain.matching import batches
from recruit.domain.matching.direction import Decoded, Record, Side
from recruit.domain.matching.embeddings import SimilarityService
from recruit.domain.matching.index_cache import IndexCache
from recruit.domain.matching.model import Changed, Features, Stored
from recruit.domain.shared.errors import NotFound
from recruit.ports.compute import Compute
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

Other = TypeVar("Other", Job, Candidate)

MOST_ON_EVENT_LOOP = 2_000
"""Rows up to which ranking runs on the event loop, which takes about a millisecond."""

MOST_READ = 500
"""Records that are read from storage to be scored, about 20 ms. More are scored in the index of all."""


@dataclass(frozen=True, slots=True)
class LoadedRecord(Generic[Record, Decoded]):
    """A version of a record, with its decoded features."""

    record: Record
    version: int
    features: Decoded


@dataclass(frozen=True, slots=True)
class RankingQuery(Generic[Record, Decoded, Other]):
    """A record, and the index of the other side that is ranked for it, with the similarities of its records if any."""

    side: Side[Record, Decoded]
    record: LoadedRecord[Other, Any]
    index: Index[Any]
    similarities: Similarities | None


Best: TypeAlias = Sequence[tuple[ScoredRecord, LoadedRecord[Record, Decoded]]]
"""Scored records, best first."""


class Ranking:
    """Ranks records, with or without an embedder."""

    def __init__(self, storage: Storage, indexes: IndexCache, embedding: SimilarityService, compute: Compute) -> None:
        self._storage = storage
        self._indexes = indexes
        self._embedding = embedding
        self._compute = compute

    async def load(self, org_id: int, side: Side[Record, Decoded], id: int) -> LoadedRecord[Record, Decoded]:
        """Return one record with its features. Raises NotFound."""
        async with self._storage.autocommit(org_id) as work:
            found = await self._load_many(work, side, [id])
        if id not in found:
            raise NotFound(side.kind, id)
        return found[id]

    async def pool(self, org_id: int, side: Side[Record, Decoded], text: str) -> tuple[Index[Any], Similarities | None]:
        """Return the index of one side, and a function of its records' similarities to a text, or None."""
        index = await self._indexes.index(org_id, side)
        return index, await self._embedding.similarities(org_id, text, index, side)

    async def scores(
        self, org_id: int, side: Side[Record, Decoded], other: Side[Other, Any], id: int, ids: Sequence[int]
    ) -> Mapping[int, float]:
        """Return the unrounded scores of records of `side` for the record `id` of `other`, by id.

        A few are read from storage: the index of all would have to be loaded first. Raises NotFound for `id`.
        """
        record = await self.load(org_id, other, id)
        if len(ids) > MOST_READ:
            index = await self._indexes.index(org_id, side)
        else:
            index = Index(side.rows)
            async with self._storage.autocommit(org_id) as work:
                stored = await self._with_features(work, side, ids)
            index.put([(Changed(one.record.id, one.version, new), side.decode(new.data)) for one, new in stored])
        similarities = await self._embedding.similarities(org_id, other.text(record.record), index, side)
        if len(ids) <= MOST_READ:
            return index.scores(record.features, ids, similarities)
        return await self._compute.in_thread(index.scores, record.features, ids, similarities)

    async def query(
        self,
        org_id: int,
        side: Side[Record, Decoded],
        other: Side[Other, Any],
        id: int,
    ) -> RankingQuery[Record, Decoded, Other]:
        """Return the query for the records of `side`, ranked for the record `id` of `other`. Raises NotFound."""
        record = await self.load(org_id, other, id)
        return RankingQuery(side, record, *await self.pool(org_id, side, other.text(record.record)))

    async def rank(self, query: RankingQuery[Record, Decoded, Any], limit: int) -> Sequence[ScoredRecord]:
        """Return the best records by the index, at most `limit`."""
        index, features = query.index, query.record.features
        if index.size <= MOST_ON_EVENT_LOOP:
            return index.rank(features, limit, query.similarities)
        return await self._compute.in_thread(index.rank, features, limit, query.similarities)

    async def current(
        self, work: UnitOfWork, query: RankingQuery[Record, Decoded, Any], found: Sequence[ScoredRecord]
    ) -> Best[Record, Decoded] | None:
        """Return ranked records as stored now; changed ones are scored again.

        Return None if one was removed. It is dropped from the index, and the records have to be ranked again.
        """
        known = await self._load_many(work, query.side, [one.id for one in found])
        if len(known) < len(found):
            query.index.drop([one.id for one in found if one.id not in known])
            return None
        best = [(self._current(query, one, known[one.id]), known[one.id]) for one in found]
        return sorted(best, key=lambda pair: (-pair[0].mean, pair[0].id))

    def _current(
        self, query: RankingQuery[Record, Decoded, Any], one: ScoredRecord, known: LoadedRecord[Record, Decoded]
    ) -> ScoredRecord:
        if known.version == one.version:
            return one
        side, similarities = query.side, query.similarities
        text = np.array([text_key(text_hash(side.text(known.record)))], np.uint64)
        similarity = None if similarities is None else float(similarities(text)[0])
        rescored = score_pair(*side.pair(query.record.features, known.features), similarity)
        return replace(rescored, id=one.id, version=known.version)

    async def _load_many(
        self, work: UnitOfWork, side: Side[Record, Decoded], ids: Sequence[int]
    ) -> dict[int, LoadedRecord[Record, Decoded]]:
        return {
            one.record.id: LoadedRecord(one.record, one.version, side.decode(features.data))
            for one, features in await self._with_features(work, side, ids)
        }

    async def _with_features(
        self, work: UnitOfWork, side: Side[Record, Decoded], ids: Sequence[int]
    ) -> list[tuple[Stored[Record], Features]]:
        """Return existing records with their features. Those that are missing or outdated are computed."""
        stored = await side.records(work).get_many(ids)
        missing = [one for one in stored if one.features is None or one.features.engine != ENGINE]
        computed = await batches.features(self._compute, side, [one.record for one in missing])
        features = {one.record.id: one.features for one in stored if one.features}
        features |= {one.record.id: new for one, new in zip(missing, computed, strict=True)}
        return [(one, features[one.record.id]) for one in stored]

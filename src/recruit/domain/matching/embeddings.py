"""Embedding vectors of an organisation's texts: computed once, stored with the organisation, cached in the process."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.ranking.embedding_texts import text_hash
from recruit.domain.engines.ranking.index import Index, Similarities, text_key
from recruit.domain.engines.ranking.postings import Floats
from recruit.domain.engines.ranking.scoring import DECIMALS
from recruit.domain.engines.ranking.vectors import VectorTable
from recruit.domain.matching.direction import Decoded, Record, Side
from recruit.domain.matching.index_cache import Lock
from recruit.domain.matching.model import NO_LIMIT, Embedded, epoch_end
from recruit.domain.shared.errors import Unavailable
from recruit.ports.compute import Compute
from recruit.ports.embeddings import Embedder
from recruit.ports.storage import Storage

PAGE = 2_000
NO_TEXT = text_key(text_hash(""))


class SimilarityService:
    """Similarities of texts, from vectors that are stored, cached up to `most_bytes`, and computed if missing."""

    def __init__(self, storage: Storage, embedder: Embedder, compute: Compute, most_bytes: int) -> None:
        self._storage = storage
        self._embedder = embedder
        self._compute = compute
        self._most_bytes = most_bytes
        self._tables: OrderedDict[int, tuple[VectorTable, Lock]] = OrderedDict()

    @property
    def strategy(self) -> str | None:
        """The embedder's strategy, or None without an embedder."""
        return self._embedder.strategy

    def evict(self, org_id: int) -> None:
        """Evict an organisation's vectors from the cache."""
        self._tables.pop(org_id, None)

    async def similarities(
        self, org_id: int, text: str, index: Index[Any], side: Side[Record, Decoded]
    ) -> Similarities | None:
        """Return a function of the similarities of an index's records to a text, or None without an embedder.

        None is also returned for an empty text and while the embedder is unavailable. At most one batch is embedded:
        records that have no vector afterwards have no similarity.
        """
        if self._embedder.strategy is None or not text:
            return None
        table = await self._table(org_id)
        texts = self._without_vector(table, [text])
        ids, keys = index.texts()
        without = ids[(table.rows(keys) < 0) & (keys != NO_TEXT)][: self._embedder.batch_size - len(texts)]
        if len(without):
            async with self._storage.transaction(org_id) as work:
                stored = await side.records(work).get_many(without.tolist())
            index.drop(set(without.tolist()) - {one.record.id for one in stored})
            texts += [side.text(one.record) for one in stored]
        if not await self._embed_missing(org_id, table, texts):
            return None
        return partial(self._similarities, table, int(table.rows(_keys([text]))[0]))

    async def similarity(self, org_id: int, text: str, other: str) -> float | None:
        """Return the similarity of two texts, 0..1, or None without an available embedder and for an empty text."""
        if self._embedder.strategy is None or not (text and other):
            return None
        table = await self._table(org_id)
        if not await self._embed_missing(org_id, table, self._without_vector(table, [text, other])):
            return None
        return float(self._similarities(table, int(table.rows(_keys([text]))[0]), _keys([other]))[0])

    def _similarities(self, table: VectorTable, row: int, texts: NDArray[np.uint64]) -> Floats:
        """Return the cosines of a text with others, scaled to 0..1 by the embedder's span. NaN without a vector."""
        least, most = self._embedder.similarity_range
        scaled: Floats = np.clip((table.cosines(row, texts) - least) / (most - least), 0.0, 1.0)
        return np.round(scaled, DECIMALS)

    def _without_vector(self, table: VectorTable, texts: Sequence[str]) -> list[str]:
        return [text for text, row in zip(texts, table.rows(_keys(texts)), strict=True) if row < 0]

    async def _embed_missing(self, org_id: int, table: VectorTable, texts: Sequence[str]) -> bool:
        """Embed texts and add their vectors to a table. Return False if the embedder is unavailable."""
        if texts:
            try:
                unique = list(dict.fromkeys(texts))
                _add_vectors(table, await embed_and_store(self._storage, self._embedder, org_id, unique))
            except Unavailable:
                return False
        return True

    async def _table(self, org_id: int) -> VectorTable:
        """Return the vector table of an organisation, with every committed vector."""
        if org_id not in self._tables:
            self._tables[org_id] = VectorTable(), self._compute.lock()
        self._tables.move_to_end(org_id)
        table, lock = self._tables[org_id]
        async with lock, self._storage.transaction(org_id) as work:
            watermark, version, text, more = await work.watermark(), table.since, b"", True
            until = epoch_end(watermark)
            if not version or until != epoch_end(version):  # versions of two epochs can't be compared
                version, until = 0, NO_LIMIT
            while more:
                new = await work.embeddings.changes(self._embedder.model, version, text, PAGE, until)
                _add_vectors(table, new)
                more = len(new) == PAGE
                version, text = (new[-1].version, new[-1].text) if more else (version, text)
            table.since = watermark
        self._evict_tables()
        return table

    def _evict_tables(self) -> None:
        used = sum(table.nbytes for table, _ in self._tables.values())
        while used > self._most_bytes and len(self._tables) > 1:
            _, (table, _) = self._tables.popitem(last=False)
            used -= table.nbytes


async def embed_and_store(
    storage: Storage, embedder: Embedder, org_id: int, texts: Sequence[str]
) -> Sequence[Embedded]:
    """Embed one batch of texts and store the vectors. Raises Unavailable."""
    vectors = await embedder.embed(texts)
    embedded = [
        Embedded(text_hash(text), 0, vector.astype(np.float16)) for text, vector in zip(texts, vectors, strict=True)
    ]
    async with storage.transaction(org_id) as work:
        await work.embeddings.add(embedder.model, embedded)
    return embedded


def _keys(texts: Sequence[str]) -> NDArray[np.uint64]:
    return np.array([text_key(text_hash(text)) for text in texts], np.uint64)


def _add_vectors(table: VectorTable, embedded: Sequence[Embedded]) -> None:
    if embedded:
        keys = np.array([text_key(one.text) for one in embedded], np.uint64)
        table.put(keys, np.stack([one.vector for one in embedded]))

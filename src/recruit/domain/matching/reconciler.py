"""Background job: computes missing and outdated features and vectors.

They are missing for added and changed records, and outdated if an older version of the engine, or another embedding
model, computed them.
"""

from collections.abc import Callable
from typing import Any

from recruit.domain.engines.ranking.scoring import ENGINE
from recruit.domain.matching import batches
from recruit.domain.matching.direction import SIDES, Side
from recruit.domain.matching.embeddings import embed_and_store
from recruit.domain.matching.model import Changed
from recruit.domain.shared.change_listeners import ignore
from recruit.domain.shared.errors import Unavailable
from recruit.domain.shared.organisations import for_each_organisation
from recruit.domain.shared.tenancy import on_behalf_of
from recruit.ports.compute import Compute
from recruit.ports.embeddings import Embedder
from recruit.ports.storage import ALL_ORGANISATIONS, Storage

BATCH = 100
"""Records whose features are computed at a time."""

TURN = 10
"""Maximum number of batches of an organisation in a turn, after which other organisations have theirs."""


class Reconciler:
    """Computes missing and outdated features, in one process at a time. A crash loses the current batch only."""

    def __init__(
        self, storage: Storage, embedder: Embedder, compute: Compute, queued: Callable[[int], None] = ignore
    ) -> None:
        """Call `queued` with the id of an organisation whose turn ends before it is up to date."""
        self._queued = queued
        self._storage = storage
        self._embedder = embedder
        self._compute = compute

    async def all_organisations(self) -> int:
        """Do a turn for every organisation. Return the number of processed records (0 if another process does it)."""
        async with self._storage.claim(ALL_ORGANISATIONS) as claimed:
            return await for_each_organisation(
                await self._storage.organisations() if claimed else (), self.organisation
            )

    async def organisation(self, org_id: int) -> int:
        """Do a turn for one organisation, and return the number of processed records."""
        done = 0
        with on_behalf_of(org_id):
            async with self._storage.claim(org_id) as claimed:
                for _ in range(TURN if claimed else 0):
                    batch = sum(
                        [await self._features(org_id, side) + await self._vectors(org_id, side) for side in SIDES]
                    )
                    done += batch
                    if not batch:
                        return done
        if claimed:
            self._queued(org_id)
        return done

    async def _features(self, org_id: int, side: Side[Any, Any]) -> int:
        async with self._storage.reading(org_id) as work:
            stored = await side.records(work).stale(ENGINE, BATCH)
        if stored:
            features = await batches.features(self._compute, side, [one.record for one in stored])
            async with self._storage.autocommit(org_id) as work:
                await side.records(work).save(
                    [Changed(one.record.id, one.version, new) for one, new in zip(stored, features, strict=True)]
                )
        return len(stored)

    async def _vectors(self, org_id: int, side: Side[Any, Any]) -> int:
        if self._embedder.strategy is None:
            return 0
        async with self._storage.reading(org_id) as work:
            stored = await side.records(work).unembedded(self._embedder.model, self._embedder.batch_size)
        if not stored:
            return 0
        try:
            texts = dict.fromkeys(side.text(one.record) for one in stored)
            await embed_and_store(self._storage, self._embedder, org_id, list(texts))
        except Unavailable:
            return 0
        return len(stored)

"""Cache of resident indexes, one for each organisation and side. An index is brought up to date before each use."""

from collections import OrderedDict
from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from typing import Any, TypeAlias

from recruit.domain.engines.ranking.array_store import ArrayStore
from recruit.domain.engines.ranking.index import Index
from recruit.domain.engines.ranking.scoring import ENGINE
from recruit.domain.matching import batches
from recruit.domain.matching.direction import Decoded, Record, Side
from recruit.domain.matching.model import NO_LIMIT, Changed, epoch_end
from recruit.domain.shared.errors import Unavailable
from recruit.ports.compute import Compute
from recruit.ports.storage import Storage

PAGE = 2_000
"""Records read at a time. Processing a page blocks the event loop for some hundredths of a second."""

BLOCK_RECORDS = 20_000
"""Records from which a block is made."""

MOST_ON_EVENT_LOOP = 500
"""Records up to which a block is made on the event loop."""

Lock: TypeAlias = AbstractAsyncContextManager[object]


class IndexCache:
    """An LRU cache of at most `most_bytes`. An index that exceeds it alone is moved to the array store as it grows."""

    def __init__(self, storage: Storage, compute: Compute, array_store: ArrayStore, most_bytes: int) -> None:
        self._storage = storage
        self._compute = compute
        self._array_store = array_store
        self._most_bytes = most_bytes
        self._indexes: OrderedDict[tuple[int, Side[Any, Any]], tuple[Index[Any], Lock]] = OrderedDict()

    async def index(self, org_id: int, side: Side[Record, Decoded]) -> Index[Any]:
        """Return the index of one side of an organisation, with every committed change."""
        key = (org_id, side)
        if key not in self._indexes:
            self._indexes[key] = Index(side.rows), self._compute.lock()
        self._indexes.move_to_end(key)
        index, lock = self._indexes[key]
        async with lock:
            await self._update(index, org_id, side)
        return index

    def evict(self, org_id: int) -> None:
        """Evict an organisation's indexes, which may contain removed records."""
        for key in [key for key in self._indexes if key[0] == org_id]:
            del self._indexes[key]

    async def _update(self, index: Index[Any], org_id: int, side: Side[Record, Decoded]) -> None:
        version, last, watermarks = index.watermark, 0, []
        pending: list[tuple[Changed, Decoded]] = []
        until = epoch_end(version) if version else NO_LIMIT
        more = True
        while more:
            async with self._storage.autocommit(org_id) as work:
                batch = await side.records(work).changes(version, last, PAGE, until)
            if until not in {NO_LIMIT, epoch_end(batch.watermark)}:  # versions of two epochs can't be compared
                version, until = 0, NO_LIMIT
                continue
            watermarks.append(batch.watermark)
            changes = index.missing_changes(batch.changes)
            missing = {one.id for one in changes if one.features is None or one.features.engine != ENGINE}
            ready = [one for one in changes if one.id not in missing] + await self._computed(org_id, side, missing)
            pending += [(one, side.decode(one.features.data)) for one in ready if one.features]
            more = len(batch.changes) == PAGE
            version, last = (batch.changes[-1].version, batch.changes[-1].id) if more else (version, last)
            if len(pending) >= BLOCK_RECORDS or not more:
                await self._add(index, pending)
                pending = []
        if not index.watermark:
            index.remove_deleted()
        elif index.needs_check:
            await self._remove_deleted(index, org_id, side)
        index.watermark = watermarks[0]

    async def _remove_deleted(self, index: Index[Any], org_id: int, side: Side[Any, Any]) -> None:
        """Drop removed records, which the changes don't include, before they appear in a ranking."""
        async with self._storage.autocommit(org_id) as work:
            index.remove_deleted(await side.records(work).ids())

    async def _add(self, index: Index[Any], records: Sequence[tuple[Changed, Any]]) -> None:
        """Add records to an index, in another thread if they are many."""
        if len(records) > MOST_ON_EVENT_LOOP:
            index.add(await self._compute.in_thread(index.build_blocks, records))
        elif records:
            index.put(records)
        self._evict_indexes(index)

    async def _computed(self, org_id: int, side: Side[Record, Decoded], missing: Collection[int]) -> list[Changed]:
        """Compute missing features and store them. No unit of work is open during the computation.

        If storage is unavailable, for example because a disk is full, only the index has the features, and each reader
        of the records computes them again.
        """
        if not missing:
            return []
        async with self._storage.autocommit(org_id) as work:
            stored = await side.records(work).get_many(list(missing))
        features = await batches.features(self._compute, side, [one.record for one in stored])
        computed = [Changed(one.record.id, one.version, new) for one, new in zip(stored, features, strict=True)]
        with suppress(Unavailable):
            async with self._storage.autocommit(org_id) as work:
                await side.records(work).save(computed)
        return computed

    def _evict_indexes(self, newest: Index[Any]) -> None:
        """Evict the least recently used indexes. Move the newest to the array store if it exceeds the limit alone."""
        used = sum(index.nbytes for index, _ in self._indexes.values())
        while used > self._most_bytes and len(self._indexes) > 1:
            _, (index, _) = self._indexes.popitem(last=False)
            used -= index.nbytes
        if used > self._most_bytes:
            newest.offload(self._array_store)

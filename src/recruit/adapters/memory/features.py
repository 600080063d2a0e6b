"""Features of jobs and candidates in memory."""

from collections.abc import Sequence
from itertools import islice
from typing import Any, Generic, TypeVar

from recruit.adapters.memory.matching import MemoryEmbeddings
from recruit.adapters.memory.rows import FeatureRows
from recruit.domain.matching.model import Stored

Entity = TypeVar("Entity", bound=Any)


class MemoryFeatureStore(Generic[Entity]):
    """Records with features for matching."""

    def __init__(self, rows: FeatureRows[Entity], embeddings: MemoryEmbeddings) -> None:
        self._featured = rows
        self._embeddings = embeddings
        self.changes = rows.changes
        self.get_many = rows.get_many
        self.ids = rows.ids
        self.stale = rows.stale
        self.save = rows.save

    async def unembedded(self, model: str, limit: int) -> Sequence[Stored[Entity]]:
        """Return records without a vector of the model."""
        found = (
            key
            for key, row in self._featured.row_features.items()
            if row.features and row.features.text and (model, row.features.text) not in self._embeddings.current
        )
        return await self._featured.get_many(list(islice(found, limit)))

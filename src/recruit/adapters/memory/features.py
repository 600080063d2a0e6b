"""Features of jobs and candidates in memory."""

from collections.abc import Sequence
from itertools import islice
from typing import Any, Generic, TypeVar

from recruit.adapters.memory.matching import MemoryEmbeddings
from recruit.adapters.memory.rows import FeaturedRows
from recruit.domain.matching.model import Stored

Entity = TypeVar("Entity", bound=Any)


class MemoryFeatured(Generic[Entity]):
    """Records with features for matching."""

    def __init__(self, rows: FeaturedRows[Entity], embeddings: MemoryEmbeddings) -> None:
        self._featured = rows
        self._embeddings = embeddings
        self.changes = rows.changes
        self.some = rows.some
        self.ids = rows.ids
        self.stale = rows.stale
        self.keep = rows.keep

    async def unembedded(self, model: str, limit: int) -> Sequence[Stored[Entity]]:
        """Return records without a vector of the model."""
        found = (
            key
            for key, kept in self._featured.kept.items()
            if kept.features and kept.features.text and (model, kept.features.text) not in self._embeddings.current
        )
        return await self._featured.some(list(islice(found, limit)))

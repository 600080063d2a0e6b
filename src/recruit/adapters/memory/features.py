"""Features of jobs and candidates in memory."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, Generic, TypeVar

from recruit.adapters.memory.matching import MemoryEmbeddings
from recruit.adapters.memory.rows import FeatureRows
from recruit.domain.matching.model import Stored
from recruit.domain.search.model import Sort
from recruit.domain.shared.case_folding import lowered
from recruit.domain.shared.pages import Page, Window

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

    async def raise_activity(self, times: Mapping[int, datetime]) -> None:
        """Set later times of the last activity."""
        self._featured.raise_activity(times)

    def sorted_page(
        self, window: Window, sort: Sort, name: Callable[[Entity], str], matches: Callable[[Entity], bool]
    ) -> Page[Entity]:
        """Return a page of the records for which `matches` returns True, in the order of `sort`."""
        rows = self._featured
        if sort is Sort.ID:
            return rows.page(window, matches)
        keys: dict[Sort, Callable[[Entity], Any]] = {
            Sort.NAME: lambda row: lowered(name(row)),
            Sort.ACTIVITY: lambda row: rows.row_features[row.id].activity_at,
            Sort.NEWEST: lambda _: None,
        }
        return rows.sorted_page(window, matches, keys[sort], descending=sort is not Sort.NAME)

    async def unembedded(self, model: str, limit: int) -> Sequence[Stored[Entity]]:
        """Return records without a vector of the model."""
        found = (
            key
            for key, row in self._featured.row_features.items()
            if row.features and row.features.text and (model, row.features.text) not in self._embeddings.current
        )
        return await self._featured.get_many(list(islice(found, limit)))

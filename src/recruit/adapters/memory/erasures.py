"""Erasure receipts in memory."""

from collections.abc import Callable
from dataclasses import asdict

from recruit.adapters.memory.rows import Rows
from recruit.domain.privacy.model import Erasure, ErasureDetails
from recruit.domain.shared.pages import Page, Window


class MemoryErasures:
    """Repository of erasure receipts."""

    def __init__(self, org_id: int, rows: Rows[Erasure], new_id: Callable[[], int]) -> None:
        self._org_id = org_id
        self._rows = rows
        self._new_id = new_id

    async def add(self, details: ErasureDetails) -> Erasure:
        """Store a receipt."""
        return self._rows.put(Erasure(id=self._new_id(), org_id=self._org_id, **asdict(details)))

    async def get(self, erasure_id: int) -> Erasure:
        """Return one receipt."""
        return self._rows.get(erasure_id)

    async def page(self, window: Window) -> Page[Erasure]:
        """Return a page of receipts."""
        return self._rows.page(window, lambda _: True)

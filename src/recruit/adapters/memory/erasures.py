"""Erasure receipts in memory."""

from dataclasses import asdict

from recruit.adapters.memory.rows import Rows
from recruit.domain.privacy.model import Erasure, ErasureDetails
from recruit.domain.shared.pages import Page, Window


class MemoryErasures:
    """Repository of erasure receipts."""

    def __init__(self, rows: Rows[Erasure]) -> None:
        self._rows = rows

    async def add(self, details: ErasureDetails) -> Erasure:
        """Store a receipt."""
        return self._rows.put(self._rows.new(Erasure, asdict(details)))

    async def get(self, erasure_id: int) -> Erasure:
        """Return one receipt."""
        return self._rows.get(erasure_id)

    async def page(self, window: Window) -> Page[Erasure]:
        """Return a page of receipts."""
        return self._rows.page(window, lambda _: True)

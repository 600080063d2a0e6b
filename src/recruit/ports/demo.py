"""Storage of which records are demo data."""

from collections.abc import Sequence
from typing import Protocol

from recruit.domain.demo.model import DemoRecord, DemoRecordDetails


class DemoRecords(Protocol):
    """The organisation's demo records, at most a few dozen. Each goes with the record that it is about."""

    async def add(self, details: DemoRecordDetails) -> DemoRecord:
        """Store that a record is demo data. Raise NotFound when it doesn't exist."""

    async def all(self) -> Sequence[DemoRecord]:
        """Return every demo record in ascending id."""

    async def remove(self, record_id: int) -> None:
        """Store that a record is no demo data any more. Raise NotFound."""

"""Storage of which records are demo data."""

from collections.abc import Sequence
from typing import Protocol

from recruit.domain.demo.model import DemoRecord, DemoRecordDetails


class DemoRecords(Protocol):
    """The organisation's demo records, at most a few dozen. Each goes with its job, candidate or tag."""

    async def add(self, details: DemoRecordDetails) -> DemoRecord:
        """Store that a job, a candidate or a tag is demo data. Raise NotFound when it doesn't exist."""

    async def all(self) -> Sequence[DemoRecord]:
        """Return every demo record in ascending id."""

    async def remove(self, record_id: int) -> None:
        """Store that a job, a candidate or a tag is no demo data any more. Raise NotFound."""

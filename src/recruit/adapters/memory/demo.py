"""Demo records in memory."""

from collections.abc import Sequence
from typing import Any

from recruit.adapters.memory.rejection_reasons import StoredReason
from recruit.adapters.memory.rows import Rows
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.demo.model import DemoRecord, DemoRecordDetails
from recruit.domain.jobs.model import Job
from recruit.domain.shared.records import field_values, given
from recruit.domain.tags.model import Tag


class MemoryDemoRecords:
    """Repository of demo records."""

    def __init__(
        self,
        rows: Rows[DemoRecord],
        jobs: Rows[Job],
        candidates: Rows[Candidate],
        tags: Rows[Tag],
        reasons: Rows[StoredReason],
    ) -> None:
        self._rows = rows
        self._referred: dict[str, Rows[Any]] = {
            "job_id": jobs,
            "candidate_id": candidates,
            "tag_id": tags,
            "reason_id": reasons,
        }

    async def add(self, details: DemoRecordDetails) -> DemoRecord:
        """Store a demo record."""
        for name, id in given(field_values(details)).items():
            self._referred[name].get(id)
        return self._rows.put(self._rows.new(DemoRecord, field_values(details)))

    async def all(self) -> Sequence[DemoRecord]:
        """Return every demo record."""
        return self._rows.all()

    async def remove(self, record_id: int) -> None:
        """Remove a demo record."""
        self._rows.remove(record_id)

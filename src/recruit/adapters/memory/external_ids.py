"""External ids in memory."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from recruit.adapters.memory.rows import Rows
from recruit.domain.external_ids.model import (
    ExternalId,
    ExternalIdChange,
    RecordKind,
    RecordRef,
    StoredExternalId,
    systems,
    taken,
    wanted,
)
from recruit.domain.shared.errors import Duplicate
from recruit.domain.shared.records import field_values


class MemoryExternalIds:
    """Repository of external ids."""

    def __init__(self, rows: Rows[StoredExternalId]) -> None:
        self._rows = rows

    async def find(self, kind: RecordKind, external_id: ExternalId) -> int | None:
        """Return the id of the record with an external id."""
        found = (one.record_id for one in self._of(kind) if one.external_id == external_id)
        return next(found, None)

    async def of_records(self, kind: RecordKind, ids: Sequence[int]) -> Mapping[int, Sequence[ExternalId]]:
        """Return the external ids of records."""
        found = defaultdict(list)
        for one in sorted(self._of(kind), key=lambda row: row.external_id):
            if one.record_id in ids:
                found[one.record_id].append(one.external_id)
        return found

    async def put(self, record: RecordRef, changes: Sequence[ExternalIdChange]) -> None:
        """Replace external ids of systems."""
        kept, named = wanted(changes), systems(changes)
        own = [one for one in self._of(record.kind) if one.record_id == record.record_id]
        dropped = {one.id for one in own if one.system in named and one.external_id not in kept}
        self._rows.remove_where(lambda one: one.id in dropped)
        there = {one.external_id for one in own}
        for external_id in kept:
            if external_id in there:
                continue
            if await self.find(record.kind, external_id) is not None:
                raise Duplicate(taken(record.kind, external_id))
            fields = {**field_values(record), "system": external_id.system, "value": external_id.id}
            self._rows.put(self._rows.new(StoredExternalId, fields))

    async def move(self, from_id: int, to_id: int) -> None:
        """Move external ids to another candidate."""
        for one in self._rows.all():
            if one.candidate_id == from_id:
                self._rows.put(replace(one, candidate_id=to_id))

    async def move_application(self, from_id: int, to_id: int) -> None:
        """Move external ids to another application."""
        for one in self._rows.all():
            if one.application_id == from_id:
                self._rows.put(replace(one, application_id=to_id))

    def _of(self, kind: RecordKind) -> list[StoredExternalId]:
        return [one for one in self._rows.current.values() if one.kind == kind]

"""Storage of external ids."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from recruit.domain.external_ids.model import ExternalId, ExternalIdChange, RecordKind, RecordRef


class ExternalIds(Protocol):
    """External ids of the organisation's jobs, candidates and applications. They go with their records."""

    async def find(self, kind: RecordKind, external_id: ExternalId) -> int | None:
        """Return the id of the record of a kind that has an external id, None without one."""

    async def of_records(self, kind: RecordKind, ids: Sequence[int]) -> Mapping[int, Sequence[ExternalId]]:
        """Return the external ids of each of these records that has any, in ascending order, by id of the record."""

    async def put(self, record: RecordRef, changes: Sequence[ExternalIdChange]) -> None:
        """Replace the external ids that a locked or new record has of the systems that `changes` name. Atomic.

        Those of other systems stay. Raise Duplicate for one that another record of its kind has.
        """

    async def move(self, from_id: int, to_id: int) -> None:
        """Give the candidate `to_id` the external ids of the candidate `from_id`, also those of moved applications."""

    async def move_application(self, from_id: int, to_id: int) -> None:
        """Give the application `to_id` the external ids of the application `from_id`."""

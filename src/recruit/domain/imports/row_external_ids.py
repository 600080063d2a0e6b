"""External ids that a table's rows have."""

from collections.abc import Mapping
from typing import Any

from recruit.domain.external_ids.model import ExternalId, ExternalIdChange, RecordKind, RecordRef, taken
from recruit.domain.shared.preconditions import Lockable
from recruit.ports.unit_of_work import UnitOfWork


async def attach(work: UnitOfWork, ref: RecordRef, external_id: ExternalId | None) -> tuple[str, ...]:
    """Give a record an external id, unless it has one of the system. Return a warning if another record has it.

    Raises NotFound for a record that was deleted meanwhile.
    """
    if external_id is None:
        return ()
    found = await work.external_ids.find(ref.kind, external_id)
    if found not in {None, ref.record_id}:
        return (f"{taken(ref.kind, external_id)}.",)
    own = (await work.external_ids.of_records(ref.kind, [ref.record_id])).get(ref.record_id, ())
    if all(one.system != external_id.system for one in own):
        records: Mapping[RecordKind, Lockable[Any]] = {
            RecordKind.JOB: work.jobs,
            RecordKind.CANDIDATE: work.candidates,
            RecordKind.APPLICATION: work.applications,
        }
        await records[ref.kind].lock(ref.record_id)
        await work.external_ids.put(ref, [ExternalIdChange(external_id.system, external_id.id)])
    return ()

"""External ids that a table's rows have."""

from recruit.domain.external_ids.model import ExternalId, ExternalIdChange, Record, RecordRef, taken
from recruit.ports.unit_of_work import UnitOfWork


async def attach(work: UnitOfWork, record: Record, external_id: ExternalId | None) -> tuple[str, ...]:
    """Give a record an external id, unless it has one of the system. Return a warning if another record has it."""
    if external_id is None:
        return ()
    ref = RecordRef.of(record)
    found = await work.external_ids.find(ref.kind, external_id)
    if found not in {None, record.id}:
        return (f"{taken(ref.kind, external_id)}.",)
    own = (await work.external_ids.of_records(ref.kind, [record.id])).get(record.id, ())
    if all(one.system != external_id.system for one in own):
        await work.external_ids.put(ref, [ExternalIdChange(external_id.system, external_id.id)])
    return ()

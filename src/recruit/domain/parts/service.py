"""Parts of jobs, candidates and applications: times, contacts and external ids."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Any

from recruit.domain.accounts.model.users import Actor
from recruit.domain.candidates.model.profile import Contacts
from recruit.domain.events.model import READ_PERMISSIONS
from recruit.domain.external_ids.model import RecordKind
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

NO_CONTACTS = Contacts()


class Part(StrEnum):
    """A part of a record. Only candidates have contacts."""

    TIMES = "times"
    CONTACTS = "contacts"
    EXTERNAL_IDS = "external_ids"


class PartService:
    """Parts of records that the caller has read."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def of(
        self, actor: Actor, kind: RecordKind, ids: Sequence[int], parts: Collection[Part]
    ) -> Mapping[int, Mapping[str, Any]]:
        """Return the fields of the wanted parts, by id of the record, without records that don't exist any more."""
        actor.require(READ_PERMISSIONS[kind])
        async with self._storage.reading(actor.org_id) as work:
            times = await _records(work, kind).record_times(ids)
            contacts = await work.profiles.contacts(ids) if Part.CONTACTS in parts else {}
            external_ids = await work.external_ids.of_records(kind, ids) if Part.EXTERNAL_IDS in parts else {}
        found: dict[int, dict[str, Any]] = {}
        for id in times:
            fields = found[id] = {}
            if Part.TIMES in parts:
                fields.update(asdict(times[id]))
            if Part.CONTACTS in parts:
                fields.update(asdict(contacts.get(id, NO_CONTACTS)))
            if Part.EXTERNAL_IDS in parts:
                fields["external_ids"] = tuple(external_ids.get(id, ()))
        return found


def _records(work: UnitOfWork, kind: RecordKind) -> Any:
    match kind:
        case RecordKind.JOB:
            return work.jobs
        case RecordKind.CANDIDATE:
            return work.candidates
        case RecordKind.APPLICATION:
            return work.applications

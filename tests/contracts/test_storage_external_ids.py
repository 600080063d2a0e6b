"""Storage contract: external ids of jobs, candidates and applications."""

import pytest

from recruit.adapters.clock import SystemClock
from recruit.domain.applications.model import Application
from recruit.domain.audit.model import AuditEntry
from recruit.domain.candidates.merging import Merging
from recruit.domain.external_ids.model import ExternalId, ExternalIdChange, Record, RecordKind, RecordRef
from recruit.domain.shared.errors import Duplicate
from recruit.domain.shared.pages import Window
from recruit.ports.audit import AuditSearch
from worlds import Organisation


async def put(ours: Organisation, record: Record, **ids: str | None) -> None:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.external_ids.put(RecordRef.of(record), [ExternalIdChange(*one) for one in ids.items()])


async def ids_of(ours: Organisation, record: Record) -> list[str]:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        found = await work.external_ids.of_records(RecordRef.of(record).kind, [record.id, 0, 2**70])
    assert found.keys() <= {record.id}
    return [str(one) for one in found.get(record.id, ())]


async def entries(ours: Organisation, record: Record) -> list[AuditEntry]:
    search = AuditSearch(entity=RecordRef.of(record).kind, entity_id=record.id)
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return [one for one in (await work.audit.page(Window(), search)).items if one.action != "insert"]


async def records(ours: Organisation) -> list[Record]:
    job, candidate = await ours.job(), await ours.candidate()
    return [job, candidate, await ours.application(job, candidate)]


async def test_the_ids_of_the_named_systems_are_replaced_and_those_of_others_stay(ours: Organisation) -> None:
    for record in await records(ours):
        await put(ours, record, lever="b", greenhouse="1")
        await put(ours, record, lever="c", workable="9")
        assert await ids_of(ours, record) == ["greenhouse:1", "lever:c", "workable:9"]
        await put(ours, record, greenhouse=None, lever="c")
        assert await ids_of(ours, record) == ["lever:c", "workable:9"]


async def test_a_record_is_found_by_an_external_id_of_its_kind(ours: Organisation, theirs: Organisation) -> None:
    found = await records(ours)
    for record in found:
        await put(ours, record, lever=f"x:{record.id} é")
    async with ours.storage.transaction(ours.actor.org_id) as work:
        for record in found:
            kind = RecordRef.of(record).kind
            assert await work.external_ids.find(kind, ExternalId("lever", f"x:{record.id} é")) == record.id
            assert await work.external_ids.find(kind, ExternalId("workable", f"x:{record.id} é")) is None
    async with theirs.storage.autocommit(theirs.actor.org_id) as work:
        assert await work.external_ids.find(RecordKind.JOB, ExternalId("lever", f"x:{found[0].id} é")) is None


async def test_two_records_of_a_kind_have_no_external_id_in_common(ours: Organisation, theirs: Organisation) -> None:
    one, other, foreign = await ours.candidate(), await ours.candidate(), await theirs.candidate()
    await put(ours, one, lever="1")
    await put(theirs, foreign, lever="1")
    await put(ours, await ours.job(), lever="1")
    with pytest.raises(Duplicate, match="Another candidate has the external id lever:1"):
        await put(ours, other, greenhouse="5", lever="1")
    assert await ids_of(ours, other) == []


async def test_external_ids_go_with_their_records(ours: Organisation) -> None:
    job, candidate, application = await records(ours)
    for record in (job, candidate, application):
        await put(ours, record, lever="1")
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.candidates.remove(candidate.id)
        for kind in (RecordKind.CANDIDATE, RecordKind.APPLICATION):
            assert await work.external_ids.find(kind, ExternalId("lever", "1")) is None
        await work.jobs.remove(job.id)
        assert await work.external_ids.find(RecordKind.JOB, ExternalId("lever", "1")) is None
    assert [entry.action for entry in await entries(ours, candidate)] == ["update", "delete"]


async def test_an_external_id_is_a_field_of_its_record_in_the_audit_log(ours: Organisation) -> None:
    for record in await records(ours):
        await put(ours, record, lever="1")
        await put(ours, record, lever=None)
        value = {"external_ids": {"system": "lever", "id": "1"}}
        found = await entries(ours, record)
        none = {"external_ids": None}
        assert [(one.action, one.before, one.after) for one in found] == [
            ("update", none, value),
            ("update", value, none),
        ]
        of_application = isinstance(record, Application)
        assert {one.candidate_id for one in found} == {RecordRef.of(record).candidate_id}
        assert {one.job_id for one in found} == {record.job_id if isinstance(record, Application) else None}
        assert of_application == any(one.job_id for one in found)


async def test_a_merge_gives_the_kept_candidate_the_ids_of_both(ours: Organisation) -> None:
    kept, other, job, other_job = (
        *(await ours.candidate(), await ours.candidate()),
        *(await ours.job(), await ours.job()),
    )
    existing, discarded = await ours.application(job, kept), await ours.application(job, other)
    moved = await ours.application(other_job, other)
    for record, value in ((kept, "1"), (other, "2"), (existing, "3"), (discarded, "4"), (moved, "5")):
        await put(ours, record, lever=value)
    await Merging(ours.storage, SystemClock()).merge(ours.actor, kept.id, other.id)
    assert await ids_of(ours, kept) == ["lever:1", "lever:2"]
    assert await ids_of(ours, existing) == ["lever:3", "lever:4"]
    assert await ids_of(ours, moved) == ["lever:5"]
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.candidates.remove(kept.id)
    assert await ids_of(ours, moved) == []

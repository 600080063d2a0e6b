"""Storage contract: features. They belong to one version of a record, and a reader misses no change."""

import asyncio
from dataclasses import replace

import pytest

from contracts.featured import ENGINE, FIRST, MODEL, Records, embedded, features_of
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.jobs.model import JobDetails
from recruit.domain.matching.model import Changed, Stored
from recruit.ports.storage import Storage
from worlds import Organisation

UNKNOWN_IDS = [0, -1, 2**31, 2**63 - 1, 2**63, 10**30]


class Aborted(Exception):
    """Raised in a unit of work to roll it back."""


@pytest.fixture(params=["jobs", "candidates"])
def records(request: pytest.FixtureRequest, ours: Organisation) -> Records:
    return Records(ours, request.param)


async def test_a_new_record_has_a_version_and_no_features(records: Records) -> None:
    first, second = await records.add(), await records.add()
    (one, other) = await records.changes(*FIRST, 10)
    assert [one.id, other.id] == [first, second]
    assert 0 < one.version < other.version
    assert (one.features, other.features) == (None, None)


async def test_a_changed_record_has_a_greater_version_and_no_features(records: Records) -> None:
    first, second = await records.add(), await records.add()
    await records.keep(first, second)
    before = await records.one(first)
    await records.change(first)
    after = await records.one(first)
    assert after.version > before.version
    assert after.features is None
    assert (await records.one(second)).features == features_of(second)


async def test_a_change_of_a_field_that_matching_ignores_keeps_the_features(records: Records) -> None:
    key = await records.add()
    await records.keep(key)
    before = await records.one(key)
    unread = {"status": "closed"} if records.kind == "jobs" else {"website_url": "https://jane.example"}
    await records.ask("change", key, unread)
    after = await records.one(key)
    assert after.version > before.version
    assert after.features == before.features
    await records.ask("change", key, unread | {"location": "Elsewhere"})
    assert (await records.one(key)).features is None


async def test_an_application_does_not_change_features(records: Records) -> None:
    ours = records.ours
    job, candidate = await ours.job(), await ours.candidate()
    key = job.id if records.kind == "jobs" else candidate.id
    await records.keep(key)
    before = await records.one(key)
    await ours.application(job, candidate)
    assert await records.one(key) == before


async def test_changes_are_listed_once_in_order_of_version_and_id(records: Records) -> None:
    ours, ids = records.ours, [await records.add() for _ in range(4)]
    async with ours.storage.transaction(ours.actor.org_id) as work:
        for _ in range(3):
            added = (
                work.jobs.add(JobDetails(title="x"), created_by_user_id=ours.actor.user_id)
                if records.kind == "jobs"
                else work.candidates.add(CandidateDetails(full_name="x"))
            )
            ids.append((await added).id)
        await records.of(work).change(ids[1], {"location": "Elsewhere"})
    await records.change(ids[0])
    for size in (1, 2, 3):
        found = await records.paged(0, size)
        assert sorted(change.id for change in found) == sorted(ids)
        places = [(change.version, change.id) for change in found]
        assert places == sorted(places)
        assert [change.id for change in found[:2]] == ids[2:4]
        assert found[-1].id == ids[0]


async def test_changes_start_after_the_given_version_and_id(records: Records) -> None:
    ids = [await records.add() for _ in range(3)]
    first, second, third = await records.changes(*FIRST, 10)
    assert [change.id for change in (first, second, third)] == ids
    assert await records.changes(second.version, second.id, 10) == [third]
    assert await records.changes(second.version, second.id - 1, 10) == [second, third]
    assert await records.changes(third.version, third.id, 10) == []


async def test_changes_after_the_watermark_are_in_the_next_batch(records: Records) -> None:
    old, changed, removed = [await records.add() for _ in range(3)]
    watermark = await records.watermark()
    await records.change(changed)
    new = await records.add()
    await records.ask("remove", removed)
    for size in (1, 2, 3):
        found = [change.id for change in await records.paged(watermark, size)]
        assert [key for key in found if key != old] == [changed, new]


async def test_changes_in_the_unit_of_work_that_read_the_watermark_are_in_the_next_batch(
    records: Records,
) -> None:
    ids = [await records.add() for _ in range(2)]
    ours = records.ours
    async with ours.storage.transaction(ours.actor.org_id) as work:
        watermark = (await records.of(work).changes(*FIRST, 1)).watermark
        await records.of(work).change(ids[0], {"location": "Elsewhere"})
    assert ids[0] in [change.id for change in await records.changes(watermark, 0, 10)]


async def test_a_record_comes_with_its_version_and_features(records: Records) -> None:
    first, second = await records.add(), await records.add()
    await records.keep(first)
    stored = {one.record.id: one for one in await records.ask("get_many", [second, first])}
    for key in (first, second):
        change = await records.one(key)
        assert stored[key] == Stored(await records.ask("get", key), change.version, change.features)
    assert stored[first].features == features_of(first)
    assert stored[second].features is None


async def test_get_many_leaves_out_unknown_ids(records: Records) -> None:
    key = await records.add()
    assert [one.record.id for one in await records.ask("get_many", [*UNKNOWN_IDS, key])] == [key]
    for unknown_id in UNKNOWN_IDS:
        assert await records.ask("get_many", [unknown_id]) == []
    assert await records.ask("get_many", []) == []


async def test_ids_lists_every_existing_record(records: Records) -> None:
    assert list(await records.ask("ids")) == []
    added = [await records.add() for _ in range(3)]
    await records.keep(added[0])
    assert sorted(await records.ask("ids")) == added


async def test_a_removed_record_is_in_no_result(records: Records) -> None:
    kept, removed = await records.add(), await records.add()
    before = await records.one(removed)
    await records.ask("remove", removed)
    assert [change.id for change in await records.changes(*FIRST, 10)] == [kept]
    assert [one.record.id for one in await records.ask("get_many", [kept, removed])] == [kept]
    assert [one.record.id for one in await records.ask("stale", ENGINE, 10)] == [kept]
    assert list(await records.ask("ids")) == [kept]
    await records.ask("save", [replace(before, features=features_of(removed))])
    assert [one.record.id for one in await records.ask("get_many", [kept, removed])] == [kept]


async def test_features_are_saved_only_for_their_version(records: Records) -> None:
    ids = [await records.add() for _ in range(3)]
    before = [await records.one(key) for key in ids]
    await records.change(ids[1])
    changed = await records.one(ids[1])
    await records.ask("save", [replace(change, features=features_of(change.id)) for change in before])
    assert await records.one(ids[0]) == replace(before[0], features=features_of(ids[0]))
    assert await records.one(ids[1]) == changed
    assert await records.one(ids[2]) == replace(before[2], features=features_of(ids[2]))


async def test_saving_features_changes_neither_version_nor_record(records: Records) -> None:
    key = await records.add()
    before, record = await records.one(key), await records.ask("get", key)
    async with asyncio.timeout(60):
        while (watermark := await records.watermark()) <= before.version:
            pass  # an older transaction is still open, such as an autovacuum's
    await records.keep(key)
    await records.ask("save", [])
    after = await records.one(key)
    assert (after.version, after.features) == (before.version, features_of(key))
    assert await records.ask("get", key) == record
    assert [change.id for change in await records.changes(watermark, 0, 10) if change.version > watermark] == []


async def test_features_of_another_engine_replace_the_old(records: Records) -> None:
    key = await records.add()
    await records.keep(key)
    await records.keep(key, engine=ENGINE + 1, word="newer")
    assert (await records.one(key)).features == features_of(key, ENGINE + 1, "newer")


async def test_stale_records_lack_features_of_that_engine_or_a_later_one(records: Records) -> None:
    without, older, current, newer = [await records.add() for _ in range(4)]
    await records.keep(older, engine=ENGINE - 1)
    await records.keep(current)
    await records.keep(newer, engine=ENGINE + 1)
    stale = {one.record.id: one for one in await records.ask("stale", ENGINE, 10)}
    assert set(stale) == {without, older}
    assert stale[older] == (await records.ask("get_many", [older]))[0]
    assert len(await records.ask("stale", ENGINE, 2)) == 2
    await records.change(current)
    assert current in {one.record.id for one in await records.ask("stale", ENGINE, 10)}


async def test_unembedded_records_have_features_and_no_vector_of_that_model(records: Records) -> None:
    without, embedded_, lacking, more = [await records.add() for _ in range(4)]
    await records.keep(embedded_, lacking, more)
    ours = records.ours
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.embeddings.add(MODEL, [embedded(embedded_)])
        await work.embeddings.add("another", [embedded(lacking)])
        assert {one.record.id for one in await records.of(work).unembedded(MODEL, 10)} == {lacking, more}
    unembedded = {one.record.id: one for one in await records.ask("unembedded", MODEL, 10)}
    assert set(unembedded) == {lacking, more}
    assert unembedded[more] == (await records.ask("get_many", [more]))[0]
    assert {one.record.id for one in await records.ask("unembedded", "another", 10)} == {embedded_, more}
    assert len(await records.ask("unembedded", MODEL, 1)) == 1
    await records.keep(without)
    await records.keep(embedded_, word="changed")
    assert {one.record.id for one in await records.ask("unembedded", MODEL, 10)} == {without, embedded_, lacking, more}


async def test_a_unit_of_work_sees_its_own_changes_and_features(records: Records) -> None:
    key = await records.add()
    ours = records.ours
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await records.of(work).change(key, {"location": "Elsewhere"})
        (changed,) = (await records.of(work).changes(*FIRST, 10)).changes
        await records.of(work).save([replace(changed, features=features_of(key))])
        (stored,) = await records.of(work).get_many([key])
        assert (stored.record.location, stored.features) == ("Elsewhere", features_of(key))
        await records.of(work).remove(key)
        assert (await records.of(work).changes(*FIRST, 10)).changes == []
        assert await records.of(work).stale(ENGINE + 1, 10) == []


async def test_rolled_back_changes_are_not_kept(records: Records) -> None:
    changed, removed, featured = [await records.add() for _ in range(3)]
    await records.keep(changed, removed)
    before = await records.changes(*FIRST, 10)
    ours = records.ours
    with pytest.raises(Aborted):
        async with ours.storage.transaction(ours.actor.org_id) as work:
            (one,) = await records.of(work).get_many([featured])
            await records.of(work).save([Changed(featured, one.version, features_of(featured))])
            await records.of(work).change(changed, {"location": "Elsewhere"})
            await records.of(work).remove(removed)
            raise Aborted
    assert await records.changes(*FIRST, 10) == before


async def test_features_of_another_organisation_are_neither_read_nor_set(
    storage: Storage, records: Records, theirs: Organisation
) -> None:
    key = await records.add()
    await records.keep(key)
    before = await records.one(key)
    for org_id in (theirs.actor.org_id, await storage.new_organisation(), 0, 10**30):
        async with storage.transaction(org_id) as work:
            seen = records.of(work)
            assert (await seen.changes(*FIRST, 10)).changes == []
            assert await seen.get_many([key]) == []
            assert list(await seen.ids()) == []
            assert await seen.stale(ENGINE + 1, 10) == []
            assert await seen.unembedded(MODEL, 10) == []
            await seen.save([replace(before, features=features_of(key, word="theirs"))])
    assert await records.one(key) == before

"""Storage contract: candidate profiles."""

from dataclasses import replace

import pytest

from contracts.featured import ENGINE, MODEL, Records
from recruit.domain.candidates.model.profile import Contacts, Education, Language, Position, Profile, ReadField, Skill
from recruit.domain.shared.errors import NotFound
from recruit.ports.storage import Storage
from worlds import Organisation

UNKNOWN_IDS = [0, -1, 2**31, 2**63 - 1, 2**63, 10**30]
FULL = Profile(
    skills=(Skill("Python", '• Wrote 🐍 "Python"'), Skill("C#", "")),
    languages=(Language("German", None, "Deutsch"), Language("English", "C1", "English: C1")),
    education=(Education("BSc", "University of Somewhere", "2012", "2016-06"), Education()),
    positions=(
        Position("Baker", "Åre Bröd", "2020-01", None, goes_on=True),
        Position(None, None, None, None, goes_on=False),
    ),
    contacts=Contacts(("jane@example.com", "JANE@example.org"), ("+1 415 555 0100",)),
    fields=(ReadField("full_name", "Åsa Öberg", 0.97), ReadField("headline", None, 0.21, ("Baker", "Bagare 🥖"))),
)


async def put(ours: Organisation, candidate_id: int, profile: Profile = FULL) -> None:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.profiles.put(candidate_id, profile)


async def profile_of(ours: Organisation, candidate_id: int) -> Profile:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return await work.profiles.get(candidate_id)


async def test_a_profile_keeps_every_entry_in_order(ours: Organisation) -> None:
    candidate = await ours.candidate()
    await put(ours, candidate.id)
    assert await profile_of(ours, candidate.id) == FULL


async def test_a_new_candidate_has_an_empty_profile(ours: Organisation) -> None:
    assert await profile_of(ours, (await ours.candidate()).id) == Profile()


async def test_a_profile_replaces_the_previous_one(ours: Organisation) -> None:
    candidate, other = await ours.candidate(), await ours.candidate()
    await put(ours, candidate.id)
    await put(ours, other.id)
    await put(ours, candidate.id, Profile(skills=(Skill("Go", ""),)))
    assert await profile_of(ours, candidate.id) == Profile(skills=(Skill("Go", ""),))
    assert await profile_of(ours, other.id) == FULL


async def test_a_profile_needs_its_candidate(ours: Organisation) -> None:
    for unknown_id in UNKNOWN_IDS:
        for attempt in (profile_of(ours, unknown_id), put(ours, unknown_id)):
            with pytest.raises(NotFound) as error:
                await attempt
            assert (error.value.kind, error.value.id) == ("candidate", unknown_id)


async def test_a_profile_is_removed_with_its_candidate(storage: Storage, ours: Organisation) -> None:
    candidate = await ours.candidate()
    await put(ours, candidate.id)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.candidates.remove(candidate.id)
    with pytest.raises(NotFound):
        await profile_of(ours, candidate.id)


async def test_another_organisations_profile_is_not_found(ours: Organisation, theirs: Organisation) -> None:
    candidate = await ours.candidate()
    await put(ours, candidate.id)
    for attempt in (profile_of(theirs, candidate.id), put(theirs, candidate.id, Profile())):
        with pytest.raises(NotFound):
            await attempt
    assert await profile_of(ours, candidate.id) == FULL


async def test_a_new_profile_raises_the_candidates_version_and_changes_no_field(
    storage: Storage, ours: Organisation
) -> None:
    records, candidate = Records(ours, "candidates"), await ours.candidate(notes="Bakes")
    other = await ours.candidate()
    await records.keep(candidate.id, other.id)
    before, untouched = await records.one(candidate.id), await records.one(other.id)
    await put(ours, candidate.id)
    after = await records.one(candidate.id)
    assert after.version > before.version
    assert after.features is None
    assert await records.one(other.id) == untouched
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.candidates.get(candidate.id) == candidate


async def test_records_for_matching_have_the_skills_of_the_profile(ours: Organisation) -> None:
    records, candidate, other = Records(ours, "candidates"), await ours.candidate(), await ours.candidate()
    await put(ours, candidate.id)
    skilled = replace(candidate, skills=("Python", "C#"))
    for found in (await records.ask("get_many", [candidate.id, other.id]), await records.ask("stale", ENGINE, 10)):
        assert sorted((one.record for one in found), key=lambda one: one.id) == [skilled, other]
    await records.keep(candidate.id)
    (found,) = await records.ask("unembedded", MODEL, 10)
    assert found.record == skilled
    await put(ours, candidate.id, Profile())
    (found,) = await records.ask("get_many", [candidate.id])
    assert found.record == candidate


async def test_an_uncommitted_profile_is_not_kept(storage: Storage, ours: Organisation) -> None:
    candidate = await ours.candidate()
    with pytest.raises(NotFound):
        async with storage.transaction(ours.actor.org_id) as work:
            await work.profiles.put(candidate.id, FULL)
            await work.jobs.get(0)
    assert await profile_of(ours, candidate.id) == Profile()

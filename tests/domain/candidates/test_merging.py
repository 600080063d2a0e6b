"""Merging two candidates, also concurrently."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from contracts.test_storage_identifiers import keep, put
from recruit.adapters.clock import SystemClock
from recruit.domain.applications.model import Application, preferred
from recruit.domain.candidates.merging import Merging
from recruit.domain.candidates.model.candidate import UNKNOWN_NAME, Candidate
from recruit.domain.candidates.model.profile import MOST, Contacts, Education, Language, Position, Profile, Skill, union
from recruit.domain.notes.model import Note, NoteDetails, Visibility
from recruit.domain.shared.errors import Invalid, NotFound
from recruit.domain.shared.limits import LONGEST_TEXT
from recruit.domain.shared.pages import Window
from recruit.domain.tags.model import TagDetails
from recruit.domain.tasks.model import TaskDetails, TaskSearch
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from worlds import Organisation, new_organisation

ROUNDS = 8
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(params=["memory:", "postgresql+asyncpg:"])
async def storage(request: pytest.FixtureRequest, database: str) -> AsyncIterator[Storage]:
    url = request.param if request.param == "memory:" else database
    async with kernel.STORAGE.open(AdapterConfig(url, Path())) as found:
        yield found


@pytest.fixture
async def organisation(storage: Storage) -> Organisation:
    return await new_organisation(storage)


async def merge(organisation: Organisation, kept: Candidate, other: Candidate) -> Candidate:
    return await Merging(organisation.storage, SystemClock()).merge(organisation.actor, kept.id, other.id)


async def candidate_ids(organisation: Organisation) -> list[int]:
    async with organisation.storage.transaction(organisation.actor.org_id) as work:
        return sorted(await work.candidates.ids())


async def applications(organisation: Organisation) -> list[Application]:
    async with organisation.storage.transaction(organisation.actor.org_id) as work:
        return list((await work.applications.page(Window())).items)


async def notes_on(organisation: Organisation, application: Application) -> list[Note]:
    async with organisation.storage.transaction(organisation.actor.org_id) as work:
        return list((await work.notes.page(Window(), list(Visibility), application_id=application.id)).items)


async def test_empty_fields_are_filled_in_and_notes_are_appended(organisation: Organisation) -> None:
    kept = await organisation.candidate(UNKNOWN_NAME, headline="Baker", notes="Bakes.")
    other = await organisation.candidate(
        "Jane Doe", headline="Cook", location="Leeds", experience_years=0, notes="Cooks."
    )
    merged = await merge(organisation, kept, other)
    assert (merged.id, merged.full_name, merged.headline) == (kept.id, "Jane Doe", "Baker")
    assert (merged.location, merged.experience_years) == ("Leeds", 0)
    assert merged.notes == f"Bakes.\n\nMerged from candidate #{other.id}:\nCooks.\nHeadline: Cook"
    assert await candidate_ids(organisation) == [kept.id]


async def test_conflicting_fields_of_the_other_candidate_are_kept_in_the_notes(organisation: Organisation) -> None:
    kept = await organisation.candidate("Jane Doe", current_company="Bread", location="Leeds", experience_years=0)
    other = await organisation.candidate("Jane M. Doe", current_company="Cakes", location="Leeds", experience_years=9)
    merged = await merge(organisation, kept, other)
    assert (merged.full_name, merged.current_company, merged.experience_years) == ("Jane Doe", "Bread", 0)
    differing = "Full name: Jane M. Doe\nExperience years: 9\nCurrent company: Cakes"
    assert merged.notes == f"Merged from candidate #{other.id}:\n{differing}"


async def test_profile_entries_over_the_limit_are_kept_in_the_notes(organisation: Organisation) -> None:
    kept, other = await organisation.candidate(), await organisation.candidate()
    full = Profile(
        tuple(Skill(f"skill {number}", "") for number in range(MOST)),
        tuple(Language(f"language {number}", None, "") for number in range(MOST)),
        tuple(Education(f"degree {number}") for number in range(MOST)),
        tuple(Position(f"title {number}", None, None, None, goes_on=False) for number in range(MOST)),
        Contacts(tuple(f"{number}@example.com" for number in range(MOST)), tuple(map(str, range(MOST)))),
    )
    more = Profile(
        (Skill("skill 1", ""), Skill("Go", "")),
        (Language("Dutch", "C1", ""),),
        (Education("MSc", "Leeds", None, "2010"),),
        (Position("Baker", "Bread", "2020", None, goes_on=True),),
        Contacts(("jane@example.com",), ("+1 415 555 0100",)),
    )
    async with organisation.storage.transaction(organisation.actor.org_id) as work:
        await work.profiles.put(kept.id, full)
        await work.profiles.put(other.id, more)
    merged = await merge(organisation, kept, other)
    assert (merged.notes or "").splitlines()[1:] == [
        "Skill: Go",
        "Language: Dutch, C1",
        "Education: MSc, Leeds, 2010",
        "Position: Baker, Bread, 2020",
        "E-mail address: jane@example.com",
        "Phone number: +1 415 555 0100",
    ]


@pytest.mark.parametrize(("notes", "other_notes"), [("Bakes.", "Bakes."), ("Bakes.", None), (None, None)])
async def test_empty_or_equal_notes_are_not_appended(
    organisation: Organisation, notes: str | None, other_notes: str | None
) -> None:
    merged = await merge(
        organisation, await organisation.candidate(notes=notes), await organisation.candidate(notes=other_notes)
    )
    assert merged.notes == notes


async def test_applications_documents_and_profile_move_to_the_kept_candidate(organisation: Organisation) -> None:
    kept, other = await organisation.candidate(), await organisation.candidate()
    moved = await organisation.application(
        await organisation.job(), other, status="offer", source="referral", fit_score=70
    )
    document = await keep(organisation, other.id)
    await put(organisation, kept.id, "jane@example.com", "+1 415 555 0100")
    await put(organisation, other.id, "JANE@example.com", "+1 (415) 555-0100", "+1 415 555 0199")
    await merge(organisation, kept, other)
    (application,) = await applications(organisation)
    assert (application.id, application.candidate_id) == (moved.id, kept.id)
    assert (application.status, application.source, application.fit_score) == ("offer", "referral", 70)
    async with organisation.storage.transaction(organisation.actor.org_id) as work:
        assert (await work.documents.content(kept.id, document.id))[1] == b"x"
        profile = await work.profiles.get(kept.id)
    assert profile.contacts == Contacts(("jane@example.com",), ("+1 415 555 0100", "+1 415 555 0199"))


async def test_notes_tasks_and_tags_move_to_the_kept_candidate_and_application(organisation: Organisation) -> None:
    kept, other, job = await organisation.candidate(), await organisation.candidate(), await organisation.job()
    existing, discarded = await organisation.application(job, kept), await organisation.application(job, other)
    async with organisation.storage.transaction(organisation.actor.org_id) as work:
        for application_id in (None, discarded.id):
            about: dict[str, Any] = {"candidate_id": other.id, "application_id": application_id}
            await work.notes.add(NoteDetails(text="x", author_user_id=None, created_at=NOON, **about))
            await work.tasks.add(TaskDetails(title="x", **about), created_by_user_id=1, now=NOON)
        one, two = [await work.tags.add(TagDetails(name=name)) for name in ("one", "two")]
        for candidate, tag in ((kept, one), (other, one), (other, two)):
            await work.tags.attach(candidate.id, tag.id)
    await merge(organisation, kept, other)
    async with organisation.storage.transaction(organisation.actor.org_id) as work:
        notes = (await work.notes.page(Window(), tuple(Visibility))).items
        tasks = (await work.tasks.page(Window(), TaskSearch())).items
        tags = (await work.tags.of_candidate(Window(), kept.id)).items
    moved = [(kept.id, None), (kept.id, existing.id)]
    assert [(note.candidate_id, note.application_id) for note in notes] == moved
    assert [(task.candidate_id, task.application_id) for task in tasks] == moved
    assert tags == [one, two]


async def test_one_of_two_applications_for_a_job_is_kept_and_the_other_is_noted(
    organisation: Organisation,
) -> None:
    job, kept, other = (
        await organisation.job(),
        await organisation.candidate(notes="Bakes."),
        await organisation.candidate(),
    )
    first = await organisation.application(job, kept, status="applied", source="manual", fit_score=40)
    await organisation.application(job, other, status="interview", source="referral")
    merged = await merge(organisation, kept, other)
    (application,) = await applications(organisation)
    assert (application.id, application.candidate_id, application.job_id) == (first.id, kept.id, job.id)
    assert (application.status, application.source, application.fit_score) == ("interview", "referral", 40)
    assert merged.notes == "Bakes."
    (note,) = await notes_on(organisation, application)
    assert note.text == "Merged with another application for the job, which had status applied, source manual."
    assert note.author_user_id == organisation.actor.user_id


async def test_the_fit_score_of_the_dropped_application_is_noted(organisation: Organisation) -> None:
    job, kept, other = await organisation.job(), await organisation.candidate(), await organisation.candidate()
    await organisation.application(job, kept, status="offer", fit_score=90)
    await organisation.application(job, other, status="offer", fit_score=10)
    await merge(organisation, kept, other)
    (application,) = await applications(organisation)
    assert application.fit_score == 90
    (note,) = await notes_on(organisation, application)
    assert note.text == "Merged with another application for the job, which had fit score 10."


@pytest.mark.parametrize(
    ("first", "second", "preferred_id"),
    [
        ("interview", "applied", 1),
        ("applied", "hired", 2),
        ("offer", "offer", 1),
        ("interview", "rejected", 2),
        ("rejected", "interview", 2),
        ("on hold", "withdrawn", 2),
    ],
)
def test_the_more_advanced_or_else_the_later_application_is_preferred(
    first: str, second: str, preferred_id: int
) -> None:
    one, other = (
        Application(id=id_, org_id=1, job_id=1, candidate_id=id_, status=status)
        for id_, status in ((1, first), (2, second))
    )
    assert preferred(one, other).id == preferred(other, one).id == preferred_id or first == second


def test_the_union_of_profiles_has_no_duplicate_entries() -> None:
    baker = Position("Baker", "Bread", "2020", None, goes_on=True)
    profile = Profile((Skill("Python", "mine"),), (Language("German", None, ""),), (Education("BSc"),), (baker,))
    cook = Position("Cook", "Bread", "2020", None, goes_on=True)
    other = Profile(
        (Skill("python", "theirs"), Skill("Go", "")),
        (Language("german", "C1", ""), Language("Dutch", None, "")),
        (Education("BSc"), Education("MSc")),
        (baker, cook),
    )
    assert union(profile, other) == Profile(
        (Skill("Python", "mine"), Skill("Go", "")),
        (Language("German", None, ""), Language("Dutch", None, "")),
        (Education("BSc"), Education("MSc")),
        (baker, cook),
    )
    many = Profile(tuple(Skill(f"skill {number}", "") for number in range(100)))
    assert union(many, profile).skills == many.skills


async def test_a_rejected_merge_changes_nothing(organisation: Organisation, storage: Storage) -> None:
    kept, other = await organisation.candidate(notes="x" * LONGEST_TEXT), await organisation.candidate(notes="y")
    await organisation.application(await organisation.job(), other)
    stranger = await (await new_organisation(storage)).candidate()
    before = await applications(organisation)
    with pytest.raises(Invalid):
        await merge(organisation, kept, other)
    with pytest.raises(Invalid):
        await merge(organisation, kept, kept)
    for one, two in ((kept, stranger), (stranger, kept)):
        with pytest.raises(NotFound) as error:
            await merge(organisation, one, two)
        assert error.value.id == stranger.id
    assert await candidate_ids(organisation) == [kept.id, other.id]
    assert await applications(organisation) == before


async def test_concurrent_opposite_merges_leave_one_candidate_with_all_records(organisation: Organisation) -> None:
    for _ in range(ROUNDS):
        one, other = await organisation.candidate(notes="one"), await organisation.candidate(notes="other")
        made = {
            (await organisation.application(await organisation.job(), candidate)).id
            for candidate in (one, other, one, other)
        }
        results = await asyncio.gather(
            merge(organisation, one, other), merge(organisation, other, one), return_exceptions=True
        )
        (merged,) = [result for result in results if isinstance(result, Candidate)]
        assert [type(result) for result in results if result is not merged] == [NotFound]
        kept = {
            application.id for application in await applications(organisation) if application.candidate_id == merged.id
        }
        assert kept == made
        assert {"one", "other"} <= set((merged.notes or "").split())


async def test_records_added_during_a_merge_are_kept_or_rejected(organisation: Organisation) -> None:
    for _ in range(ROUNDS):
        kept, other, job = await organisation.candidate(), await organisation.candidate(), await organisation.job()
        merged, applied, kept_file = await asyncio.gather(
            merge(organisation, kept, other),
            organisation.application(job, other),
            keep(organisation, other.id),
            return_exceptions=True,
        )
        assert isinstance(merged, Candidate)
        async with organisation.storage.transaction(organisation.actor.org_id) as work:
            found = await work.applications.page(Window(), candidate_id=kept.id)
            files = await work.documents.page(Window(), kept.id)
        assert found.total == (0 if isinstance(applied, NotFound) else 1), applied
        assert files.total == (0 if isinstance(kept_file, NotFound) else 1), kept_file

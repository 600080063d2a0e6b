"""Possible duplicates of candidates, and repeated uploads."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from contracts.test_storage_identifiers import keep, put
from domain.agent.agent_world import NoModel, PlainText, StoppedClock
from recruit.adapters.compute.inline import InlineCompute
from recruit.domain.candidates.duplicates import Duplicates
from recruit.domain.candidates.service import CandidateService
from recruit.domain.extraction.intake import Intake, IntakeResult
from recruit.domain.extraction.service import Extraction
from recruit.domain.jobs.service import JobService
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Window
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from worlds import Organisation, new_organisation

CONCURRENT_UPLOADS = 6


@pytest.fixture(params=["memory:", "postgresql+asyncpg:"])
async def storage(request: pytest.FixtureRequest, database: str) -> AsyncIterator[Storage]:
    url = request.param if request.param == "memory:" else database
    async with kernel.STORAGE.open(AdapterConfig(url, Path())) as found:
        yield found


@pytest.fixture
async def organisation(storage: Storage) -> Organisation:
    return await new_organisation(storage)


def intake_over(storage: Storage) -> Intake:
    clock = StoppedClock()
    return Intake(
        storage,
        JobService(storage),
        CandidateService(storage),
        PlainText(),
        Extraction(NoModel(), clock, InlineCompute()),
        clock,
    )


async def upload(organisation: Organisation, text: str) -> IntakeResult:
    return await intake_over(organisation.storage).candidate_from_resume(
        organisation.actor, text.encode(), "cv.txt", None
    )


async def find_duplicates(organisation: Organisation, candidate_id: int) -> list[tuple[int, str, list[str]]]:
    page = await Duplicates(organisation.storage).find(organisation.actor, candidate_id, Window())
    assert page.total == len(page.items)
    return [(one.candidate.id, one.confidence.value, list(one.reasons)) for one in page.items]


async def test_duplicates_are_ordered_by_confidence_and_explained_in_plain_words(organisation: Organisation) -> None:
    details = {"current_company": "Bread & Co", "current_title": "Baker", "location": "Leeds"}
    candidate = await organisation.candidate("Zoë Doe", linkedin_url="https://linkedin.com/in/zoe", **details)
    await put(organisation, candidate.id, "zoe@example.com", "+1 415 555 0100")
    await keep(organisation, candidate.id)
    title = await organisation.candidate("DOE ZOE", current_title="baker", location="LEEDS")
    company = await organisation.candidate("zoe doe", current_company="bread & co")
    phone = await organisation.candidate("Z. D.")
    await put(organisation, phone.id, "z@example.com", "(415) 555-0100")
    profile = await organisation.candidate("Z.", linkedin_url="http://www.linkedin.com/in/ZOE/")
    mail = await organisation.candidate("Mail")
    await put(organisation, mail.id, "ZOE@example.com")
    file = await organisation.candidate("File")
    await keep(organisation, file.id)
    await organisation.candidate("Zoe Doe", current_company="Another", location="York")
    assert await find_duplicates(organisation, candidate.id) == [
        (profile.id, "certain", ["Both have the profile linkedin.com/in/zoe."]),
        (mail.id, "certain", ["Both have the e-mail address zoe@example.com."]),
        (file.id, "certain", ["The same file was uploaded for both."]),
        (company.id, "likely", ["Both have the same name and work at Bread & Co."]),
        (phone.id, "likely", ["Both have the phone number that ends in 0100."]),
        (
            title.id,
            "possible",
            ["Both have the same name and the title Baker.", "Both have the same name and live in Leeds."],
        ),
    ]
    assert [key for key, _, _ in await find_duplicates(organisation, mail.id)] == [candidate.id]
    page = await Duplicates(organisation.storage).find(organisation.actor, candidate.id, Window(1, 2))
    assert ([one.candidate.id for one in page.items], page.total) == ([mail.id, file.id], 6)


async def test_candidates_of_another_organisation_are_not_duplicates(
    storage: Storage, organisation: Organisation
) -> None:
    other_organisation = await new_organisation(storage)
    candidate, foreign = (
        await organisation.candidate(location="Leeds"),
        await other_organisation.candidate(location="Leeds"),
    )
    await keep(other_organisation, foreign.id)
    await keep(organisation, candidate.id)
    assert await find_duplicates(organisation, candidate.id) == []
    with pytest.raises(NotFound):
        await find_duplicates(organisation, foreign.id)
    assert (await upload(other_organisation, "Jane Doe\njane@example.com")).duplicate_of is None
    assert (await upload(organisation, "Jane Doe\njane@example.com")).duplicate_of is None


async def test_an_upload_names_the_oldest_candidate_with_the_same_file_or_address(organisation: Organisation) -> None:
    first = await upload(organisation, "Jane Doe\njane@example.com\nBaker")
    again = await upload(organisation, "Jane Doe\njane@example.com\nBaker")
    newer = await upload(organisation, "Jane Doe\nJANE@example.com\nHead Baker")
    assert first.duplicate_of is None
    assert again.duplicate_of == newer.duplicate_of == first.candidate.id
    assert len({first.candidate.id, again.candidate.id, newer.candidate.id}) == 3
    assert (await upload(organisation, "John Smith\njohn@example.com")).duplicate_of is None


async def test_an_added_document_names_other_candidates_as_duplicates_but_not_its_own(
    organisation: Organisation,
) -> None:
    first = (await upload(organisation, "Jane Doe\njane@example.com")).candidate
    intake, text = intake_over(organisation.storage), b"Jane Doe\njane@example.com"
    assert (await intake.add_document(organisation.actor, first.id, text, "cv.txt")).duplicate_of is None
    other = await organisation.candidate()
    assert (await intake.add_document(organisation.actor, other.id, text, "cv.txt")).duplicate_of == first.id
    letter = b"To whom it may concern: write to jane@example.com"
    assert (await intake.add_document(organisation.actor, other.id, letter, "letter.txt")).duplicate_of == first.id


@pytest.mark.parametrize("text", ["Jane Doe, baker", "Jane Doe\njane@example.com\nBaker {number}"])
async def test_all_but_one_of_concurrent_identical_uploads_name_a_duplicate(
    organisation: Organisation, text: str
) -> None:
    results = await asyncio.gather(
        *(upload(organisation, text.format(number=number)) for number in range(CONCURRENT_UPLOADS))
    )
    duplicates = [one.duplicate_of for one in results]
    ids = {one.candidate.id for one in results}
    assert duplicates.count(None) == 1
    assert {key for key in duplicates if key is not None} <= ids
    (first,) = [one.candidate.id for one in results if one.duplicate_of is None]
    assert (await upload(organisation, text.format(number=0))).duplicate_of == min(ids)
    assert first in ids

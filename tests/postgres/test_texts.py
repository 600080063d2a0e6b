"""The index of full-text search: refreshes of texts of locked records, and long texts of indexed columns."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from recruit.domain.audit.service import Auditing
from recruit.domain.search.model import CandidateSearch, JobSearch
from recruit.domain.search.text_query import TextQuery
from recruit.domain.shared.pages import Window
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from worlds import Organisation, new_organisation

LONGEST = "".join(map(chr, range(0x1F300, 0x1F300 + 200)))
"""A text of the maximum length of a field, 800 bytes, that can't be compressed much."""


@pytest.fixture
async def storage(database: str) -> AsyncIterator[Storage]:
    async with kernel.STORAGE.open(AdapterConfig(database, Path())) as found:
        yield found


@pytest.fixture
async def ours(storage: Storage) -> Organisation:
    return await new_organisation(storage)


async def total(ours: Organisation, text: str) -> int:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return (await work.candidates.search(Window(), CandidateSearch(words=TextQuery.parse(text)))).total


async def test_the_text_of_a_locked_candidate_is_read_later_without_a_reader(
    storage: Storage, ours: Organisation
) -> None:
    auditing, org_id = Auditing(storage), ours.actor.org_id
    jane = await ours.candidate("Jane", notes="welder")
    async with storage.transaction(org_id) as work:
        await work.candidates.lock_all([jane.id])
        await auditing.catch_up(org_id)  # as a reader of events does, who waits for no lock
        assert await total(ours, "welder") == 0
    await auditing.organisation(org_id)
    assert await total(ours, "welder") == 1
    async with storage.autocommit(org_id) as work:
        assert await work.texts.outdated() == []


async def test_a_search_waits_for_the_text_of_a_locked_candidate(storage: Storage, ours: Organisation) -> None:
    auditing, org_id = Auditing(storage), ours.actor.org_id
    jane = await ours.candidate("Jane", notes="welder")
    async with storage.transaction(org_id) as work:
        await work.candidates.lock_all([jane.id])
        await auditing.catch_up(org_id)
        searching = asyncio.create_task(auditing.catch_up_texts(org_id))
        await work.candidates.change(jane.id, {"notes": "nurse"})
    await searching
    assert await total(ours, "welder") == 0
    assert await total(ours, "nurse") == 1


async def test_the_texts_of_deleted_records_are_not_postponed(storage: Storage, ours: Organisation) -> None:
    jane, org_id = await ours.candidate(), ours.actor.org_id
    async with storage.transaction(org_id) as work:
        await work.candidates.remove(jane.id)
    await Auditing(storage).catch_up(org_id)
    async with storage.autocommit(org_id) as work:
        assert await work.texts.outdated() == []


async def test_filtered_fields_may_have_their_maximum_length(storage: Storage, ours: Organisation) -> None:
    fields = ("headline", "location", "current_title", "current_company")
    await ours.candidate(LONGEST, **dict.fromkeys(fields, LONGEST))
    await ours.job(LONGEST, location=LONGEST, remote_option=LONGEST, department=LONGEST)
    async with storage.transaction(ours.actor.org_id) as work:
        people = await work.candidates.search(Window(), CandidateSearch(title=LONGEST, company=LONGEST))
        jobs = await work.jobs.search(Window(), JobSearch(title=LONGEST, location=LONGEST, department=LONGEST))
    assert (people.total, jobs.total) == (1, 1)

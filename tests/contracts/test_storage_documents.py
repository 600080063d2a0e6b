"""Storage contract: original files of uploaded documents."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.candidates.model.profile import ReadField
from recruit.domain.documents.model import Document, DocumentDetails
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Window
from recruit.ports.storage import Storage
from worlds import Organisation

UNKNOWN_IDS = [0, -1, 2**31, 2**63 - 1, 2**63, 10**30]
BYTES = bytes(range(256)) * 5


def details(candidate_id: int, content: bytes = BYTES, **others: Any) -> DocumentDetails:
    given = {"filename": 'résumé "1" 🚀.pdf', "kind": "pdf", "pages": 2, "created_at": datetime(2026, 1, 1, tzinfo=UTC)}
    return DocumentDetails(
        candidate_id=candidate_id, size=len(content), sha256=sha256(content).digest(), **{**given, **others}
    )


async def keep(ours: Organisation, candidate_id: int, content: bytes = BYTES, **others: Any) -> Document:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return await work.documents.add(details(candidate_id, content, **others), content)


async def stored_documents(ours: Organisation, candidate_id: int) -> list[Document]:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return list((await work.documents.page(Window(), candidate_id)).items)


async def test_a_document_keeps_every_field_and_every_byte(storage: Storage, ours: Organisation) -> None:
    candidate = await ours.candidate()
    given = details(
        candidate.id,
        pages=None,
        hidden=("white text: 'genius'",),
        warnings=("Only the first 50 pages were read.", "…"),
        created_at=datetime.now(UTC) - timedelta(days=1),
    )
    async with storage.transaction(ours.actor.org_id) as work:
        document = await work.documents.add(given, BYTES)
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.documents.content(candidate.id, document.id) == (document, BYTES)
        assert (await work.documents.page(Window(), candidate.id)).items == [document]
    assert document.org_id == ours.actor.org_id
    assert all(getattr(document, field.name) == getattr(given, field.name) for field in fields(DocumentDetails))


async def test_a_document_keeps_its_extracted_fields(storage: Storage, ours: Organisation) -> None:
    candidate = await ours.candidate()
    read = [ReadField("full_name", "Åsa Öberg", 0.97), ReadField("headline", None, 0.21, ("Baker", "Bagare 🥖"))]
    async with storage.transaction(ours.actor.org_id) as work:
        document = await work.documents.add(details(candidate.id), BYTES, read)
        other = await work.documents.add(details(candidate.id), BYTES)
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.documents.fields(candidate.id, document.id) == read
        assert await work.documents.fields(candidate.id, other.id) == []
        for candidate_id, document_id in ((candidate.id + 1, document.id), (candidate.id, 2**40)):
            with pytest.raises(NotFound):
                await work.documents.fields(candidate_id, document_id)


async def test_a_document_has_its_text_once_it_is_read(storage: Storage, ours: Organisation) -> None:
    candidate = await ours.candidate()
    async with storage.transaction(ours.actor.org_id) as work:
        document = await work.documents.add(details(candidate.id), BYTES, text="Åsa\nBaker")
        other = await work.documents.add(details(candidate.id), BYTES)
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.documents.text(candidate.id, document.id) == (document, "Åsa\nBaker")
        assert await work.documents.text(candidate.id, other.id) == (other, None)
        for candidate_id, document_id in ((candidate.id + 1, document.id), (candidate.id, 2**40)):
            with pytest.raises(NotFound):
                await work.documents.text(candidate_id, document_id)


async def test_documents_of_one_candidate_are_paged_in_ascending_id(storage: Storage, ours: Organisation) -> None:
    candidate, other = await ours.candidate(), await ours.candidate()
    documents = [await keep(ours, candidate.id, bytes([number])) for number in range(3)]
    await keep(ours, other.id)
    async with storage.transaction(ours.actor.org_id) as work:
        page = await work.documents.page(Window(1, 1), candidate.id)
        assert (list(page.items), page.total) == (documents[1:2], 3)
        assert (await work.documents.page(Window(), candidate.id)).items == documents


async def test_removing_a_document_keeps_the_others(storage: Storage, ours: Organisation) -> None:
    candidate = await ours.candidate()
    first, second = await keep(ours, candidate.id), await keep(ours, candidate.id)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.documents.remove(candidate.id, first.id)
    assert await stored_documents(ours, candidate.id) == [second]
    async with storage.transaction(ours.actor.org_id) as work:
        with pytest.raises(NotFound):
            await work.documents.content(candidate.id, first.id)
        with pytest.raises(NotFound):
            await work.documents.remove(candidate.id, first.id)


async def test_documents_are_removed_with_their_candidate(storage: Storage, ours: Organisation) -> None:
    candidate, other = await ours.candidate(), await ours.candidate()
    removed, other_document = await keep(ours, candidate.id), await keep(ours, other.id)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.candidates.remove(candidate.id)
    async with storage.transaction(ours.actor.org_id) as work:
        with pytest.raises(NotFound):
            await work.documents.content(candidate.id, removed.id)
    assert await stored_documents(ours, other.id) == [other_document]


async def test_a_document_needs_its_candidate(storage: Storage, ours: Organisation) -> None:
    document = await keep(ours, (await ours.candidate()).id)
    for unknown_id in UNKNOWN_IDS:
        with pytest.raises(NotFound) as error:
            await keep(ours, unknown_id)
        assert (error.value.kind, error.value.id) == ("candidate", unknown_id)
        async with storage.transaction(ours.actor.org_id) as work:
            for candidate_id, document_id in ((unknown_id, document.id), (document.candidate_id, unknown_id)):
                with pytest.raises(NotFound):
                    await work.documents.content(candidate_id, document_id)
                with pytest.raises(NotFound):
                    await work.documents.remove(candidate_id, document_id)
            assert (await work.documents.page(Window(), unknown_id)).total == 0


async def test_another_organisations_documents_are_not_found(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    document = await keep(ours, (await ours.candidate()).id)
    with pytest.raises(NotFound):
        await keep(theirs, document.candidate_id)
    async with storage.transaction(theirs.actor.org_id) as work:
        with pytest.raises(NotFound):
            await work.documents.content(document.candidate_id, document.id)
        with pytest.raises(NotFound):
            await work.documents.remove(document.candidate_id, document.id)
        assert (await work.documents.page(Window(), document.candidate_id)).total == 0
    assert await stored_documents(ours, document.candidate_id) == [document]


async def test_a_failed_document_rolls_back_its_candidate(storage: Storage, ours: Organisation) -> None:
    with pytest.raises(NotFound):
        async with storage.transaction(ours.actor.org_id) as work:
            candidate = await work.candidates.add(CandidateDetails(full_name="x"))
            await work.documents.add(details(candidate.id), BYTES)
            await work.documents.add(details(2**40), BYTES)
    async with storage.transaction(ours.actor.org_id) as work:
        assert (await work.candidates.page(Window())).total == 0
        assert (await work.documents.page(Window(), candidate.id)).total == 0

"""Reading of documents whose text isn't stored."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from recruit.domain.audit.service import Auditing
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.documents.model import DocumentDetails
from recruit.domain.search.document_texts import TURN, DocumentTexts
from recruit.domain.search.model import CandidateSearch
from recruit.domain.search.text_query import TextQuery
from recruit.domain.shared.errors import Invalid, Unavailable
from recruit.domain.shared.pages import Window
from recruit.entrypoints import kernel
from recruit.ports.documents import DecodedText, Document, Word
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from worlds import Organisation, new_organisation


@pytest.fixture(params=["memory:", "postgresql+asyncpg:"])
async def storage(request: pytest.FixtureRequest, database: str) -> AsyncIterator[Storage]:
    url = request.param if request.param == "memory:" else database
    async with kernel.STORAGE.open(AdapterConfig(url, Path())) as found:
        yield found


@pytest.fixture
async def ours(storage: Storage) -> Organisation:
    return await new_organisation(storage)


@dataclass
class Reader:
    """A reader of plain text that refuses some files, and may be busy."""

    busy: bool = False
    reads: int = 0

    async def read(self, data: bytes) -> Document:
        """Return the text of a file."""
        self.reads += 1
        if self.busy:
            raise Unavailable("busy")
        if data == b"broken":
            raise Invalid("broken")
        return Document(data.decode(errors="replace"), "txt")  # the database has documents of other tests, too

    async def layout(self, data: bytes) -> Sequence[Word]:  # noqa: ARG002 - the port names it
        """Refuse everything."""
        raise Invalid("not a PDF")

    async def decode(self, data: bytes) -> DecodedText:
        """Return a plain text."""
        return DecodedText(data.decode(), "utf-8", is_certain=True)

    @property
    def tools(self) -> dict[str, str | None]:
        """No programs."""
        return {}


async def add_document(ours: Organisation, candidate: Candidate, content: bytes) -> None:
    """Store a document as an earlier version did."""
    details = DocumentDetails(
        candidate_id=candidate.id,
        filename="cv.txt",
        kind="txt",
        pages=None,
        size=len(content),
        sha256=b"h" * 32,
        created_at=datetime.now(UTC),
    )
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.documents.add(details, content)


async def total(ours: Organisation, text: str) -> int:
    """Return the number of candidates that a text query finds."""
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return (await work.candidates.search(Window(), CandidateSearch(words=TextQuery.parse(text)))).total


async def test_documents_of_earlier_versions_are_read_once(storage: Storage, ours: Organisation) -> None:
    jane = await ours.candidate("Jane")
    for content in (b"broken", b"parachutist", b"diver\0"):
        await add_document(ours, jane, content)
    reader = Reader()
    texts = DocumentTexts(storage, reader)
    await Auditing(storage).catch_up(ours.actor.org_id)
    assert await texts.organisation(ours.actor.org_id) == 3
    assert await total(ours, "jane parachutist diver") == 1
    assert await texts.organisation(ours.actor.org_id) == 0
    assert reader.reads == 3


async def test_an_organisation_with_many_documents_takes_several_turns(storage: Storage, ours: Organisation) -> None:
    jane, queued = await ours.candidate("Jane"), list[int]()
    for _ in range(TURN + 1):
        await add_document(ours, jane, b"text")
    texts = DocumentTexts(storage, Reader(), queued.append)
    assert [await texts.organisation(ours.actor.org_id) for _ in range(3)] == [TURN, 1, 0]
    assert queued == [ours.actor.org_id]


async def test_documents_wait_while_readers_are_busy(storage: Storage, ours: Organisation) -> None:
    await add_document(ours, await ours.candidate("Jane"), b"parachutist")
    assert await DocumentTexts(storage, Reader(busy=True)).organisation(ours.actor.org_id) == 0
    assert await total(ours, "parachutist") == 0
    assert await DocumentTexts(storage, Reader()).all_organisations() >= 1
    assert await total(ours, "parachutist") == 1

"""Documents of candidates in memory."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from recruit.adapters.memory.rows import Rows
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.profile import ReadField
from recruit.domain.documents.model import Document, DocumentDetails
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Page, Window


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document, its bytes, and the fields and the text read from it."""

    document: Document
    content: bytes
    fields: Sequence[ReadField] = ()
    text: str | None = None

    @property
    def id(self) -> int:
        """The document's id."""
        return self.document.id


class MemoryDocuments:
    """Repository of documents."""

    def __init__(self, rows: Rows[StoredDocument], candidates: Rows[Candidate]) -> None:
        self._rows = rows
        self._candidates = candidates

    async def add(
        self, details: DocumentDetails, content: bytes, fields: Sequence[ReadField] = (), text: str | None = None
    ) -> Document:
        """Store a file."""
        self._candidates.get(details.candidate_id)
        document = self._rows.new(Document, asdict(details))
        return self._rows.put(StoredDocument(document, content, tuple(fields), text)).document

    async def page(self, window: Window, candidate_id: int) -> Page[Document]:
        """Return a page of a candidate's documents."""
        found = self._rows.page(window, lambda row: row.document.candidate_id == candidate_id)
        return Page([row.document for row in found.items], found.total, found.more)

    async def content(self, candidate_id: int, document_id: int) -> tuple[Document, bytes]:
        """Return one document with its bytes."""
        found = self._of(candidate_id, document_id)
        return found.document, found.content

    async def fields(self, candidate_id: int, document_id: int) -> Sequence[ReadField]:
        """Return the fields read from one document."""
        return list(self._of(candidate_id, document_id).fields)

    async def text(self, candidate_id: int, document_id: int) -> tuple[Document, str | None]:
        """Return one document with its text."""
        found = self._of(candidate_id, document_id)
        return found.document, found.text

    def _of(self, candidate_id: int, document_id: int) -> StoredDocument:
        found = self._rows.get(document_id)
        if found.document.candidate_id != candidate_id:
            raise NotFound("document", document_id)
        return found

    async def unread(self, after: int, limit: int) -> Sequence[Document]:
        """Return documents without a text."""
        return [row.document for row in self._rows.all() if row.text is None and row.id > after][:limit]

    async def set_text(self, candidate_id: int, document_id: int, text: str) -> None:
        """Set a document's text."""
        row = self._rows.current.get(document_id)
        if row is not None and row.document.candidate_id == candidate_id:
            self._rows.put(replace(row, text=text))

    async def move(self, from_id: int, to_id: int) -> None:
        """Move documents to another candidate."""
        for row in self._rows.all():
            if row.document.candidate_id == from_id:
                self._rows.put(replace(row, document=replace(row.document, candidate_id=to_id)))

    async def remove(self, candidate_id: int, document_id: int) -> None:
        """Remove a document."""
        await self.content(candidate_id, document_id)
        self._rows.remove(document_id)

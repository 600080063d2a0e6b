"""What belongs to a candidate beside their fields, in memory."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from recruit.adapters.memory.rows import Rows
from recruit.domain.model.candidate import Candidate
from recruit.domain.model.document import Document, DocumentDetails
from recruit.domain.model.errors import NotFound
from recruit.domain.model.page import Page, Window
from recruit.domain.model.profile import Profile


@dataclass(frozen=True, slots=True)
class Original:
    """A document and its bytes."""

    document: Document
    content: bytes

    @property
    def id(self) -> int:
        """The document's."""
        return self.document.id


@dataclass(frozen=True, slots=True)
class Profiled:
    """A candidate's profile, under the candidate's id."""

    id: int
    profile: Profile


class MemoryProfiles:
    """Profiles."""

    def __init__(self, rows: Rows[Profiled], candidates: Rows[Candidate]) -> None:
        self._rows = rows
        self._candidates = candidates

    async def get(self, candidate_id: int) -> Profile:
        """Return a candidate's profile."""
        self._candidates.get(candidate_id)
        kept = self._rows.current.get(candidate_id)
        return Profile() if kept is None else kept.profile

    async def put(self, candidate_id: int, profile: Profile) -> None:
        """Keep a profile. The candidate has its next version."""
        self._candidates.put(self._candidates.get(candidate_id))
        self._rows.put(Profiled(candidate_id, profile))


class MemoryDocuments:
    """Documents."""

    def __init__(
        self, org_id: int, rows: Rows[Original], new_id: Callable[[], int], candidates: Rows[Candidate]
    ) -> None:
        self._org_id = org_id
        self._rows = rows
        self._new_id = new_id
        self._candidates = candidates

    async def add(self, details: DocumentDetails, content: bytes) -> Document:
        """Keep a file."""
        self._candidates.get(details.candidate_id)
        document = Document(id=self._new_id(), org_id=self._org_id, **asdict(details))
        return self._rows.put(Original(document, content)).document

    async def page(self, window: Window, candidate_id: int) -> Page[Document]:
        """Return a candidate's documents inside the window."""
        found = self._rows.page(window, lambda one: one.document.candidate_id == candidate_id)
        return Page([one.document for one in found.items], found.total)

    async def content(self, candidate_id: int, document_id: int) -> tuple[Document, bytes]:
        """Return one document with its bytes."""
        found = self._rows.get(document_id)
        if found.document.candidate_id != candidate_id:
            raise NotFound("document", document_id)
        return found.document, found.content

    async def remove(self, candidate_id: int, document_id: int) -> None:
        """Remove a document."""
        await self.content(candidate_id, document_id)
        self._rows.remove(document_id)

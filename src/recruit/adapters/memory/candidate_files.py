"""Identifiers, profiles and documents of candidates in memory."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, replace

from recruit.adapters.memory.rows import Rows
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.identifiers import Identifier, Likeness, of_candidate, of_contacts, of_file
from recruit.domain.candidates.model.profile import Profile, ReadField
from recruit.domain.documents.model import Document, DocumentDetails
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Page, Window


@dataclass(frozen=True, slots=True)
class Original:
    """A document, its bytes and the fields read from it."""

    document: Document
    content: bytes
    fields: Sequence[ReadField] = ()

    @property
    def id(self) -> int:
        """The document's id."""
        return self.document.id


@dataclass(frozen=True, slots=True)
class Profiled:
    """A candidate's profile, with the candidate's id."""

    id: int
    profile: Profile


class MemoryIdentifiers:
    """Identifiers, computed from candidates, profiles and documents at each call.

    No call waits: units of work run one after the other.
    """

    def __init__(self, candidates: Rows[Candidate], profiles: Rows[Profiled], documents: Rows[Original]) -> None:
        self._candidates = candidates
        self._profiles = profiles
        self._documents = documents

    async def oldest(self, identifiers: AbstractSet[Identifier], besides: int | None = None) -> int | None:
        """Return the lowest id of a candidate with one of these identifiers."""
        return min((key for key, one in self._all() if one in identifiers and key != besides), default=None)

    async def shared(self, candidate_id: int, limit: int) -> Sequence[Likeness]:
        """Return other candidates with the same identifiers."""
        everybodys = set(self._all())
        mine = {one for key, one in everybodys if key == candidate_id}
        found: defaultdict[Identifier, list[int]] = defaultdict(list)
        for key, one in sorted(everybodys):
            if one in mine and key != candidate_id and len(found[one]) < limit:
                found[one].append(key)
        return [Likeness(key, one) for one, keys in found.items() for key in keys]

    def _all(self) -> Iterator[tuple[int, Identifier]]:
        for candidate in self._candidates.current.values():
            yield from ((candidate.id, one) for one in of_candidate(candidate))
        for kept in self._profiles.current.values():
            yield from ((kept.id, one) for one in of_contacts(kept.profile.contacts))
        for original in self._documents.current.values():
            yield original.document.candidate_id, of_file(original.document.sha256)


class MemoryProfiles:
    """Repository of profiles."""

    def __init__(self, rows: Rows[Profiled], candidates: Rows[Candidate]) -> None:
        self._rows = rows
        self._candidates = candidates

    async def get(self, candidate_id: int) -> Profile:
        """Return a candidate's profile."""
        self._candidates.get(candidate_id)
        kept = self._rows.current.get(candidate_id)
        return Profile() if kept is None else kept.profile

    async def put(self, candidate_id: int, profile: Profile) -> None:
        """Store a profile. The candidate gets a new version."""
        self._candidates.put(self._candidates.get(candidate_id))
        self._rows.put(Profiled(candidate_id, profile))


class MemoryDocuments:
    """Repository of documents."""

    def __init__(
        self, org_id: int, rows: Rows[Original], new_id: Callable[[], int], candidates: Rows[Candidate]
    ) -> None:
        self._org_id = org_id
        self._rows = rows
        self._new_id = new_id
        self._candidates = candidates

    async def add(self, details: DocumentDetails, content: bytes, fields: Sequence[ReadField] = ()) -> Document:
        """Store a file."""
        self._candidates.get(details.candidate_id)
        document = Document(id=self._new_id(), org_id=self._org_id, **asdict(details))
        return self._rows.put(Original(document, content, tuple(fields))).document

    async def page(self, window: Window, candidate_id: int) -> Page[Document]:
        """Return a page of a candidate's documents."""
        found = self._rows.page(window, lambda one: one.document.candidate_id == candidate_id)
        return Page([one.document for one in found.items], found.total, found.more)

    async def content(self, candidate_id: int, document_id: int) -> tuple[Document, bytes]:
        """Return one document with its bytes."""
        found = self._of(candidate_id, document_id)
        return found.document, found.content

    async def fields(self, candidate_id: int, document_id: int) -> Sequence[ReadField]:
        """Return the fields read from one document."""
        return list(self._of(candidate_id, document_id).fields)

    def _of(self, candidate_id: int, document_id: int) -> Original:
        found = self._rows.get(document_id)
        if found.document.candidate_id != candidate_id:
            raise NotFound("document", document_id)
        return found

    async def move(self, from_id: int, to_id: int) -> None:
        """Move documents to another candidate."""
        for one in self._rows.all():
            if one.document.candidate_id == from_id:
                self._rows.put(replace(one, document=replace(one.document, candidate_id=to_id)))

    async def remove(self, candidate_id: int, document_id: int) -> None:
        """Remove a document."""
        await self.content(candidate_id, document_id)
        self._rows.remove(document_id)

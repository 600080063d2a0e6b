"""Storage of candidates, their identifiers, profiles and documents."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol

from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.candidates.model.identifiers import Identifier, Likeness
from recruit.domain.candidates.model.profile import Profile, ReadField
from recruit.domain.documents.model import Document, DocumentDetails
from recruit.domain.search.model import CandidateSearch, CandidateSummary
from recruit.domain.shared.pages import Page, Window
from recruit.ports.changes import Changes
from recruit.ports.features import FeatureStore


class Candidates(FeatureStore[Candidate], Protocol):
    """The organisation's candidates. What matching reads (`Featured`) comes with the skills of their profiles."""

    async def add(self, details: CandidateDetails) -> Candidate:
        """Keep a candidate. Raises Refused when the organisation is gone."""
        ...

    async def get(self, candidate_id: int) -> Candidate:
        """Return one candidate. Raises NotFound."""
        ...

    async def page(self, window: Window, *, q: str | None = None) -> Page[Candidate]:
        """Return candidates in ascending id, with `q` somewhere in the full name, case ignored."""
        ...

    async def all(self) -> Sequence[Candidate]:
        """Return every candidate in ascending id."""
        ...

    async def change(self, candidate_id: int, changes: Changes) -> Candidate:
        """Set the named fields, in one atomic step, and return the candidate. Raises NotFound."""
        ...

    async def hold_all(self, ids: Sequence[int]) -> Sequence[Candidate]:
        """Return the candidates with these ids that are there, in ascending id.

        Until this unit of work ends nobody else changes them, removes them or gives them anything. Waits for who does,
        for one after the other in ascending id, so that nobody waits in a circle.
        """
        ...

    async def hold(self, candidate_id: int) -> Candidate:
        """Return a candidate whom nobody else changes until this unit of work ends. Raises NotFound."""
        ...

    async def search(self, window: Window, wanted: CandidateSearch) -> Page[Candidate]:
        """Return candidates who are looked for, in ascending id."""
        ...

    async def summaries(self, limit: int) -> Sequence[CandidateSummary]:
        """Return what tells candidates apart, in ascending id."""
        ...

    async def remove(self, candidate_id: int) -> None:
        """Remove a candidate with all that belongs to them: applications, documents, profile. Raises NotFound."""
        ...


class Identifiers(Protocol):
    """By what candidates are found again. Adding or changing a candidate, a profile or a document keeps them right."""

    async def oldest(self, identifiers: AbstractSet[Identifier], besides: int | None = None) -> int | None:
        """Return the id of the oldest candidate, `besides` one, who has one of these identifiers, or None.

        Until this unit of work ends, others who ask about one of them wait: who adds them after asking is seen by the
        next who asks.
        """
        ...

    async def shared(self, candidate_id: int, limit: int) -> Sequence[Likeness]:
        """Return who has the same identifiers as a candidate: for each at most `limit` others, the oldest."""
        ...


class Profiles(Protocol):
    """The candidates' profiles, one each."""

    async def get(self, candidate_id: int) -> Profile:
        """Return a candidate's profile, an empty one where none is kept. Raises NotFound for the candidate."""
        ...

    async def put(self, candidate_id: int, profile: Profile) -> None:
        """Keep a profile in place of the one there is; it is a change of the candidate. Raises NotFound."""
        ...


class Documents(Protocol):
    """The originals of what was uploaded. Each belongs to a candidate, under whom alone it is found."""

    async def add(self, details: DocumentDetails, content: bytes, fields: Sequence[ReadField] = ()) -> Document:
        """Keep a file with what was read of it. Raises NotFound for the candidate."""
        ...

    async def page(self, window: Window, candidate_id: int) -> Page[Document]:
        """Return a candidate's documents in ascending id. Their bytes aren't read."""
        ...

    async def content(self, candidate_id: int, document_id: int) -> tuple[Document, bytes]:
        """Return one document with its bytes. Raises NotFound."""
        ...

    async def fields(self, candidate_id: int, document_id: int) -> Sequence[ReadField]:
        """Return what was read of one document, in order. Raises NotFound."""
        ...

    async def move(self, from_id: int, to_id: int) -> None:
        """Give the documents of one candidate to another, who is there."""
        ...

    async def remove(self, candidate_id: int, document_id: int) -> None:
        """Remove a document. Raises NotFound."""
        ...

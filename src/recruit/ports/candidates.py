"""Storage of candidates, their identifiers, profiles and documents."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Protocol

from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.candidates.model.identifiers import Identifier, SharedIdentifier
from recruit.domain.candidates.model.profile import Contacts, Profile, ReadField
from recruit.domain.documents.model import Document, DocumentDetails
from recruit.domain.search.model import CandidateSearch, CandidateSummary, Sort
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import RecordTimes
from recruit.ports.changes import Changes
from recruit.ports.features import FeatureStore


class Candidates(FeatureStore[Candidate], Protocol):
    """The organisation's candidates. As a `FeatureStore` it returns them with the skills of their profiles."""

    async def add(self, details: CandidateDetails) -> Candidate:
        """Store a candidate. Raise Refused when the organisation doesn't exist."""

    async def by_ids(self, ids: Sequence[int]) -> Sequence[Candidate]:
        """Return the existing candidates with these ids, in ascending id."""

    async def record_times(self, ids: Sequence[int]) -> Mapping[int, RecordTimes]:
        """Return the times of the creation and the last change of the existing records with these ids, by id."""

    async def get(self, candidate_id: int) -> Candidate:
        """Return one candidate. Raise NotFound."""

    async def page(self, window: Window, *, q: str | None = None) -> Page[Candidate]:
        """Return a page of candidates in ascending id, filtered by `q` as a part of the full name, case ignored.

        A filter that is None is not applied.
        """

    async def all(self) -> Sequence[Candidate]:
        """Return every candidate in ascending id."""

    async def change(self, candidate_id: int, changes: Changes) -> Candidate:
        """Set the named fields in one atomic step and return the candidate. Raise NotFound."""

    async def lock_all(self, ids: Sequence[int]) -> Sequence[Candidate]:
        """Lock the existing candidates with these ids until this unit of work ends, and return them in ascending id.

        Other units of work can't change or remove them or add dependent rows meanwhile. Locks are acquired one by
        one in ascending id, so that calls can't deadlock.
        """

    async def lock(self, candidate_id: int) -> Candidate:
        """Lock a candidate until this unit of work ends and return it. Raise NotFound.

        Other units of work can't change the candidate meanwhile.
        """

    async def search(self, window: Window, criteria: CandidateSearch, sort: Sort = Sort.ID) -> Page[Candidate]:
        """Return a page of the candidates that meet all criteria of `criteria`, in the order of `sort`, not `SCORE`."""

    async def matching_ids(self, criteria: CandidateSearch) -> Sequence[int]:
        """Return the ids of all candidates that meet all criteria of `criteria`, in any order."""

    async def raise_activity(self, times: Mapping[int, datetime]) -> None:
        """Set the times of the last activity, by id, of candidates that exist and whose last activity was earlier."""

    async def times(self, ids: Sequence[int]) -> Mapping[int, tuple[datetime, datetime]]:
        """Return the aware times of the creation and of the last activity of existing candidates, by id."""

    async def summaries(self, limit: int) -> Sequence[CandidateSummary]:
        """Return summaries of the first `limit` candidates in ascending id."""

    async def remove(self, candidate_id: int) -> None:
        """Remove a candidate with applications, documents and profile. Raise NotFound."""


class Identifiers(Protocol):
    """Index of identifiers that find duplicate candidates.

    Writes of candidates, profiles and documents keep it up to date.
    """

    async def oldest_candidate(self, identifiers: AbstractSet[Identifier], except_id: int | None = None) -> int | None:
        """Return the lowest id of a candidate with one of these identifiers, except `except_id`, or None.

        Until this unit of work ends, other calls with one of the identifiers wait. A candidate that is added after the
        call is therefore visible to the next call.
        """

    async def candidates(self, identifier: Identifier) -> Sequence[int]:
        """Return the ids of the candidates with an identifier that isn't a file's, ascending, at most 1,000."""

    async def shared(self, candidate_id: int, limit: int) -> Sequence[SharedIdentifier]:
        """Return other candidates that share an identifier with a candidate: per identifier the `limit` oldest."""


class Profiles(Protocol):
    """The candidates' profiles, one each."""

    async def get(self, candidate_id: int) -> Profile:
        """Return a candidate's profile, an empty one when none is stored. Raise NotFound for the candidate."""

    async def contacts(self, ids: Sequence[int]) -> Mapping[int, Contacts]:
        """Return the contacts of each of these candidates who has a profile, by id of the candidate."""

    async def put(self, candidate_id: int, profile: Profile) -> None:
        """Store or replace a profile, which also changes the candidate's version. Raise NotFound for the candidate."""


class Documents(Protocol):
    """Uploaded files. Each belongs to one candidate and is found only with that candidate's id."""

    async def add(
        self, details: DocumentDetails, content: bytes, fields: Sequence[ReadField] = (), text: str | None = None
    ) -> Document:
        """Store a file, and the fields and the text read from it. Raise NotFound for the candidate.

        A `text` of None means that the file is still to be read: see `unread`.
        """

    async def page(self, window: Window, candidate_id: int) -> Page[Document]:
        """Return a page of a candidate's documents in ascending id, without their bytes."""

    async def content(self, candidate_id: int, document_id: int) -> tuple[Document, bytes]:
        """Return one document with its bytes. Raise NotFound."""

    async def fields(self, candidate_id: int, document_id: int) -> Sequence[ReadField]:
        """Return the fields read from one document, in their order. Raise NotFound."""

    async def text(self, candidate_id: int, document_id: int) -> tuple[Document, str | None]:
        """Return one document with the text read from it, None if it is still to be read. Raise NotFound."""

    async def unread(self, after: int, limit: int) -> Sequence[Document]:
        """Return at most `limit` documents without a text whose id is above `after`, in ascending id."""

    async def set_text(self, candidate_id: int, document_id: int, text: str) -> None:
        """Set the text that searches read of a document. Do nothing if the document doesn't exist."""

    async def move(self, from_id: int, to_id: int) -> None:
        """Move all documents of one candidate to another, existing one."""

    async def remove(self, candidate_id: int, document_id: int) -> None:
        """Remove a document. Raise NotFound."""

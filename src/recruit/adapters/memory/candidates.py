"""Candidates in memory."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import islice

from recruit.adapters.memory import search_filters
from recruit.adapters.memory.documents import StoredDocument
from recruit.adapters.memory.features import MemoryFeatureStore
from recruit.adapters.memory.matching import MemoryEmbeddings
from recruit.adapters.memory.profiles import StoredProfile
from recruit.adapters.memory.rows import ApplicationRows, FeatureRows, Rows
from recruit.adapters.memory.search_filters import CandidateTexts
from recruit.domain.accounts.model.users import Organisation
from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.candidates.model.profile import Profile
from recruit.domain.search.model import CandidateSearch, CandidateSummary, Sort
from recruit.domain.shared.case_folding import lowered
from recruit.domain.shared.errors import Refused
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import RecordTimes, field_values
from recruit.domain.tags.model import CandidateTag
from recruit.ports.changes import Changes


class MemoryCandidates(MemoryFeatureStore[Candidate]):
    """Repository of candidates."""

    def __init__(
        self,
        rows: FeatureRows[Candidate],
        organisations: Rows[Organisation],
        applications: ApplicationRows,
        profiles: Rows[StoredProfile],
        documents: Rows[StoredDocument],
        candidate_tags: Rows[CandidateTag],
        embeddings: MemoryEmbeddings,
    ) -> None:
        super().__init__(rows, embeddings)
        self._rows = rows
        self._organisations = organisations
        self._applications = applications
        self._profiles = profiles
        self._documents = documents
        self._candidate_tags = candidate_tags

    async def add(self, details: CandidateDetails) -> Candidate:
        """Store a candidate."""
        if self._rows.org_id not in self._organisations.current:
            raise Refused
        return self._rows.put(self._rows.new(Candidate, field_values(details)))

    async def by_ids(self, ids: Sequence[int]) -> Sequence[Candidate]:
        """Return candidates by id."""
        return self._rows.by_ids(ids)

    async def get(self, candidate_id: int) -> Candidate:
        """Return one candidate."""
        return self._rows.get(candidate_id)

    async def page(self, window: Window, *, q: str | None = None) -> Page[Candidate]:
        """Return a page of candidates."""
        criteria = lowered(q or "")
        return self._rows.page(window, lambda candidate: criteria in lowered(candidate.full_name))

    async def all(self) -> Sequence[Candidate]:
        """Return every candidate."""
        return self._rows.all()

    async def record_times(self, ids: Sequence[int]) -> Mapping[int, RecordTimes]:
        """Return the times of the creation and the last change."""
        return {one.id: RecordTimes(*self._rows.times(one.id)) for one in self._rows.by_ids(ids)}

    async def lock(self, candidate_id: int) -> Candidate:
        """Return one candidate. It needs no lock: units of work run one after the other."""
        return self._rows.get(candidate_id)

    async def search(self, window: Window, criteria: CandidateSearch, sort: Sort = Sort.ID) -> Page[Candidate]:
        """Return a page of the candidates that meet the criteria."""
        return self.sorted_page(window, sort, lambda row: row.full_name, self._matches(criteria))

    async def matching_ids(self, criteria: CandidateSearch) -> Sequence[int]:
        """Return the ids of all candidates that meet the criteria."""
        return [row.id for row in filter(self._matches(criteria), self._rows.current.values())]

    def _matches(self, criteria: CandidateSearch) -> Callable[[Candidate], bool]:
        in_stage = self._in_stage(criteria)

        def matches(row: Candidate) -> bool:
            if not search_filters.has_tags(criteria.tagged, self._tags_of(row.id)):
                return False
            return (in_stage is None or row.id in in_stage) and search_filters.matches_candidate(
                criteria, row, self._rows.times(row.id), self._texts(row.id)
            )

        return matches

    def _in_stage(self, criteria: CandidateSearch) -> set[int] | None:
        """Return the ids of the candidates with a wanted application, None if none is wanted."""
        if (criteria.stage, criteria.job_id, criteria.source) == (None, None, None):
            return None
        return {
            row.candidate_id
            for row in self._applications.current.values()
            if criteria.job_id in {None, row.job_id}
            and criteria.stage in {None, row.status}
            and criteria.source in {None, row.source}
        }

    def _tags_of(self, candidate_id: int) -> set[int]:
        return {row.tag_id for row in self._candidate_tags.current.values() if row.candidate_id == candidate_id}

    def _texts(self, candidate_id: int) -> CandidateTexts:
        row = self._profiles.current.get(candidate_id)
        texts = [row.text for row in self._documents.current.values() if row.document.candidate_id == candidate_id]
        return CandidateTexts(Profile() if row is None else row.profile, texts)

    async def times(self, ids: Sequence[int]) -> Mapping[int, tuple[datetime, datetime]]:
        """Return the times of the creation and of the last activity."""
        rows = self._rows
        return {one.id: (rows.created_at[one.id], rows.row_features[one.id].activity_at) for one in rows.by_ids(ids)}

    async def summaries(self, limit: int) -> Sequence[CandidateSummary]:
        """Return summaries of the first candidates."""
        return [
            CandidateSummary(row.id, row.full_name, row.current_company, row.location, row.current_title)
            for row in islice(self._rows.current.values(), limit)
        ]

    async def change(self, candidate_id: int, changes: Changes) -> Candidate:
        """Set fields."""
        return self._rows.change(candidate_id, changes)

    async def lock_all(self, ids: Sequence[int]) -> Sequence[Candidate]:
        """Return candidates. They need no lock: units of work run one after the other."""
        return [self._rows.current[key] for key in sorted(set(ids)) if key in self._rows.current]

    async def remove(self, candidate_id: int) -> None:
        """Remove a candidate with applications, profile and documents."""
        self._rows.remove(candidate_id)
        self._applications.remove_where(lambda application: application.candidate_id == candidate_id)
        self._profiles.remove_where(lambda row: row.id == candidate_id)
        self._documents.remove_where(lambda row: row.document.candidate_id == candidate_id)

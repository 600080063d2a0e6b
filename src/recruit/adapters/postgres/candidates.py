"""Candidates in PostgreSQL."""

from collections.abc import Sequence

from recruit.adapters.postgres import search_statements, statements, tables
from recruit.adapters.postgres.candidate_files import PostgresIdentifiers, columns
from recruit.adapters.postgres.engine.rows import FeaturedRows, new
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.features import PostgresFeatured
from recruit.adapters.postgres.search_statements import parameters_of, patterns_of
from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.candidates.model.identifiers import FIELDS, of_candidate
from recruit.domain.search.model import CandidateSearch, CandidateSummary
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import values
from recruit.ports.changes import Changes


class PostgresCandidates(PostgresFeatured[Candidate]):
    """Repository of candidates."""

    def __init__(self, session: Session) -> None:
        self._rows = FeaturedRows("candidate", tables.candidates, Candidate, session)
        self._identifiers = PostgresIdentifiers(session)
        super().__init__(self._rows)

    async def add(self, details: CandidateDetails) -> Candidate:
        """Store a candidate and their identifiers."""
        given = values(details)
        statement = statements.candidate_added(tuple(given))
        rows = await self._rows.fetch(statement, **new(given), **columns(of_candidate(details)))
        return Candidate(**rows[0])

    async def get(self, candidate_id: int) -> Candidate:
        """Return one candidate."""
        return await self._rows.get(candidate_id)

    async def page(self, window: Window, *, q: str | None = None) -> Page[Candidate]:
        """Return a page of candidates."""
        return await self._rows.page(window, {}, like={"full_name": q} if q else {})

    async def all(self) -> Sequence[Candidate]:
        """Return every candidate."""
        return await self._rows.all()

    async def hold(self, candidate_id: int) -> Candidate:
        """Lock one candidate and return it."""
        return await self._rows.hold(candidate_id)

    async def search(self, window: Window, wanted: CandidateSearch) -> Page[Candidate]:
        """Return a page of the candidates that meet the criteria."""
        given = parameters_of(wanted)
        return await self._rows.search(window, search_statements.of_candidates(frozenset(given)), patterns_of(given))

    async def summaries(self, limit: int) -> Sequence[CandidateSummary]:
        """Return summaries of the first candidates."""
        return [CandidateSummary(*row) for row in await self._rows.fetch(statements.CANDIDATE_SUMMARIES, limit=limit)]

    async def change(self, candidate_id: int, changes: Changes) -> Candidate:
        """Set columns."""
        kinds = {kind for field, kind in FIELDS.items() if field in changes}
        if not kinds:
            return await self._rows.change(candidate_id, changes)
        async with self._rows.atomic():
            candidate = await self._rows.change(candidate_id, changes)
            await self._identifiers.replace(candidate_id, kinds, of_candidate(candidate))
            return candidate

    async def hold_all(self, ids: Sequence[int]) -> Sequence[Candidate]:
        """Lock rows in ascending id and return them."""
        rows = await self._rows.fetch(statements.CANDIDATES_HELD, ids=[statements.storable(key) for key in ids])
        return [Candidate(**row) for row in rows]

    async def remove(self, candidate_id: int) -> None:
        """Remove a candidate. Dependent rows are deleted by cascade."""
        await self._rows.remove(candidate_id)

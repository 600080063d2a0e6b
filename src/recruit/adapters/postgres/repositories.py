"""The questions of the persistence port, answered by PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, Generic, TypeVar

from recruit.adapters.postgres import search_statements, statements, tables
from recruit.adapters.postgres.candidate_files import PostgresIdentifiers, columns
from recruit.adapters.postgres.engine import halfvec
from recruit.adapters.postgres.engine.pages import literally
from recruit.adapters.postgres.engine.rows import FeaturedRows, Rows, new
from recruit.adapters.postgres.engine.session import Session
from recruit.domain.accounts.model.users import Organisation
from recruit.domain.applications.model import Application, ApplicationDetails
from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.candidates.model.identifiers import FIELDS, of_candidate
from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.matching.model import Direction, Embedded, MatchLog, MatchRecord
from recruit.domain.search.model import (
    ApplicationSearch,
    CandidateSearch,
    CandidateSummary,
    JobSearch,
    JobSummary,
    Waiting,
)
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import values
from recruit.ports.changes import Changes

Entity = TypeVar("Entity")


class PostgresOrganisations:
    """The organisation itself."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("organisation", tables.organisations, Organisation, session)
        self._org_id = session.org_id

    async def add(self, name: str) -> Organisation:
        """Keep it."""
        rows = await self._rows.fetch(statements.ORGANISATION_ADDED, new_name=name)
        return Organisation(**rows[0])

    async def get(self) -> Organisation:
        """Return it."""
        rows = await self._rows.fetch(statements.ORGANISATION)
        if not rows:
            raise NotFound("organisation", self._org_id)
        return Organisation(**rows[0])

    async def hold(self) -> Organisation:
        """Return it and lock it, so that rows which refer to it can still be added."""
        rows = await self._rows.fetch(statements.ORGANISATION_HELD)
        if not rows:
            raise NotFound("organisation", self._org_id)
        return Organisation(**rows[0])


class PostgresFeatured(Generic[Entity]):
    """Records that matching reads."""

    def __init__(self, rows: FeaturedRows[Entity]) -> None:
        self.changes = rows.changes
        self.some = rows.some
        self.ids = rows.ids
        self.stale = rows.stale
        self.keep = rows.keep
        self.unembedded = rows.unembedded


class PostgresJobs(PostgresFeatured[Job]):
    """Jobs."""

    def __init__(self, session: Session) -> None:
        self._rows = FeaturedRows("job", tables.jobs, Job, session)
        super().__init__(self._rows)

    async def add(self, details: JobDetails, *, created_by_user_id: int) -> Job:
        """Keep a job."""
        return await self._rows.add({**values(details), "created_by_user_id": created_by_user_id})

    async def get(self, job_id: int) -> Job:
        """Return one job."""
        return await self._rows.get(job_id)

    async def page(self, window: Window, *, status: str | None = None, q: str | None = None) -> Page[Job]:
        """Return jobs inside the window."""
        equal = {} if status is None else {"status": status}
        return await self._rows.page(window, equal, like={"title": q} if q else {})

    async def all(self) -> Sequence[Job]:
        """Return every job."""
        return await self._rows.all()

    async def hold(self, job_id: int) -> Job:
        """Return one job and lock it."""
        return await self._rows.hold(job_id)

    async def search(self, window: Window, wanted: JobSearch) -> Page[Job]:
        """Return jobs that are looked for."""
        given = _given(wanted)
        return await self._rows.search(window, search_statements.of_jobs(frozenset(given)), _patterns(given))

    async def summaries(self, limit: int) -> Sequence[JobSummary]:
        """Return what tells jobs apart."""
        return [JobSummary(*row) for row in await self._rows.fetch(statements.JOB_SUMMARIES, limit=limit)]

    async def change(self, job_id: int, changes: Changes) -> Job:
        """Set columns."""
        return await self._rows.change(job_id, changes)

    async def remove(self, job_id: int) -> None:
        """Remove a job; its applications go with it."""
        await self._rows.remove(job_id)


class PostgresCandidates(PostgresFeatured[Candidate]):
    """Candidates."""

    def __init__(self, session: Session) -> None:
        self._rows = FeaturedRows("candidate", tables.candidates, Candidate, session)
        self._identifiers = PostgresIdentifiers(session)
        super().__init__(self._rows)

    async def add(self, details: CandidateDetails) -> Candidate:
        """Keep a candidate and what they are found by."""
        given = values(details)
        statement = statements.candidate_added(tuple(given))
        rows = await self._rows.fetch(statement, **new(given), **columns(of_candidate(details)))
        return Candidate(**rows[0])

    async def get(self, candidate_id: int) -> Candidate:
        """Return one candidate."""
        return await self._rows.get(candidate_id)

    async def page(self, window: Window, *, q: str | None = None) -> Page[Candidate]:
        """Return candidates inside the window."""
        return await self._rows.page(window, {}, like={"full_name": q} if q else {})

    async def all(self) -> Sequence[Candidate]:
        """Return every candidate."""
        return await self._rows.all()

    async def hold(self, candidate_id: int) -> Candidate:
        """Return one candidate and lock it."""
        return await self._rows.hold(candidate_id)

    async def search(self, window: Window, wanted: CandidateSearch) -> Page[Candidate]:
        """Return candidates that are looked for."""
        given = _given(wanted)
        return await self._rows.search(window, search_statements.of_candidates(frozenset(given)), _patterns(given))

    async def summaries(self, limit: int) -> Sequence[CandidateSummary]:
        """Return what tells candidates apart."""
        return [CandidateSummary(*row) for row in await self._rows.fetch(statements.CANDIDATE_SUMMARIES, limit=limit)]

    async def change(self, candidate_id: int, changes: Changes) -> Candidate:
        """Set columns."""
        candidate = await self._rows.change(candidate_id, changes)
        if kinds := {kind for field, kind in FIELDS.items() if field in changes}:
            await self._identifiers.replace(candidate_id, kinds, of_candidate(candidate))
        return candidate

    async def hold_all(self, ids: Sequence[int]) -> Sequence[Candidate]:
        """Lock rows in ascending id and return them."""
        rows = await self._rows.fetch(statements.CANDIDATES_HELD, ids=[statements.storable(key) for key in ids])
        return [Candidate(**row) for row in rows]

    async def remove(self, candidate_id: int) -> None:
        """Remove a candidate; what belongs to them goes with them."""
        await self._rows.remove(candidate_id)


class PostgresApplications:
    """Applications."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("application", tables.applications, Application, session)

    async def add(self, details: ApplicationDetails) -> Application:
        """Keep an application."""
        return await self._rows.add(values(details))

    async def get(self, application_id: int) -> Application:
        """Return one application."""
        return await self._rows.get(application_id)

    async def page(
        self,
        window: Window,
        *,
        job_id: int | None = None,
        candidate_id: int | None = None,
        status: str | None = None,
    ) -> Page[Application]:
        """Return applications inside the window."""
        return await self._rows.page(window, _concerning(job_id, candidate_id, status))

    async def hold_of(self, candidate_id: int) -> Sequence[Application]:
        """Lock a candidate's applications and return them."""
        rows = await self._rows.fetch(statements.APPLICATIONS_HELD, candidate_id=candidate_id)
        return [Application(**row) for row in rows]

    async def hold(self, application_id: int) -> Application:
        """Return one application and lock it."""
        return await self._rows.hold(application_id)

    async def search(self, window: Window, wanted: ApplicationSearch) -> Page[Application]:
        """Return applications that are looked for."""
        given = _given(wanted)
        return await self._rows.search(window, search_statements.of_applications(frozenset(given)), given)

    async def change(self, application_id: int, changes: Changes) -> Application:
        """Set columns."""
        return await self._rows.change(application_id, changes)

    async def counts(self, wanted: ApplicationSearch) -> Mapping[str, int]:
        """Count by status."""
        given = _given(wanted)
        rows = await self._rows.fetch(search_statements.counts(frozenset(given)), **given)
        return {row["status"]: row["number"] for row in rows}

    async def waiting(self, wanted: ApplicationSearch, settled: Sequence[str], limit: int) -> Sequence[Waiting]:
        """Return those that have waited longest."""
        given = _given(wanted)
        rows = await self._rows.fetch(
            search_statements.waiting(frozenset(given)), settled=list(settled), limit=limit, **given
        )
        return [_waiting(**row) for row in rows]

    async def remove(self, application_id: int) -> None:
        """Remove an application."""
        await self._rows.remove(application_id)


class PostgresEmbeddings:
    """Vectors."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("embedding", tables.embeddings, Embedded, session)

    async def add(self, model: str, embedded: Sequence[Embedded]) -> None:
        """Keep vectors in one statement."""
        await self._rows.fetch(
            statements.EMBEDDINGS_ADDED,
            model=model,
            new_text_hash=[one.text for one in embedded],
            new_vector=[halfvec.encoded(one.vector) for one in embedded],
        )

    async def changes(self, model: str, version: int, text: bytes, limit: int) -> Sequence[Embedded]:
        """Return what came after."""
        rows = await self._rows.fetch(
            statements.EMBEDDINGS_CHANGED, model=model, after_version=version, after_text=text, limit=limit
        )
        return [Embedded(row["text_hash"], row["version"], row["vector"]) for row in rows]


class PostgresMatchLogs:
    """Match logs."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("match log", tables.match_logs, _match_log, session)

    async def add(self, records: Sequence[MatchRecord]) -> None:
        """Keep the records in one statement."""
        names = [field.name for field in fields(MatchRecord)]
        columns = {name: [getattr(record, name) for record in records] for name in names}
        await self._rows.fetch(statements.MATCH_LOGS_ADDED, **columns)

    async def get(self, log_id: int) -> MatchLog:
        """Return one record."""
        return await self._rows.get(log_id)

    async def page(
        self,
        window: Window,
        *,
        job_id: int | None = None,
        candidate_id: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Page[MatchLog]:
        """Return records inside the window."""
        times = {name: time for name, time in {"since": since, "until": until}.items() if time is not None}
        return await self._rows.page(window, _concerning(job_id, candidate_id), times=times)


def _concerning(job_id: int | None, candidate_id: int | None, status: str | None = None) -> dict[str, object]:
    given = {"job_id": job_id, "candidate_id": candidate_id, "status": status}
    return {name: wanted for name, wanted in given.items() if wanted is not None}


def _given(wanted: JobSearch | CandidateSearch | ApplicationSearch) -> dict[str, Any]:
    return {name: value for name, value in values(wanted).items() if value is not None}


_AS_GIVEN = frozenset(["status", "skill", "since", "until"])


def _patterns(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values for the statement: what is looked for as a part of a text becomes a pattern of LIKE."""
    return {name: value if name in _AS_GIVEN else literally(value) for name, value in given.items()}


def _waiting(status_since: datetime, **row: Any) -> Waiting:
    return Waiting(Application(**row), status_since)


def _match_log(direction: str, **row: Any) -> MatchLog:
    return MatchLog(direction=Direction(direction), **row)

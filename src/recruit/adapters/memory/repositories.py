"""The questions of the persistence port, answered from rows in memory."""

from collections import ChainMap, Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, replace
from datetime import datetime
from functools import partial
from itertools import chain, islice
from typing import Any, Generic, TypeVar

from recruit.adapters.memory import search_filters
from recruit.adapters.memory.candidate_files import Original, Profiled
from recruit.adapters.memory.rows import DatedRows, FeaturedRows, Rows, page
from recruit.domain.accounts.model.users import Organisation, User
from recruit.domain.applications.model import Application, ApplicationDetails
from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.matching.model import Embedded, MatchLog, MatchRecord, Stored
from recruit.domain.search.model import (
    ApplicationSearch,
    CandidateSearch,
    CandidateSummary,
    JobSearch,
    JobSummary,
    Waiting,
)
from recruit.domain.shared.case_folding import folded
from recruit.domain.shared.errors import Duplicate, NotFound, Refused
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import values
from recruit.ports.changes import Changes

NewId = Callable[[], int]
Entity = TypeVar("Entity", bound=Any)


class MemoryOrganisations:
    """The organisation itself."""

    def __init__(self, org_id: int, rows: Rows[Organisation]) -> None:
        self._org_id = org_id
        self._rows = rows

    async def add(self, name: str) -> Organisation:
        """Keep it."""
        return self._rows.put(Organisation(id=self._org_id, name=name))

    async def get(self) -> Organisation:
        """Return it."""
        return self._rows.get(self._org_id)

    async def hold(self) -> Organisation:
        """Return it: units of work run one after the other."""
        return self._rows.get(self._org_id)


class MemoryFeatured(Generic[Entity]):
    """Records that matching reads."""

    def __init__(self, rows: FeaturedRows[Entity], embeddings: "MemoryEmbeddings") -> None:
        self._featured = rows
        self._embeddings = embeddings
        self.changes = rows.changes
        self.some = rows.some
        self.ids = rows.ids
        self.stale = rows.stale
        self.keep = rows.keep

    async def unembedded(self, model: str, limit: int) -> Sequence[Stored[Entity]]:
        """Return records without a vector."""
        found = (
            key
            for key, kept in self._featured.kept.items()
            if kept.features and kept.features.text and (model, kept.features.text) not in self._embeddings.current
        )
        return await self._featured.some(list(islice(found, limit)))


class MemoryJobs(MemoryFeatured[Job]):
    """Jobs."""

    def __init__(
        self,
        org_id: int,
        rows: FeaturedRows[Job],
        new_id: NewId,
        users: Rows[User],
        applications: Rows[Application],
        embeddings: "MemoryEmbeddings",
    ) -> None:
        super().__init__(rows, embeddings)
        self._org_id = org_id
        self._rows = rows
        self._new_id = new_id
        self._users = users
        self._applications = applications

    async def add(self, details: JobDetails, *, created_by_user_id: int) -> Job:
        """Keep a job."""
        if created_by_user_id not in self._users.current:
            raise Refused
        return self._rows.put(
            Job(id=self._new_id(), org_id=self._org_id, created_by_user_id=created_by_user_id, **values(details))
        )

    async def get(self, job_id: int) -> Job:
        """Return one job."""
        return self._rows.get(job_id)

    async def page(self, window: Window, *, status: str | None = None, q: str | None = None) -> Page[Job]:
        """Return jobs inside the window."""
        wanted = folded(q or "")
        return self._rows.page(
            window, lambda job: (status is None or job.status == status) and wanted in folded(job.title)
        )

    async def all(self) -> Sequence[Job]:
        """Return every job."""
        return self._rows.all()

    async def hold(self, job_id: int) -> Job:
        """Return one job: units of work run one after the other."""
        return self._rows.get(job_id)

    async def search(self, window: Window, wanted: JobSearch) -> Page[Job]:
        """Return jobs that are looked for."""
        return self._rows.page(window, lambda job: search_filters.fits_job(wanted, job, self._rows.came[job.id]))

    async def summaries(self, limit: int) -> Sequence[JobSummary]:
        """Return what tells jobs apart."""
        return [
            JobSummary(job.id, job.title, job.location, [*job.required_skills, *job.nice_to_have_skills])
            for job in islice(self._rows.current.values(), limit)
        ]

    async def change(self, job_id: int, changes: Changes) -> Job:
        """Set fields."""
        return self._rows.change(job_id, changes)

    async def remove(self, job_id: int) -> None:
        """Remove a job and its applications."""
        self._rows.remove(job_id)
        self._applications.remove_where(lambda application: application.job_id == job_id)


class MemoryCandidates(MemoryFeatured[Candidate]):
    """Candidates."""

    def __init__(
        self,
        org_id: int,
        rows: FeaturedRows[Candidate],
        new_id: NewId,
        organisations: Rows[Organisation],
        applications: Rows[Application],
        profiles: Rows[Profiled],
        documents: Rows[Original],
        embeddings: "MemoryEmbeddings",
    ) -> None:
        super().__init__(rows, embeddings)
        self._org_id = org_id
        self._rows = rows
        self._organisations = organisations
        self._new_id = new_id
        self._applications = applications
        self._profiles = profiles
        self._documents = documents

    async def add(self, details: CandidateDetails) -> Candidate:
        """Keep a candidate."""
        if self._org_id not in self._organisations.current:
            raise Refused
        return self._rows.put(Candidate(id=self._new_id(), org_id=self._org_id, **values(details)))

    async def get(self, candidate_id: int) -> Candidate:
        """Return one candidate."""
        return self._rows.get(candidate_id)

    async def page(self, window: Window, *, q: str | None = None) -> Page[Candidate]:
        """Return candidates inside the window."""
        wanted = folded(q or "")
        return self._rows.page(window, lambda candidate: wanted in folded(candidate.full_name))

    async def all(self) -> Sequence[Candidate]:
        """Return every candidate."""
        return self._rows.all()

    async def hold(self, candidate_id: int) -> Candidate:
        """Return one candidate: units of work run one after the other."""
        return self._rows.get(candidate_id)

    async def search(self, window: Window, wanted: CandidateSearch) -> Page[Candidate]:
        """Return candidates that are looked for."""
        return self._rows.page(window, lambda one: search_filters.fits_candidate(wanted, one, self._rows.came[one.id]))

    async def summaries(self, limit: int) -> Sequence[CandidateSummary]:
        """Return what tells candidates apart."""
        return [
            CandidateSummary(one.id, one.full_name, one.current_company, one.location, one.current_title)
            for one in islice(self._rows.current.values(), limit)
        ]

    async def change(self, candidate_id: int, changes: Changes) -> Candidate:
        """Set fields."""
        return self._rows.change(candidate_id, changes)

    async def hold_all(self, ids: Sequence[int]) -> Sequence[Candidate]:
        """Return candidates. Units of work run one after the other: nobody else is at them."""
        return [self._rows.current[key] for key in sorted(set(ids)) if key in self._rows.current]

    async def remove(self, candidate_id: int) -> None:
        """Remove a candidate with all that belongs to them."""
        self._rows.remove(candidate_id)
        self._applications.remove_where(lambda application: application.candidate_id == candidate_id)
        self._profiles.remove_where(lambda one: one.id == candidate_id)
        self._documents.remove_where(lambda one: one.document.candidate_id == candidate_id)


class MemoryApplications:
    """Applications."""

    def __init__(
        self, org_id: int, rows: DatedRows, new_id: NewId, jobs: Rows[Job], candidates: Rows[Candidate]
    ) -> None:
        self._org_id = org_id
        self._rows = rows
        self._new_id = new_id
        self._jobs = jobs
        self._candidates = candidates

    async def add(self, details: ApplicationDetails) -> Application:
        """Keep an application."""
        if details.job_id not in self._jobs.current:
            raise NotFound("job", details.job_id)
        if details.candidate_id not in self._candidates.current:
            raise NotFound("candidate", details.candidate_id)
        return self._put(Application(id=self._new_id(), org_id=self._org_id, **values(details)))

    async def get(self, application_id: int) -> Application:
        """Return one application."""
        return self._rows.get(application_id)

    async def page(
        self,
        window: Window,
        *,
        job_id: int | None = None,
        candidate_id: int | None = None,
        status: str | None = None,
    ) -> Page[Application]:
        """Return applications inside the window."""
        return self._rows.page(
            window, lambda kept: _concerns(kept, job_id, candidate_id) and status in {None, kept.status}
        )

    async def hold(self, application_id: int) -> Application:
        """Return one application: units of work run one after the other."""
        return self._rows.get(application_id)

    async def search(self, window: Window, wanted: ApplicationSearch) -> Page[Application]:
        """Return applications that are looked for."""
        return self._rows.page(window, partial(self._fits, wanted))

    async def change(self, application_id: int, changes: Changes) -> Application:
        """Set fields."""
        given: dict[str, Any] = dict(changes)
        return self._put(replace(self._rows.get(application_id), **given))

    async def hold_of(self, candidate_id: int) -> Sequence[Application]:
        """Return a candidate's applications. Units of work run one after the other: nobody else is at them."""
        return [kept for kept in self._rows.all() if kept.candidate_id == candidate_id]

    def _fits(self, wanted: ApplicationSearch, kept: Application) -> bool:
        came = self._rows.came if wanted.status is None else self._rows.since
        return search_filters.fits_application(wanted, kept, came[kept.id])

    async def counts(self, wanted: ApplicationSearch) -> Mapping[str, int]:
        """Count by status."""
        return Counter(kept.status for kept in self._rows.current.values() if self._fits(wanted, kept))

    async def waiting(self, wanted: ApplicationSearch, settled: Sequence[str], limit: int) -> Sequence[Waiting]:
        """Return those that have waited longest."""
        found = [
            Waiting(kept, self._rows.since[kept.id])
            for kept in self._rows.current.values()
            if kept.status not in settled and self._fits(wanted, kept)
        ]
        return sorted(found, key=lambda one: (one.since, one.application.id))[:limit]

    async def remove(self, application_id: int) -> None:
        """Remove an application."""
        self._rows.remove(application_id)

    def _put(self, application: Application) -> Application:
        """Keep an application, the only one of its job and candidate."""
        pair = (application.job_id, application.candidate_id)
        others = (kept for kept in self._rows.current.values() if kept.id != application.id)
        if any((kept.job_id, kept.candidate_id) == pair for kept in others):
            raise Duplicate("Application already exists for this job and candidate")
        return self._rows.put(application)


class MemoryEmbeddings:
    """Vectors by model and text."""

    def __init__(self, committed: dict[tuple[str, bytes], Embedded], new_version: Callable[[], int]) -> None:
        self.committed = committed
        self.new: dict[tuple[str, bytes], Embedded] = {}
        self._new_version = new_version

    @property
    def current(self) -> Mapping[tuple[str, bytes], Embedded]:
        """The vectors as this unit of work sees them."""
        return ChainMap(self.new, self.committed)

    def keep_only(self, texts: AbstractSet[bytes]) -> int:
        """Remove the vectors of all other texts, and return how many."""
        before = len(self.current)
        self.committed = {key: one for key, one in self.current.items() if one.text in texts}
        self.new.clear()
        return before - len(self.committed)

    async def add(self, model: str, embedded: Sequence[Embedded]) -> None:
        """Keep vectors."""
        for one in embedded:
            if (model, one.text) not in self.current:
                self.new[model, one.text] = replace(one, version=self._new_version())

    async def changes(self, model: str, version: int, text: bytes, limit: int) -> Sequence[Embedded]:
        """Return what came after."""
        found = [one for (of, key), one in self.current.items() if of == model and (one.version, key) > (version, text)]
        return sorted(found, key=lambda one: (one.version, one.text))[:limit]


class MemoryMatchLogs:
    """Match logs, in the order in which they came."""

    def __init__(self, org_id: int, committed: list[MatchLog], new: list[MatchLog], new_id: NewId) -> None:
        self._org_id = org_id
        self.committed = committed
        self._new = new
        self._new_id = new_id

    async def add(self, records: Sequence[MatchRecord]) -> None:
        """Keep the records."""
        self._new.extend(MatchLog(id=self._new_id(), org_id=self._org_id, **asdict(record)) for record in records)

    def before(self, time: datetime) -> int:
        """Count those from before then."""
        return sum(kept.created_at < time for kept in self._all())

    def forget(self, before: datetime) -> None:
        """Remove those from before then."""
        self.committed = [kept for kept in self._all() if kept.created_at >= before]
        self._new.clear()

    def pseudonymise(self, ids: AbstractSet[int], pseudonym: int) -> int:
        """Put a pseudonym in the place of candidates, without reasons, and return in how many."""
        named = sum(kept.candidate_id in ids for kept in self._all())
        self.committed = [_unnamed(kept, pseudonym) if kept.candidate_id in ids else kept for kept in self._all()]
        self._new.clear()
        return named

    async def get(self, log_id: int) -> MatchLog:
        """Return one record."""
        for kept in self._all():
            if kept.id == log_id:
                return kept
        raise NotFound("match log", log_id)

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
        found = [
            kept
            for kept in self._all()
            if _concerns(kept, job_id, candidate_id)
            and (since is None or kept.created_at >= since)
            and (until is None or kept.created_at < until)
        ]
        return page(window, found)

    def _all(self) -> Iterator[MatchLog]:
        return chain(self.committed, self._new)


def _concerns(row: Application | MatchLog, job_id: int | None, candidate_id: int | None) -> bool:
    return job_id in {None, row.job_id} and candidate_id in {None, row.candidate_id}


def _unnamed(kept: MatchLog, pseudonym: int) -> MatchLog:
    return replace(kept, candidate_id=pseudonym, reason="", receipt={**kept.receipt, "candidate": {}})

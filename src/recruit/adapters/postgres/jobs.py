"""Jobs in PostgreSQL."""

from collections.abc import Sequence

from recruit.adapters.postgres import search_statements, statements, tables
from recruit.adapters.postgres.engine.rows import FeaturedRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.features import PostgresFeatured
from recruit.adapters.postgres.search_statements import parameters_of, patterns_of
from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.search.model import JobSearch, JobSummary
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import values
from recruit.ports.changes import Changes


class PostgresJobs(PostgresFeatured[Job]):
    """Repository of jobs."""

    def __init__(self, session: Session) -> None:
        self._rows = FeaturedRows("job", tables.jobs, Job, session)
        super().__init__(self._rows)

    async def add(self, details: JobDetails, *, created_by_user_id: int) -> Job:
        """Store a job."""
        return await self._rows.add({**values(details), "created_by_user_id": created_by_user_id})

    async def get(self, job_id: int) -> Job:
        """Return one job."""
        return await self._rows.get(job_id)

    async def page(self, window: Window, *, status: str | None = None, q: str | None = None) -> Page[Job]:
        """Return a page of jobs."""
        equal = {} if status is None else {"status": status}
        return await self._rows.page(window, equal, like={"title": q} if q else {})

    async def all(self) -> Sequence[Job]:
        """Return every job."""
        return await self._rows.all()

    async def hold(self, job_id: int) -> Job:
        """Lock one job and return it."""
        return await self._rows.hold(job_id)

    async def search(self, window: Window, wanted: JobSearch) -> Page[Job]:
        """Return a page of the jobs that meet the criteria."""
        given = parameters_of(wanted)
        return await self._rows.search(window, search_statements.of_jobs(frozenset(given)), patterns_of(given))

    async def summaries(self, limit: int) -> Sequence[JobSummary]:
        """Return summaries of the first jobs."""
        return [JobSummary(*row) for row in await self._rows.fetch(statements.JOB_SUMMARIES, limit=limit)]

    async def change(self, job_id: int, changes: Changes) -> Job:
        """Set columns."""
        return await self._rows.change(job_id, changes)

    async def remove(self, job_id: int) -> None:
        """Remove a job. Its applications are deleted by cascade."""
        await self._rows.remove(job_id)

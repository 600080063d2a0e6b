"""Storage of jobs."""

from collections.abc import Sequence
from typing import Protocol

from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.search.model import JobSearch, JobSummary
from recruit.domain.shared.pages import Page, Window
from recruit.ports.changes import Changes
from recruit.ports.features import FeatureStore


class Jobs(FeatureStore[Job], Protocol):
    """The organisation's jobs."""

    async def add(self, details: JobDetails, *, created_by_user_id: int) -> Job:
        """Keep a job. Raises Refused when that user is gone."""
        ...

    async def get(self, job_id: int) -> Job:
        """Return one job. Raises NotFound."""
        ...

    async def page(self, window: Window, *, status: str | None = None, q: str | None = None) -> Page[Job]:
        """Return jobs in ascending id: of exactly that status, with `q` somewhere in the title, case ignored."""
        ...

    async def all(self) -> Sequence[Job]:
        """Return every job in ascending id."""
        ...

    async def change(self, job_id: int, changes: Changes) -> Job:
        """Set the named fields, in one atomic step, and return the job. Raises NotFound and Invalid."""
        ...

    async def hold(self, job_id: int) -> Job:
        """Return a job that nobody else changes until this unit of work ends. Raises NotFound."""
        ...

    async def search(self, window: Window, wanted: JobSearch) -> Page[Job]:
        """Return jobs that are looked for, in ascending id."""
        ...

    async def summaries(self, limit: int) -> Sequence[JobSummary]:
        """Return what tells jobs apart, in ascending id."""
        ...

    async def remove(self, job_id: int) -> None:
        """Remove a job and its applications. Raises NotFound."""
        ...

"""Storage of jobs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.search.model import JobSearch, JobSummary, Sort
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import RecordTimes
from recruit.ports.changes import Changes
from recruit.ports.features import FeatureStore


class Jobs(FeatureStore[Job], Protocol):
    """The organisation's jobs."""

    async def add(self, details: JobDetails, *, created_by_user_id: int) -> Job:
        """Store a job. Raise Refused when the user with the id `created_by_user_id` doesn't exist."""

    async def by_ids(self, ids: Sequence[int]) -> Sequence[Job]:
        """Return the existing jobs with these ids, in ascending id."""

    async def record_times(self, ids: Sequence[int]) -> Mapping[int, RecordTimes]:
        """Return the times of the creation and the last change of the existing records with these ids, by id."""

    async def get(self, job_id: int) -> Job:
        """Return one job. Raise NotFound."""

    async def page(self, window: Window, *, status: str | None = None, q: str | None = None) -> Page[Job]:
        """Return a page of jobs in ascending id, filtered by exact `status` and by `q` as a part of the title.

        The comparison of `q` ignores case. A filter that is None is not applied.
        """

    async def all(self) -> Sequence[Job]:
        """Return every job in ascending id."""

    async def change(self, job_id: int, changes: Changes) -> Job:
        """Set the named fields in one atomic step and return the job.

        Raise NotFound, and Invalid when the fields contradict each other, such as a salary range that is upside down.
        """

    async def lock(self, job_id: int) -> Job:
        """Lock a job until this unit of work ends and return it. Raise NotFound.

        Other units of work can't change the job meanwhile.
        """

    async def search(self, window: Window, criteria: JobSearch, sort: Sort = Sort.ID) -> Page[Job]:
        """Return a page of the jobs that meet all criteria of `criteria`, in the order of `sort`."""

    async def status_counts(self) -> Mapping[str, int]:
        """Return the number of jobs with each status, the most frequent one first, equally frequent ones by text."""

    async def raise_activity(self, times: Mapping[int, datetime]) -> None:
        """Set the times of the last activity, by id, of jobs that exist and whose last activity was earlier."""

    async def summaries(self, limit: int) -> Sequence[JobSummary]:
        """Return summaries of the first `limit` jobs in ascending id."""

    async def remove(self, job_id: int) -> None:
        """Remove a job and its applications. Raise NotFound."""

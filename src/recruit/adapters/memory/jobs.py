"""Jobs in memory."""

from collections.abc import Mapping, Sequence
from itertools import islice

from recruit.adapters.memory import search_filters
from recruit.adapters.memory.features import MemoryFeatureStore
from recruit.adapters.memory.matching import MemoryEmbeddings
from recruit.adapters.memory.rows import ApplicationRows, FeatureRows, Rows
from recruit.domain.accounts.model.users import User
from recruit.domain.jobs.model import Job, JobDetails, status_counts
from recruit.domain.pipelines.model import Stage
from recruit.domain.search.model import JobSearch, JobSummary, Sort
from recruit.domain.shared.case_folding import lowered
from recruit.domain.shared.errors import Refused
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import RecordTimes, field_values
from recruit.ports.changes import Changes


class MemoryJobs(MemoryFeatureStore[Job]):
    """Repository of jobs."""

    def __init__(
        self,
        rows: FeatureRows[Job],
        users: Rows[User],
        applications: ApplicationRows,
        stages: Rows[Stage],
        embeddings: MemoryEmbeddings,
    ) -> None:
        super().__init__(rows, embeddings)
        self._rows = rows
        self._users = users
        self._applications = applications
        self._stages = stages

    async def add(self, details: JobDetails, *, created_by_user_id: int) -> Job:
        """Store a job."""
        if created_by_user_id not in self._users.current:
            raise Refused
        fields = {**field_values(details), "created_by_user_id": created_by_user_id}
        return self._rows.put(self._rows.new(Job, fields))

    async def by_ids(self, ids: Sequence[int]) -> Sequence[Job]:
        """Return jobs by id."""
        return self._rows.by_ids(ids)

    async def get(self, job_id: int) -> Job:
        """Return one job."""
        return self._rows.get(job_id)

    async def page(self, window: Window, *, status: str | None = None, q: str | None = None) -> Page[Job]:
        """Return a page of jobs."""
        criteria = lowered(q or "")
        return self._rows.page(
            window, lambda job: (status is None or job.status == status) and criteria in lowered(job.title)
        )

    async def all(self) -> Sequence[Job]:
        """Return every job."""
        return self._rows.all()

    async def record_times(self, ids: Sequence[int]) -> Mapping[int, RecordTimes]:
        """Return the times of the creation and the last change."""
        return {one.id: RecordTimes(*self._rows.times(one.id)) for one in self._rows.by_ids(ids)}

    async def lock(self, job_id: int) -> Job:
        """Return one job. It needs no lock: units of work run one after the other."""
        return self._rows.get(job_id)

    async def search(self, window: Window, criteria: JobSearch, sort: Sort = Sort.ID) -> Page[Job]:
        """Return a page of the jobs that meet the criteria."""
        return self.sorted_page(
            window,
            sort,
            lambda job: job.title,
            lambda job: search_filters.matches_job(criteria, job, self._rows.times(job.id)),
        )

    async def status_counts(self) -> Mapping[str, int]:
        """Return the number of jobs with each status."""
        return status_counts(self._rows.current.values())

    async def summaries(self, limit: int) -> Sequence[JobSummary]:
        """Return summaries of the first jobs."""
        return [
            JobSummary(
                job.id, job.title, job.location, [*job.required_skills, *job.nice_to_have_skills], job.department
            )
            for job in islice(self._rows.current.values(), limit)
        ]

    async def change(self, job_id: int, changes: Changes) -> Job:
        """Set fields."""
        return self._rows.change(job_id, changes)

    async def remove(self, job_id: int) -> None:
        """Remove a job, its applications and its stages."""
        self._rows.remove(job_id)
        self._applications.remove_where(lambda application: application.job_id == job_id)
        self._stages.remove_where(lambda stage: stage.job_id == job_id)

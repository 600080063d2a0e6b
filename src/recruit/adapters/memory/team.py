"""Hiring teams in memory."""

from collections.abc import Collection, Sequence

from recruit.adapters.memory.rows import ApplicationRows, Rows
from recruit.adapters.memory.stages import keys_of_types
from recruit.domain.accounts.model.users import User
from recruit.domain.jobs.model import Job
from recruit.domain.pipelines.model import Stage, StageType
from recruit.domain.search.model import Waiting
from recruit.domain.shared.errors import Duplicate, NotFound
from recruit.domain.shared.pages import Page
from recruit.domain.team.model import OWNER_TAKEN, TeamMember, TeamRole


class MemoryTeam:
    """Repository of hiring teams."""

    def __init__(
        self,
        rows: Rows[TeamMember],
        users: Rows[User],
        jobs: Rows[Job],
        applications: ApplicationRows,
        stages: Rows[Stage],
    ) -> None:
        self._rows = rows
        self._users = users
        self._jobs = jobs
        self._applications = applications
        self._stages = stages

    async def of_job(self, job_id: int) -> Sequence[TeamMember]:
        """Return the members of a job's team."""
        return [row for row in self._rows.all() if row.job_id == job_id]

    async def put(self, job_id: int, user_id: int, role: TeamRole) -> TeamMember:
        """Store a member, or change their role."""
        self._jobs.get(job_id)
        self._users.get(user_id)
        team = await self.of_job(job_id)
        if role is TeamRole.OWNER and any(row.role is role and row.user_id != user_id for row in team):
            raise Duplicate(OWNER_TAKEN)
        for row in team:
            if row.user_id == user_id:
                return self._rows.change(row.id, {"role": role})
        return self._rows.put(self._rows.new(TeamMember, {"job_id": job_id, "user_id": user_id, "role": role}))

    async def remove(self, job_id: int, user_id: int) -> None:
        """Remove a member."""
        if not any(row.user_id == user_id for row in await self.of_job(job_id)):
            raise NotFound("team member", user_id)
        self._rows.remove_where(lambda row: (row.job_id, row.user_id) == (job_id, user_id))

    async def waiting(
        self, user_id: int, settled: Collection[StageType], paused: Collection[str], limit: int
    ) -> Page[Waiting]:
        """Return the applications that wait for a user."""
        jobs = {id for id in await self.job_ids(user_id) if self._jobs.get(id).status not in paused}
        ends = keys_of_types(self._stages.current.values(), settled)
        found = [
            Waiting(row, self._applications.status_since[row.id])
            for row in self._applications.current.values()
            if row.job_id in jobs and (row.job_id, row.status) not in ends
        ]
        found.sort(key=lambda row: (row.since, row.application.id))
        return Page(found[:limit], len(found), len(found) > limit)

    async def job_ids(self, user_id: int) -> Sequence[int]:
        """Return the ids of the jobs in whose team a user is."""
        members = self._rows.all()
        owned = {row.job_id for row in members if row.role is TeamRole.OWNER}
        created = {job.id for job in self._jobs.current.values() if job.created_by_user_id == user_id}
        return sorted({row.job_id for row in members if row.user_id == user_id} | (created - owned))

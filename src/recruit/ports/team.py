"""Storage of hiring teams."""

from collections.abc import Collection, Sequence
from typing import Protocol

from recruit.domain.pipelines.model import StageType
from recruit.domain.search.model import Waiting
from recruit.domain.shared.pages import Page
from recruit.domain.team.model import TeamMember, TeamRole


class Team(Protocol):
    """The hiring teams of the organisation's jobs.

    A user is in a job's team with a stored row, and as the creator of a job whose team has no owner.
    """

    async def of_job(self, job_id: int) -> Sequence[TeamMember]:
        """Return the stored members of a job's team in ascending id."""

    async def job_ids(self, user_id: int) -> Sequence[int]:
        """Return the ids of the jobs in whose team a user is, ascending."""

    async def put(self, job_id: int, user_id: int, role: TeamRole) -> TeamMember:
        """Store a member, or change their role.

        Raise NotFound for the job or the user, and Duplicate for a second owner.
        """

    async def remove(self, job_id: int, user_id: int) -> None:
        """Remove a stored member. Raise NotFound."""

    async def waiting(
        self, user_id: int, settled: Collection[StageType], paused: Collection[str], limit: int
    ) -> Page[Waiting]:
        """Return the applications for jobs in whose team a user is, those with the oldest change of status first.

        At most `limit` are returned. Applications in a stage of a type in `settled`, and those for jobs with a status
        in `paused`, are left out.
        """

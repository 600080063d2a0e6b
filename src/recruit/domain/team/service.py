"""Team service: the hiring teams of jobs."""

from collections.abc import Mapping, Sequence

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor, User
from recruit.domain.jobs.model import Job
from recruit.domain.shared.errors import Invalid, NotFound
from recruit.domain.team.model import MOST_MEMBERS, TeamMember, TeamRole, with_implied_owner
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

TEAM_FULL = f"A team has at most {MOST_MEMBERS} members"


class TeamService:
    """Hiring teams of the actor's organisation. Raises NotFound."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def of_job(self, actor: Actor, job_id: int) -> Sequence[TeamMember]:
        """Return a job's team. Its creator is the owner of a team without one."""
        actor.require(Permission.READ_JOBS)
        async with self._storage.transaction(actor.org_id) as work:
            job = await work.jobs.get(job_id)
            creator = await _user(work, job.created_by_user_id)
            return with_implied_owner(job, creator, await work.team.of_job(job_id))

    async def members(self, actor: Actor, job: Job) -> Sequence[tuple[User, TeamRole]]:
        """Return the users in the team of a job that the actor has read, with their roles, as `of_job` does."""
        actor.require(Permission.READ_USERS)
        async with self._storage.reading(actor.org_id) as work:
            stored = await work.team.of_job(job.id)
            ids = {job.created_by_user_id, *(member.user_id for member in stored)}
            users = {user.id: user for user in await work.users.by_ids(sorted(ids))}
        team = with_implied_owner(job, users.get(job.created_by_user_id), stored)
        return [(users[member.user_id], member.role) for member in team]

    async def change(self, actor: Actor, job_id: int, roles: Mapping[int, TeamRole | None]) -> None:
        """Give users these roles in a job's team, and remove those without one from it. Raises as `put` does."""
        actor.require(Permission.WRITE_JOBS)
        async with self._storage.transaction(actor.org_id) as work:
            await work.jobs.lock(job_id)
            members = {member.user_id for member in await work.team.of_job(job_id)}
            for user_id in sorted(members.intersection(one for one, role in roles.items() if role is None)):
                await work.team.remove(job_id, user_id)
            given = [(user_id, role) for user_id, role in sorted(roles.items()) if role is not None]
            if len(members.difference(roles).union(dict(given))) > MOST_MEMBERS:
                raise Invalid(TEAM_FULL)
            for user_id, role in sorted(given, key=lambda one: one[1] is TeamRole.OWNER):  # after the one before
                await work.team.put(job_id, user_id, role)

    async def put(self, actor: Actor, job_id: int, user_id: int, role: TeamRole) -> TeamMember:
        """Add a user to a job's team, or change their role in it.

        Raises Duplicate for a second owner, and Invalid for a team that is full.
        """
        actor.require(Permission.WRITE_JOBS)
        async with self._storage.transaction(actor.org_id) as work:
            await work.jobs.lock(job_id)  # otherwise two requests at once could exceed the maximum
            await work.users.get(user_id)
            members = {member.user_id for member in await work.team.of_job(job_id)}
            if user_id not in members and len(members) >= MOST_MEMBERS:
                raise Invalid(TEAM_FULL)
            return await work.team.put(job_id, user_id, role)

    async def remove(self, actor: Actor, job_id: int, user_id: int) -> None:
        """Remove a user from a job's team. Raises NotFound for an owner who is only implied."""
        actor.require(Permission.WRITE_JOBS)
        async with self._storage.autocommit(actor.org_id) as work:
            await work.team.remove(job_id, user_id)


async def _user(work: UnitOfWork, user_id: int) -> User | None:
    """Return a user, None for one who was removed."""
    try:
        return await work.users.get(user_id)
    except NotFound:
        return None

"""Members of hiring teams."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from recruit.domain.accounts.model.users import User
from recruit.domain.jobs.model import Job

MOST_MEMBERS = 100
"""Maximum size of a job's team."""


OWNER_TAKEN = "The job has an owner already: give that user another role first"


class TeamRole(StrEnum):
    """What a user is in a job's team. At most one is the owner. It grants no permission."""

    OWNER = "owner"
    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring_manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMember:
    """A user in a job's team. `id` is 0 for an implied owner, which isn't stored."""

    id: int
    org_id: int
    job_id: int
    user_id: int
    role: TeamRole


def with_implied_owner(job: Job, creator: User | None, stored: Sequence[TeamMember]) -> Sequence[TeamMember]:
    """Return a job's team. Its creator is the owner of a team without one, unless they have another role in it.

    `creator` is None if that user was removed.
    """
    has_owner = any(member.role is TeamRole.OWNER for member in stored)
    if creator is None or has_owner or any(member.user_id == creator.id for member in stored):
        return stored
    return [TeamMember(id=0, org_id=job.org_id, job_id=job.id, user_id=creator.id, role=TeamRole.OWNER), *stored]

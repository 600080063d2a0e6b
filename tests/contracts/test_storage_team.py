"""Storage contract: hiring teams, and the applications that wait for their members."""

import pytest

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.jobs.model import PAUSED
from recruit.domain.pipelines.model import StageType
from recruit.domain.shared.errors import Duplicate, NotFound
from recruit.domain.shared.pages import Window
from recruit.domain.team.model import TeamMember, TeamRole
from recruit.ports.audit import AuditSearch
from recruit.ports.storage import Storage
from worlds import Organisation, colleague

SETTLED = (StageType.HIRED, StageType.ARCHIVED)


async def put(ours: Organisation, job_id: int, user_id: int, role: TeamRole) -> TeamMember:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return await work.team.put(job_id, user_id, role)


async def team(ours: Organisation, job_id: int) -> list[tuple[int, TeamRole]]:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return [(member.user_id, member.role) for member in await work.team.of_job(job_id)]


async def waiting(ours: Organisation, user_id: int, limit: int = 10) -> tuple[list[int], int]:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        found = await work.team.waiting(user_id, SETTLED, PAUSED, limit)
    return [one.application.id for one in found.items], found.total


async def test_a_member_has_one_role_in_a_team(storage: Storage, ours: Organisation) -> None:
    other = await colleague(storage, ours.actor.org_id, Role.HIRING_MANAGER)
    job, second = await ours.job(), await ours.job()
    made = await put(ours, job.id, other.user_id, TeamRole.HIRING_MANAGER)
    assert await put(ours, job.id, other.user_id, TeamRole.RECRUITER) == TeamMember(
        id=made.id, org_id=job.org_id, job_id=job.id, user_id=other.user_id, role=TeamRole.RECRUITER
    )
    await put(ours, job.id, ours.actor.user_id, TeamRole.OWNER)
    assert await team(ours, job.id) == [
        (other.user_id, TeamRole.RECRUITER),
        (ours.actor.user_id, TeamRole.OWNER),
    ]
    assert await team(ours, second.id) == []
    async with storage.transaction(ours.actor.org_id) as work:
        await work.team.remove(job.id, other.user_id)
        with pytest.raises(NotFound):
            await work.team.remove(job.id, other.user_id)
    assert await team(ours, job.id) == [(ours.actor.user_id, TeamRole.OWNER)]
    async with storage.autocommit(ours.actor.org_id) as work:
        entries = (await work.audit.page(Window(), AuditSearch(entity="team_member", entity_id=made.id))).items
    assert [entry.action for entry in entries] == ["insert", "update", "delete"]


async def test_a_team_has_one_owner(storage: Storage, ours: Organisation) -> None:
    other = await colleague(storage, ours.actor.org_id, Role.RECRUITER)
    job, second = await ours.job(), await ours.job()
    await put(ours, job.id, ours.actor.user_id, TeamRole.OWNER)
    await put(ours, job.id, ours.actor.user_id, TeamRole.OWNER)
    await put(ours, second.id, other.user_id, TeamRole.OWNER)
    with pytest.raises(Duplicate, match="has an owner already"):
        await put(ours, job.id, other.user_id, TeamRole.OWNER)
    await put(ours, job.id, other.user_id, TeamRole.RECRUITER)
    with pytest.raises(Duplicate, match="has an owner already"):
        await put(ours, job.id, other.user_id, TeamRole.OWNER)


async def test_members_and_jobs_are_of_the_organisation(ours: Organisation, theirs: Organisation) -> None:
    job, foreign = await ours.job(), await theirs.job()
    with pytest.raises(NotFound, match="Job"):
        await put(ours, foreign.id, ours.actor.user_id, TeamRole.OWNER)
    with pytest.raises(NotFound, match="User"):
        await put(ours, job.id, theirs.actor.user_id, TeamRole.OWNER)


async def test_removed_users_and_jobs_leave_no_members(storage: Storage, ours: Organisation) -> None:
    leaving = await colleague(storage, ours.actor.org_id, Role.RECRUITER)
    job, second = await ours.job(), await ours.job()
    await put(ours, job.id, leaving.user_id, TeamRole.OWNER)
    await put(ours, second.id, ours.actor.user_id, TeamRole.OWNER)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.users.remove(leaving.user_id)
        await work.jobs.remove(second.id)
    assert (await team(ours, job.id), await team(ours, second.id)) == ([], [])


async def test_unsettled_applications_wait_for_the_members_of_their_jobs_team(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    member = (await colleague(storage, ours.actor.org_id, Role.HIRING_MANAGER)).user_id
    theirs_job, candidate = await theirs.job(), await theirs.candidate()
    await theirs.application(theirs_job, candidate)
    job, elsewhere = await ours.job(), await ours.job()
    await put(ours, job.id, member, TeamRole.HIRING_MANAGER)
    first, second, done, other = [await ours.candidate() for _ in range(4)]
    one = await ours.application(job, first, status="applied")
    two = await ours.application(job, second, status="applied")
    await ours.application(job, done, status="hired")
    far = await ours.application(elsewhere, other)
    assert await waiting(ours, member) == ([one.id, two.id], 2)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.applications.change(one.id, {"status": "interview"})
    assert await waiting(ours, member) == ([two.id, one.id], 2)
    assert await waiting(ours, member, limit=1) == ([two.id], 2)
    assert await waiting(ours, ours.actor.user_id) == ([two.id, far.id, one.id], 3)
    for paused, status in ((elsewhere, "on_hold"), (job, "closed")):
        async with storage.transaction(ours.actor.org_id) as work:
            await work.jobs.change(paused.id, {"status": status})
        assert far.id not in (await waiting(ours, ours.actor.user_id))[0]
    assert await waiting(ours, member) == await waiting(ours, ours.actor.user_id) == ([], 0)


async def test_a_users_jobs_are_those_in_whose_team_they_are(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    other = (await colleague(storage, ours.actor.org_id, Role.RECRUITER)).user_id
    await theirs.job()
    created, owned, shared = await ours.job(), await ours.job(), await ours.job()
    await put(ours, owned.id, other, TeamRole.OWNER)
    await put(ours, shared.id, other, TeamRole.HIRING_MANAGER)
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.team.job_ids(ours.actor.user_id) == [created.id, shared.id]
        assert await work.team.job_ids(other) == [owned.id, shared.id]
        assert await work.team.job_ids(theirs.actor.user_id) == []


async def test_the_creator_of_a_job_is_in_its_team_until_somebody_else_owns_it(
    storage: Storage, ours: Organisation
) -> None:
    other = (await colleague(storage, ours.actor.org_id, Role.RECRUITER)).user_id
    job = await ours.job()
    application = await ours.application(job, await ours.candidate())
    assert await waiting(ours, ours.actor.user_id) == ([application.id], 1)
    await put(ours, job.id, other, TeamRole.RECRUITER)
    assert await waiting(ours, ours.actor.user_id) == ([application.id], 1)
    await put(ours, job.id, other, TeamRole.OWNER)
    assert await waiting(ours, ours.actor.user_id) == ([], 0)
    await put(ours, job.id, ours.actor.user_id, TeamRole.HIRING_MANAGER)
    assert await waiting(ours, ours.actor.user_id) == ([application.id], 1)

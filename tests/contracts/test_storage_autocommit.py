"""Storage contract: units of work of a single call (autocommit)."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager

import pytest

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import UserDetails
from recruit.domain.candidates.model.identifiers import candidate_identifiers
from recruit.domain.candidates.model.profile import Profile
from recruit.domain.jobs.model import JobDetails
from recruit.domain.shared.errors import Duplicate
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork
from worlds import Organisation, colleague, new_email

Call = Callable[[UnitOfWork], Awaitable[object]]


@pytest.mark.parametrize("second", [lambda work: work.jobs.all(), lambda work: work.jobs.get(1)], ids=["list", "get"])
@pytest.mark.parametrize("within", [False, True], ids=["alone", "in an outer transaction"])
async def test_a_second_call_is_refused_and_the_first_is_kept(
    storage: Storage, ours: Organisation, second: Call, *, within: bool
) -> None:
    async def call_twice() -> None:
        async with storage.autocommit(ours.actor.org_id) as work:
            await work.jobs.add(JobDetails(title="kept"), created_by_user_id=ours.actor.user_id)
            with pytest.raises(RuntimeError, match="twice"):
                await second(work)

    if within:
        async with storage.outer_transaction(ours.actor.org_id):
            await call_twice()
    else:
        await call_twice()
    async with storage.autocommit(ours.actor.org_id) as work:
        assert [job.title for job in await work.jobs.all()] == ["kept"]


async def test_a_second_call_is_refused_after_a_call_that_failed(storage: Storage, ours: Organisation) -> None:
    email = new_email()
    details = UserDetails(email=email, full_name="x", role=Role.VIEWER)
    async with storage.autocommit(ours.actor.org_id) as work:
        await work.users.add(details, "hash")
    async with storage.autocommit(ours.actor.org_id) as work:
        with pytest.raises(Duplicate):
            await work.users.add(details, "hash")
        with pytest.raises(RuntimeError, match="twice"):
            await work.jobs.all()


@pytest.mark.parametrize("within", [False, True], ids=["alone", "in an outer transaction"])
async def test_a_call_that_changes_several_things_is_one_call(
    storage: Storage, ours: Organisation, *, within: bool
) -> None:
    jane, leaving, email = await ours.candidate(), await colleague(storage, ours.actor.org_id, Role.VIEWER), new_email()
    linked = {"linkedin_url": "https://linkedin.com/in/jane", "headline": "Baker"}

    async def call(one: Call) -> None:
        async with storage.autocommit(ours.actor.org_id) as work:
            await one(work)

    async def call_all() -> None:
        await call(lambda work: work.candidates.change(jane.id, linked))
        await call(lambda work: work.profiles.put(jane.id, Profile()))
        await call(lambda work: work.users.add(UserDetails(email=email, full_name="x", role=Role.VIEWER), "hash"))
        await call(lambda work: work.users.remove(leaving.user_id))

    if within:
        outer: AbstractAsyncContextManager[None] = storage.outer_transaction(ours.actor.org_id)
        async with outer:
            await call_all()
    else:
        await call_all()
    async with storage.transaction(ours.actor.org_id) as work:
        changed = await work.candidates.get(jane.id)
        assert changed.headline == "Baker"
        assert await work.identifiers.oldest_candidate(set(candidate_identifiers(changed))) == jane.id
        assert await work.profiles.get(jane.id) == Profile()
        assert await work.users.count(Role.VIEWER) == 1
    assert await storage.credentials(email)

"""The storage of hiring managers who see only their own jobs refuses every call that isn't restricted."""

import inspect
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from recruit.domain.accounts.model.permissions import Permission, Role
from recruit.domain.accounts.model.users import ACTOR, as_system
from recruit.domain.shared.errors import Forbidden, NotFound
from recruit.domain.shared.organisations import for_each_organisation
from recruit.domain.shared.pages import Window
from recruit.domain.team.model import TeamRole
from recruit.domain.team.own_jobs import RESTRICTED, UNRESTRICTED, OwnJobsStorage
from recruit.domain.team.own_jobs_repositories import Repository
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.unit_of_work import UnitOfWork
from worlds import Organisation, colleague, new_organisation

REPOSITORIES = {name for name, member in vars(UnitOfWork).items() if isinstance(member, property)}
REFUSED = REPOSITORIES - UNRESTRICTED - RESTRICTED.keys()


@pytest.fixture
async def ours() -> AsyncIterator[Organisation]:
    """An organisation over the restricted storage, whose founder is the actor of this task."""
    async with kernel.STORAGE.open(AdapterConfig("memory:", Path())) as storage:
        found = await new_organisation(OwnJobsStorage(storage))
        found.actor.require(Permission.READ_JOBS)
        yield found


async def sees(organisation: Organisation) -> int:
    """Return the number of jobs that the actor of this task sees. Raises Forbidden."""
    async with organisation.storage.reading(organisation.actor.org_id) as work:
        return (await work.jobs.page(Window())).total


async def test_without_an_actor_of_the_organisation_nothing_is_seen(ours: Organisation) -> None:
    await ours.job()
    stranger = replace(ours.actor, org_id=ours.actor.org_id + 1)
    for actor in (None, stranger):
        ACTOR.set(actor)
        with pytest.raises(Forbidden, match="Hiring managers see only"):
            await sees(ours)
        async with ours.storage.autocommit(ours.actor.org_id) as work:
            assert (await work.users.page(Window())).total == 1
    with as_system():
        assert await sees(ours) == 1
    with pytest.raises(Forbidden):
        await sees(ours)


async def test_background_work_sees_all_after_a_hiring_managers(ours: Organisation) -> None:
    await ours.job()
    manager = await colleague(ours.storage, ours.actor.org_id, Role.HIRING_MANAGER)
    seen: list[int] = []

    async def work(_org_id: int) -> int:
        seen.append(await sees(ours))
        manager.require(Permission.READ_JOBS)
        seen.append(await sees(ours))
        return 0

    ACTOR.set(None)
    await for_each_organisation([ours.actor.org_id] * 2, work)
    assert seen == [1, 0] * 2


async def test_repositories_that_are_not_restricted_are_refused(ours: Organisation) -> None:
    manager = await colleague(ours.storage, ours.actor.org_id, Role.HIRING_MANAGER)
    manager.require(Permission.READ_JOBS)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        for name in REFUSED | {"a_later_repository"}:
            with pytest.raises(Forbidden, match="Hiring managers see only"):
                getattr(work, name)
        with pytest.raises(Forbidden):
            await work.watermark()
        for name in UNRESTRICTED:
            assert getattr(work, name) is not None
    assert {
        "imports",
        "match_logs",
        "conversations",
        "personal_data",
    } <= REPOSITORIES - UNRESTRICTED - RESTRICTED.keys()


async def test_methods_that_are_not_restricted_are_refused(ours: Organisation) -> None:
    manager = await colleague(ours.storage, ours.actor.org_id, Role.HIRING_MANAGER)
    manager.require(Permission.READ_JOBS)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        for name, kind in RESTRICTED.items():
            repository = getattr(work, name)
            assert isinstance(kind, type)
            assert issubclass(kind, Repository)
            for method in ("all", "search", "summaries", "changes", "get_many", "remove_everything"):
                if method not in kind.ALLOWED:
                    with pytest.raises(Forbidden):
                        getattr(repository, method)
        with pytest.raises(Forbidden):
            await work.audit.chained(0, 10)
        for method in ("unchained", "link", "head", "waiting", "hash_at"):
            with pytest.raises(Forbidden):
                getattr(work.audit, method)


async def test_the_restriction_is_that_of_the_actor_whose_permissions_were_checked_last(ours: Organisation) -> None:
    job = await ours.job()
    manager = await colleague(ours.storage, ours.actor.org_id, Role.HIRING_MANAGER)
    manager.has_permission(Permission.READ_JOBS)
    with pytest.raises(NotFound):
        async with ours.storage.autocommit(ours.actor.org_id) as work:
            await work.jobs.get(job.id)
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        assert (await work.jobs.page(Window())).total == 0
    ours.actor.require(Permission.READ_JOBS)
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        assert await work.jobs.get(job.id) == job


def test_restricted_methods_are_those_of_the_ports() -> None:
    for name, kind in RESTRICTED.items():
        port = vars(UnitOfWork)[name].fget.__annotations__["return"]
        for method, _ in inspect.getmembers(kind, inspect.isfunction):
            if not method.startswith("_"):
                assert hasattr(port, method), f"{name}.{method}"


async def test_own_jobs_are_counted_by_status_in_the_order_of_the_port(ours: Organisation) -> None:
    manager = await colleague(ours.storage, ours.actor.org_id, Role.HIRING_MANAGER)
    jobs = [await ours.job(status=status) for status in ("open", "draft", "closed", "closed", "draft", "open", "open")]
    async with ours.storage.transaction(ours.actor.org_id) as work:
        for job in jobs[:-1]:
            await work.team.put(job.id, manager.user_id, TeamRole.HIRING_MANAGER)
    manager.require(Permission.READ_JOBS)
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        assert list((await work.jobs.status_counts()).items()) == [("closed", 2), ("draft", 2), ("open", 2)]

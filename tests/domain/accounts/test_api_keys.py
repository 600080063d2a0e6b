"""API keys, over every storage adapter."""

from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import StoppedClock
from recruit.domain.accounts.api_keys import LONGEST_LIFETIME, USE_RESOLUTION, ApiKeys
from recruit.domain.accounts.model.api_keys import LOGIN_ONLY
from recruit.domain.accounts.model.permissions import Permission, Role
from recruit.domain.accounts.model.users import Actor, ActorKind
from recruit.domain.shared.errors import Forbidden, Invalid, NotFound, Refused
from recruit.domain.shared.pages import Window
from recruit.domain.shared.ttl_cache import LIFETIME
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from worlds import colleague, new_organisation

TICK = timedelta(microseconds=1)
SCOPES = [Permission.WRITE_JOBS, Permission.READ_JOBS]


@pytest.fixture(params=["memory:", "postgresql+asyncpg:"])
async def storage(request: pytest.FixtureRequest, database: str) -> AsyncIterator[Storage]:
    url = request.param if request.param == "memory:" else database
    async with kernel.STORAGE.open(AdapterConfig(url, Path())) as found:
        yield found


@dataclass
class World:
    """An organisation with API keys, and the background tasks that checking them started."""

    storage: Storage
    clock: StoppedClock
    keys: ApiKeys
    admin: Actor
    background: list[Coroutine[Any, Any, None]]

    async def refused(self, key: str) -> bool:
        try:
            await self.keys.actor(key)
        except Refused:
            return True
        return False

    async def run_background_tasks(self) -> int:
        """Run the pending background tasks and return their number."""
        pending, self.background[:] = [*self.background], []
        for task in pending:
            await task
        return len(pending)

    def another_process(self) -> ApiKeys:
        return ApiKeys(self.storage, self.clock, self.background.append)


@pytest.fixture
async def world(storage: Storage) -> AsyncIterator[World]:
    clock, background = StoppedClock(), list[Coroutine[Any, Any, None]]()
    admin = (await new_organisation(storage)).actor
    found = World(storage, clock, ApiKeys(storage, clock, background.append), admin, background)
    yield found
    await found.run_background_tasks()


async def test_a_key_acts_for_its_creator_within_its_scopes(world: World) -> None:
    made, key = await world.keys.create(world.admin, "Careers page", [*SCOPES, *SCOPES])
    assert made.scopes == (Permission.READ_JOBS, Permission.WRITE_JOBS)
    assert key.startswith(made.prefix)
    actor = await world.keys.actor(key)
    assert (actor.org_id, actor.user_id, actor.role) == (world.admin.org_id, world.admin.user_id, Role.ORG_ADMIN)
    assert (actor.kind, actor.api_key_id) == (ActorKind.KEY, made.id)
    assert {one for one in Permission if actor.has_permission(one)} == {*SCOPES}
    with pytest.raises(Forbidden, match="This key lacks the scope jobs:delete"):
        actor.require(Permission.DELETE_JOBS)


async def test_forged_and_malformed_keys_are_refused(world: World) -> None:
    made, key = await world.keys.create(world.admin, "Careers page", SCOPES)
    mark, org, number, secret = key.split("_", 3)
    for _ in range(2):
        for forged in (
            f"{mark}_{org}_{number}_x",
            f"{mark}_{org}_{number}_{secret}x",
            f"{mark}_{org}_{made.id + 10**6}_{secret}",
            f"{mark}_{int(org) + 10**6}_{number}_{secret}",
            f"ri_{org}_{number}_{secret}",
            f"rr_{org}_{number}_{secret}",
            f"{mark}_{org}_{number}_",
            f"{mark}_",
            mark,
        ):
            assert await world.refused(forged), forged
        assert not await world.refused(key)


async def test_a_key_cannot_have_a_login_only_scope(world: World) -> None:
    for scope in LOGIN_ONLY:
        with pytest.raises(Invalid, match=f"A key can't have the scope {scope}: it takes a user who has logged in"):
            await world.keys.create(world.admin, "Careers page", [Permission.READ_JOBS, scope])
    assert {Permission.MANAGE_KEYS, Permission.MANAGE_USERS} <= LOGIN_ONLY


async def test_a_key_cannot_manage_keys(world: World) -> None:
    made, key = await world.keys.create(world.admin, "Careers page", SCOPES)
    machine = await world.keys.actor(key)
    for call in (
        world.keys.create(machine, "Another", SCOPES),
        world.keys.page(machine, Window()),
        world.keys.get(machine, made.id),
        world.keys.revoke(machine, made.id),
    ):
        with pytest.raises(Forbidden, match="This key lacks the scope keys:manage"):
            await call


async def test_a_revoked_key_is_refused_at_once_and_by_other_processes_after_five_seconds(world: World) -> None:
    made, key = await world.keys.create(world.admin, "Careers page", SCOPES)
    elsewhere = world.another_process()
    await elsewhere.actor(key)
    await world.keys.actor(key)
    await world.keys.revoke(world.admin, made.id)
    assert await world.refused(key)
    world.clock.passes(LIFETIME)
    assert (await elsewhere.actor(key)).api_key_id == made.id
    world.clock.passes(TICK)
    with pytest.raises(Refused):
        await elsewhere.actor(key)
    with pytest.raises(NotFound):
        await world.keys.revoke(world.admin, made.id)


async def test_a_key_expires_exactly_at_its_expiry_time(world: World) -> None:
    expires_at = world.clock.now() + timedelta(seconds=3)
    _, key = await world.keys.create(world.admin, "Careers page", SCOPES, expires_at)
    assert not await world.refused(key)
    world.clock.passes(timedelta(seconds=3) - TICK)
    assert not await world.refused(key)
    world.clock.passes(TICK)
    assert await world.refused(key)


async def test_the_expiry_time_is_in_the_future_and_at_most_ten_years_away(world: World) -> None:
    now = world.clock.now()
    for expires_at in (now, now - TICK, now + LONGEST_LIFETIME + TICK):
        with pytest.raises(Invalid, match="expires_at must be in the future, and at most ten years away"):
            await world.keys.create(world.admin, "Careers page", SCOPES, expires_at)
    made, _ = await world.keys.create(world.admin, "Careers page", SCOPES, now + LONGEST_LIFETIME)
    assert made.expires_at == now + LONGEST_LIFETIME


async def test_a_key_has_no_more_permissions_than_its_creator_has_now(world: World) -> None:
    creator = await colleague(world.storage, world.admin.org_id, Role.ORG_ADMIN)
    _, key = await world.keys.create(creator, "Careers page", SCOPES)
    assert (await world.keys.actor(key)).has_permission(Permission.WRITE_JOBS)
    async with world.storage.transaction(creator.org_id) as work:
        await work.users.change(creator.user_id, {"role": Role.VIEWER})
    world.clock.passes(LIFETIME + TICK)
    machine = await world.keys.actor(key)
    assert {one for one in Permission if machine.has_permission(one)} == {Permission.READ_JOBS}
    sentence = "The role viewer of this key's maker lacks the permission jobs:write: it needs the role recruiter"
    with pytest.raises(Forbidden, match=sentence):
        machine.require(Permission.WRITE_JOBS)
    async with world.storage.transaction(creator.org_id) as work:
        await work.users.remove(creator.user_id)
    world.clock.passes(LIFETIME + TICK)
    assert await world.refused(key)


async def test_the_last_use_is_recorded_once_a_minute_in_the_background(world: World) -> None:
    made, key = await world.keys.create(world.admin, "Careers page", SCOPES)

    async def last_used() -> object:
        return (await world.keys.get(world.admin, made.id)).last_used_at

    first = world.clock.now()
    for _ in range(3):
        await world.keys.actor(key)
    assert await last_used() is None
    assert await world.run_background_tasks() == 1
    assert await last_used() == first
    for _ in range(5):
        world.clock.passes(LIFETIME + TICK)
        await world.keys.actor(key)
    assert await world.run_background_tasks() == 0
    world.clock.passes(USE_RESOLUTION)
    await world.keys.actor(key)
    assert await world.run_background_tasks() == 1
    assert await last_used() == world.clock.now()
    world.clock.passes(USE_RESOLUTION)
    assert await world.refused(f"{key}x")
    assert await world.run_background_tasks() == 0

"""Keys for machines, over every storage that they race in."""

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

MOMENT = timedelta(microseconds=1)
SCOPES = [Permission.WRITE_JOBS, Permission.READ_JOBS]


@pytest.fixture(params=["memory:", "postgresql+asyncpg:"])
async def storage(request: pytest.FixtureRequest, database: str) -> AsyncIterator[Storage]:
    url = request.param if request.param == "memory:" else database
    async with kernel.STORAGE.open(AdapterConfig(url, Path())) as found:
        yield found


@dataclass
class Gate:
    """Who checks the keys of an organisation, and what was put aside meanwhile."""

    storage: Storage
    clock: StoppedClock
    keys: ApiKeys
    admin: Actor
    aside: list[Coroutine[Any, Any, None]]

    async def refused(self, key: str) -> bool:
        try:
            await self.keys.actor(key)
        except Refused:
            return True
        return False

    async def done_aside(self) -> int:
        """Do what was put aside, and tell how much it was."""
        waiting, self.aside[:] = [*self.aside], []
        for work in waiting:
            await work
        return len(waiting)

    def another_process(self) -> ApiKeys:
        return ApiKeys(self.storage, self.clock, self.aside.append)


@pytest.fixture
async def gate(storage: Storage) -> AsyncIterator[Gate]:
    clock, aside = StoppedClock(), list[Coroutine[Any, Any, None]]()
    admin = (await new_organisation(storage)).actor
    found = Gate(storage, clock, ApiKeys(storage, clock, aside.append), admin, aside)
    yield found
    await found.done_aside()


async def test_a_key_acts_for_its_maker_within_its_scopes(gate: Gate) -> None:
    made, key = await gate.keys.create(gate.admin, "Careers page", [*SCOPES, *SCOPES])
    assert made.scopes == (Permission.READ_JOBS, Permission.WRITE_JOBS)
    assert key.startswith(made.prefix)
    actor = await gate.keys.actor(key)
    assert (actor.org_id, actor.user_id, actor.role) == (gate.admin.org_id, gate.admin.user_id, Role.ORG_ADMIN)
    assert (actor.kind, actor.api_key_id) == (ActorKind.KEY, made.id)
    assert {one for one in Permission if actor.has_permission(one)} == {*SCOPES}
    with pytest.raises(Forbidden, match="This key lacks the scope jobs:delete"):
        actor.require(Permission.DELETE_JOBS)


async def test_what_looks_like_a_key_and_is_none_is_refused(gate: Gate) -> None:
    made, key = await gate.keys.create(gate.admin, "Careers page", SCOPES)
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
            assert await gate.refused(forged), forged
        assert not await gate.refused(key)


async def test_the_scopes_of_people_are_no_keys(gate: Gate) -> None:
    for scope in LOGIN_ONLY:
        with pytest.raises(Invalid, match=f"A key can't have the scope {scope}: it takes a user who has logged in"):
            await gate.keys.create(gate.admin, "Careers page", [Permission.READ_JOBS, scope])
    assert {Permission.MANAGE_KEYS, Permission.MANAGE_USERS} <= LOGIN_ONLY


async def test_a_key_manages_no_keys_whatever_its_maker_may(gate: Gate) -> None:
    made, key = await gate.keys.create(gate.admin, "Careers page", SCOPES)
    machine = await gate.keys.actor(key)
    for question in (
        gate.keys.create(machine, "Another", SCOPES),
        gate.keys.page(machine, Window()),
        gate.keys.get(machine, made.id),
        gate.keys.revoke(machine, made.id),
    ):
        with pytest.raises(Forbidden, match="This key lacks the scope keys:manage"):
            await question


async def test_a_revoked_key_is_refused_here_at_once_and_elsewhere_after_five_seconds(gate: Gate) -> None:
    made, key = await gate.keys.create(gate.admin, "Careers page", SCOPES)
    elsewhere = gate.another_process()
    await elsewhere.actor(key)
    await gate.keys.actor(key)
    await gate.keys.revoke(gate.admin, made.id)
    assert await gate.refused(key)
    gate.clock.passes(LIFETIME)
    assert (await elsewhere.actor(key)).api_key_id == made.id
    gate.clock.passes(MOMENT)
    with pytest.raises(Refused):
        await elsewhere.actor(key)
    with pytest.raises(NotFound):
        await gate.keys.revoke(gate.admin, made.id)


async def test_a_key_ends_when_it_says_so_and_not_a_moment_later(gate: Gate) -> None:
    ends = gate.clock.now() + timedelta(seconds=3)
    _, key = await gate.keys.create(gate.admin, "Careers page", SCOPES, ends)
    assert not await gate.refused(key)
    gate.clock.passes(timedelta(seconds=3) - MOMENT)
    assert not await gate.refused(key)
    gate.clock.passes(MOMENT)
    assert await gate.refused(key)


async def test_a_keys_end_is_in_the_future_and_not_too_far_away(gate: Gate) -> None:
    now = gate.clock.now()
    for ends in (now, now - MOMENT, now + LONGEST_LIFETIME + MOMENT):
        with pytest.raises(Invalid, match="expires_at must be in the future, and at most ten years away"):
            await gate.keys.create(gate.admin, "Careers page", SCOPES, ends)
    made, _ = await gate.keys.create(gate.admin, "Careers page", SCOPES, now + LONGEST_LIFETIME)
    assert made.expires_at == now + LONGEST_LIFETIME


async def test_a_key_may_do_no_more_than_its_maker_may_now(gate: Gate) -> None:
    maker = await colleague(gate.storage, gate.admin.org_id, Role.ORG_ADMIN)
    _, key = await gate.keys.create(maker, "Careers page", SCOPES)
    assert (await gate.keys.actor(key)).has_permission(Permission.WRITE_JOBS)
    async with gate.storage.transaction(maker.org_id) as work:
        await work.users.change(maker.user_id, {"role": Role.VIEWER})
    gate.clock.passes(LIFETIME + MOMENT)
    machine = await gate.keys.actor(key)
    assert {one for one in Permission if machine.has_permission(one)} == {Permission.READ_JOBS}
    sentence = "The role viewer of this key's maker lacks the permission jobs:write: it needs the role recruiter"
    with pytest.raises(Forbidden, match=sentence):
        machine.require(Permission.WRITE_JOBS)
    async with gate.storage.transaction(maker.org_id) as work:
        await work.users.remove(maker.user_id)
    gate.clock.passes(LIFETIME + MOMENT)
    assert await gate.refused(key)


async def test_the_last_use_is_noted_once_a_minute_and_nobody_waits_for_it(gate: Gate) -> None:
    made, key = await gate.keys.create(gate.admin, "Careers page", SCOPES)

    async def last_used() -> object:
        return (await gate.keys.get(gate.admin, made.id)).last_used_at

    first = gate.clock.now()
    for _ in range(3):
        await gate.keys.actor(key)
    assert await last_used() is None
    assert await gate.done_aside() == 1
    assert await last_used() == first
    for _ in range(5):
        gate.clock.passes(LIFETIME + MOMENT)
        await gate.keys.actor(key)
    assert await gate.done_aside() == 0
    gate.clock.passes(USE_RESOLUTION)
    await gate.keys.actor(key)
    assert await gate.done_aside() == 1
    assert await last_used() == gate.clock.now()
    gate.clock.passes(USE_RESOLUTION)
    assert await gate.refused(f"{key}x")
    assert await gate.done_aside() == 0

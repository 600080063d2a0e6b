"""Requests that are carried out once: what is kept, what is undone, and for how long."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from recruit.adapters.memory.storage import MemoryStorage
from recruit.domain.accounts.model.permissions import Permission, Role
from recruit.domain.idempotency.model import CompletedRequest, StoredResponse
from recruit.domain.idempotency.service import MOST_BYTES, IdempotencyService
from recruit.domain.jobs.model import JobDetails
from recruit.domain.jobs.service import JobService
from recruit.domain.shared.errors import Forbidden, Unavailable
from recruit.ports.storage import ALL_ORGANISATIONS, ExclusiveTask
from recruit.ports.unit_of_work import UnitOfWork
from worlds import Organisation, new_organisation

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
WAYS = ["run_in_transaction", "run_stepwise"]


@dataclass
class SettableClock:
    """A clock that stands until it is set."""

    time: datetime = NOW

    def now(self) -> datetime:
        return self.time


class FailingStorage(MemoryStorage):
    """Storage that is down from a moment on."""

    down = False

    def transaction(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        self._check()
        return super().transaction(org_id)

    @asynccontextmanager
    async def autocommit(self, org_id: int) -> AsyncIterator[UnitOfWork]:
        self._check()
        async with super().autocommit(org_id) as work:
            yield work

    def _check(self) -> None:
        if self.down:
            raise Unavailable


@dataclass
class World:
    """An organisation whose users send requests that make a job."""

    ours: Organisation
    clock: SettableClock
    service: IdempotencyService
    storage: FailingStorage
    runs: int = 0

    async def send(self, way: str, status: int = 201, body: bytes = b"{}", key: str = "k") -> StoredResponse | None:
        async def run() -> CompletedRequest:
            self.runs += 1
            await JobService(self.ours.storage).create(self.ours.actor, JobDetails(title="x"))
            return CompletedRequest(b"f", StoredResponse(status, (), body))

        answer: StoredResponse | None = await getattr(self.service, way)(self.ours.actor, key, run)
        return answer

    async def jobs(self) -> int:
        async with self.ours.storage.autocommit(self.ours.actor.org_id) as work:
            return len(await work.jobs.all())


@pytest.fixture
async def world() -> World:
    storage, clock = FailingStorage(), SettableClock()
    return World(await new_organisation(storage), clock, IdempotencyService(storage, clock), storage)


@pytest.mark.parametrize("way", WAYS)
async def test_a_request_that_went_well_is_known_and_not_carried_out_again(world: World, way: str) -> None:
    answer = await world.send(way)
    known = await world.service.find(world.ours.actor, "k")
    assert known is not None
    assert known.completed == CompletedRequest(b"f", StoredResponse(201, (), b"{}"), frozenset({Permission.WRITE_JOBS}))
    assert (answer, await world.send(way), await world.jobs()) == (known.completed.response, None, 1)


@pytest.mark.parametrize("way", WAYS)
async def test_an_answer_is_for_those_alone_who_may_still_do_what_the_request_did(world: World, way: str) -> None:
    await world.send(way)
    known = await world.service.find(world.ours.actor, "k")
    assert known is not None
    assert known.completed is not None
    ours = world.ours.actor
    for actor in (ours, replace(ours, role=Role.RECRUITER), replace(ours, scopes={Permission.WRITE_JOBS})):
        assert known.completed.response_for(actor).status == 201
    for actor in (replace(ours, role=Role.VIEWER), replace(ours, scopes={Permission.READ_JOBS})):
        with pytest.raises(Forbidden, match="jobs:write"):
            known.completed.response_for(actor)


@pytest.mark.parametrize("way", WAYS)
async def test_a_request_that_was_refused_is_not_known(world: World, way: str) -> None:
    answer = await world.send(way, status=404)
    assert answer is not None
    assert await world.service.find(world.ours.actor, "k") is None
    assert await world.send(way) is not None


@pytest.mark.parametrize("status", [400, 404, 500, 503])
async def test_nothing_stays_of_what_was_refused_at_once(world: World, status: int) -> None:
    answer = await world.send("run_in_transaction", status)
    assert answer is not None
    assert answer.status == status
    assert (await world.jobs(), await world.service.find(world.ours.actor, "k")) == (0, None)


async def test_an_answer_and_what_it_tells_of_are_kept_both_or_neither(world: World) -> None:
    async def run() -> CompletedRequest:
        await JobService(world.ours.storage).create(world.ours.actor, JobDetails(title="x"))
        world.storage.down = True
        return CompletedRequest(b"f", StoredResponse(201, (), b"{}"))

    with pytest.raises(Unavailable):
        await world.service.run_in_transaction(world.ours.actor, "k", run)
    world.storage.down = False
    assert (await world.jobs(), await world.service.find(world.ours.actor, "k")) == (0, None)


@pytest.mark.parametrize("failing", ["5xx", "interrupted", "storage down"])
async def test_what_failed_on_the_way_has_begun_and_is_not_done_again(world: World, failing: str) -> None:
    storage = world.storage

    async def run() -> CompletedRequest:
        if failing == "interrupted":
            raise asyncio.CancelledError
        storage.down = failing == "storage down"
        return CompletedRequest(b"f", StoredResponse(500 if failing == "5xx" else 200, (), b""))

    sent = world.service.run_stepwise(world.ours.actor, "k", run)
    if failing == "interrupted":
        with pytest.raises(asyncio.CancelledError):
            await sent
    else:
        assert await sent is not None
    storage.down = False
    known = await world.service.find(world.ours.actor, "k")
    assert known is not None
    assert known.completed is None
    assert await world.send("run_stepwise") is None
    assert world.runs == 0


async def test_an_answer_that_is_too_large_is_not_kept(world: World) -> None:
    await world.send("run_stepwise", body=bytes(MOST_BYTES + 1))
    assert await world.service.find(world.ours.actor, "k") is None
    await world.send("run_stepwise", body=bytes(MOST_BYTES))
    assert await world.service.find(world.ours.actor, "k") is not None


@pytest.mark.parametrize("way", WAYS)
async def test_a_key_is_known_for_a_day(world: World, way: str) -> None:
    await world.send(way)
    world.clock.time += timedelta(hours=24) - timedelta(seconds=1)
    assert await world.service.find(world.ours.actor, "k") is not None
    world.clock.time += timedelta(seconds=1)
    assert await world.service.find(world.ours.actor, "k") is None
    assert await world.send(way) is not None
    assert await world.jobs() == 2


async def test_old_keys_of_everybody_are_forgotten_by_one(world: World) -> None:
    other = World(await new_organisation(world.storage), world.clock, world.service, world.storage)
    await world.send("run_in_transaction")
    await other.send("run_stepwise")
    world.clock.time += timedelta(hours=12)
    await world.send("run_in_transaction", key="later")
    world.clock.time += timedelta(hours=12)
    async with world.ours.storage.claim(ALL_ORGANISATIONS, ExclusiveTask.KEYED_REQUESTS):
        assert await world.service.all_organisations() == 0
    assert await world.service.all_organisations() == 2
    assert await world.service.all_organisations() == 0
    assert await world.service.find(world.ours.actor, "later") is not None

"""Idempotency keys: stored responses, rollback and expiry."""

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
METHODS = ["run_in_transaction", "run_stepwise"]


@dataclass
class SettableClock:
    """A clock that changes only when it is set."""

    time: datetime = NOW

    def now(self) -> datetime:
        return self.time


class FailingStorage(MemoryStorage):
    """Storage that is unavailable while `down` is set."""

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
    """An organisation whose users send requests that create a job."""

    organisation: Organisation
    clock: SettableClock
    service: IdempotencyService
    storage: FailingStorage
    runs: int = 0

    async def send(self, method: str, status: int = 201, body: bytes = b"{}", key: str = "k") -> StoredResponse | None:
        async def run() -> CompletedRequest:
            self.runs += 1
            await JobService(self.organisation.storage).create(self.organisation.actor, JobDetails(title="x"))
            return CompletedRequest(b"f", StoredResponse(status, (), body))

        response: StoredResponse | None = await getattr(self.service, method)(self.organisation.actor, key, run)
        return response

    async def jobs(self) -> int:
        async with self.organisation.storage.autocommit(self.organisation.actor.org_id) as work:
            return len(await work.jobs.all())


@pytest.fixture
async def world() -> World:
    storage, clock = FailingStorage(), SettableClock()
    return World(await new_organisation(storage), clock, IdempotencyService(storage, clock), storage)


@pytest.mark.parametrize("method", METHODS)
async def test_a_successful_request_is_stored_and_not_run_again(world: World, method: str) -> None:
    response = await world.send(method)
    stored = await world.service.find(world.organisation.actor, "k")
    assert stored is not None
    assert stored.completed == CompletedRequest(
        b"f", StoredResponse(201, (), b"{}"), frozenset({Permission.WRITE_JOBS})
    )
    assert (response, await world.send(method), await world.jobs()) == (stored.completed.response, None, 1)


@pytest.mark.parametrize("method", METHODS)
async def test_a_stored_response_requires_the_permissions_of_its_request(world: World, method: str) -> None:
    await world.send(method)
    stored = await world.service.find(world.organisation.actor, "k")
    assert stored is not None
    assert stored.completed is not None
    creator = world.organisation.actor
    for actor in (creator, replace(creator, role=Role.RECRUITER), replace(creator, scopes={Permission.WRITE_JOBS})):
        assert stored.completed.response_for(actor).status == 201
    for actor in (replace(creator, role=Role.VIEWER), replace(creator, scopes={Permission.READ_JOBS})):
        with pytest.raises(Forbidden, match="jobs:write"):
            stored.completed.response_for(actor)


@pytest.mark.parametrize("method", METHODS)
async def test_a_refused_request_is_not_stored(world: World, method: str) -> None:
    response = await world.send(method, status=404)
    assert response is not None
    assert await world.service.find(world.organisation.actor, "k") is None
    assert await world.send(method) is not None


@pytest.mark.parametrize("status", [400, 404, 500, 503])
async def test_a_failed_request_in_a_transaction_is_rolled_back(world: World, status: int) -> None:
    response = await world.send("run_in_transaction", status)
    assert response is not None
    assert response.status == status
    assert (await world.jobs(), await world.service.find(world.organisation.actor, "k")) == (0, None)


async def test_a_response_and_its_changes_are_stored_atomically(world: World) -> None:
    async def run() -> CompletedRequest:
        await JobService(world.organisation.storage).create(world.organisation.actor, JobDetails(title="x"))
        world.storage.down = True
        return CompletedRequest(b"f", StoredResponse(201, (), b"{}"))

    with pytest.raises(Unavailable):
        await world.service.run_in_transaction(world.organisation.actor, "k", run)
    world.storage.down = False
    assert (await world.jobs(), await world.service.find(world.organisation.actor, "k")) == (0, None)


@pytest.mark.parametrize("failing", ["5xx", "interrupted", "storage down"])
async def test_a_request_that_failed_halfway_is_not_run_again(world: World, failing: str) -> None:
    storage = world.storage

    async def run() -> CompletedRequest:
        if failing == "interrupted":
            raise asyncio.CancelledError
        storage.down = failing == "storage down"
        return CompletedRequest(b"f", StoredResponse(500 if failing == "5xx" else 200, (), b""))

    sent = world.service.run_stepwise(world.organisation.actor, "k", run)
    if failing == "interrupted":
        with pytest.raises(asyncio.CancelledError):
            await sent
    else:
        assert await sent is not None
    storage.down = False
    stored = await world.service.find(world.organisation.actor, "k")
    assert stored is not None
    assert stored.completed is None
    assert await world.send("run_stepwise") is None
    assert world.runs == 0


async def test_a_response_that_is_too_large_is_not_stored(world: World) -> None:
    await world.send("run_stepwise", body=bytes(MOST_BYTES + 1))
    assert await world.service.find(world.organisation.actor, "k") is None
    await world.send("run_stepwise", body=bytes(MOST_BYTES))
    assert await world.service.find(world.organisation.actor, "k") is not None


@pytest.mark.parametrize("method", METHODS)
async def test_a_key_expires_after_a_day(world: World, method: str) -> None:
    await world.send(method)
    world.clock.time += timedelta(hours=24) - timedelta(seconds=1)
    assert await world.service.find(world.organisation.actor, "k") is not None
    world.clock.time += timedelta(seconds=1)
    assert await world.service.find(world.organisation.actor, "k") is None
    assert await world.send(method) is not None
    assert await world.jobs() == 2


async def test_one_process_removes_the_expired_keys_of_all_organisations(world: World) -> None:
    other = World(await new_organisation(world.storage), world.clock, world.service, world.storage)
    await world.send("run_in_transaction")
    await other.send("run_stepwise")
    world.clock.time += timedelta(hours=12)
    await world.send("run_in_transaction", key="later")
    world.clock.time += timedelta(hours=12)
    async with world.organisation.storage.claim(ALL_ORGANISATIONS, ExclusiveTask.KEYED_REQUESTS):
        assert await world.service.all_organisations() == 0
    assert await world.service.all_organisations() == 2
    assert await world.service.all_organisations() == 0
    assert await world.service.find(world.organisation.actor, "later") is not None

"""Totals of large lists, which are found without counting all rows each time."""

from collections.abc import AsyncIterator, Awaitable, Callable
from time import monotonic

import asyncpg
import pytest

from recruit.adapters.postgres import tables
from recruit.adapters.postgres.engine import totals
from recruit.adapters.postgres.engine.opening import create_pool
from recruit.adapters.postgres.engine.pages import page
from recruit.adapters.postgres.engine.totals import Way
from recruit.adapters.postgres.storage import PostgresStorage
from recruit.domain.applications.model import ApplicationDetails
from recruit.domain.audit.service import Auditing
from recruit.domain.jobs.model import JobDetails
from recruit.domain.shared.pages import Window
from worlds import Organisation, new_organisation

CHAINED = 3


class World:
    """An organisation with three jobs, in a storage whose ways of finding totals are known."""

    def __init__(self, storage: PostgresStorage, ours: Organisation) -> None:
        self.storage = storage
        self.ours = ours

    @property
    def totals(self) -> totals.Totals:
        return self.storage._pool.totals  # noqa: SLF001 - what a page is read by can't be seen otherwise

    async def total(self, skip: int = 0) -> tuple[int, Way]:
        """Return the total of a page of jobs, and how it was found."""
        way, _ = self.totals.way((self.ours.actor.org_id, "jobs"))
        async with self.storage.autocommit(self.ours.actor.org_id) as work:
            found = await work.jobs.page(Window(skip=skip, limit=2))
        assert [job.title for job in found.items] == ["Engineer"] * len(found.items)
        return found.total, way

    async def chain(self) -> None:
        """Give the entries of the audit log their places."""
        await Auditing(self.storage).organisation(self.ours.actor.org_id)


@pytest.fixture
async def world(dsn: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    monkeypatch.setattr(totals, "LARGE", 2)
    async with create_pool(dsn) as pool:
        storage = PostgresStorage(pool)
        world = World(storage, await new_organisation(storage))
        for _ in range(CHAINED):
            await world.ours.job()
        yield world


async def test_a_total_is_counted_twice_and_then_found_from_the_log(world: World) -> None:
    await world.chain()
    assert await world.total() == (3, Way.COUNT)
    assert await world.total() == (3, Way.COUNT_FOR_BASE)
    assert await world.total() == (3, Way.SINCE_BASE)
    assert await world.total(skip=1) == (3, Way.SINCE_BASE)


async def add(world: World) -> None:
    await world.ours.job()


async def remove(world: World) -> None:
    async with world.storage.autocommit(world.ours.actor.org_id) as work:
        first = (await work.jobs.page(Window())).items[0]
    async with world.storage.transaction(world.ours.actor.org_id) as work:
        await work.jobs.remove(first.id)


async def add_and_change(world: World) -> None:
    job = await world.ours.job()
    async with world.storage.transaction(world.ours.actor.org_id) as work:
        await work.jobs.change(job.id, {"location": "Berlin"})


async def add_another_record(world: World) -> None:
    await world.ours.candidate()


@pytest.mark.parametrize("is_chained", [False, True])
@pytest.mark.parametrize(
    ("change", "by"),
    [(add, 1), (remove, -1), (add_and_change, 1), (add_another_record, 0)],
    ids=lambda one: str(one)[:20],
)
async def test_changes_since_the_base_count_whether_they_are_chained_or_not(
    world: World, change: Callable[[World], Awaitable[None]], by: int, is_chained: bool
) -> None:
    await world.chain()
    await change(world)  # without a place when the base is made
    for _ in range(2):
        await world.total()
    assert await world.total() == (CHAINED + by, Way.SINCE_BASE)
    await change(world)
    if is_chained:
        await world.chain()
    assert await world.total() == (CHAINED + 2 * by, Way.SINCE_BASE)


async def test_an_uncommitted_insertion_is_not_in_the_total(world: World) -> None:
    await world.chain()
    for _ in range(2):
        await world.total()
    async with world.storage.transaction(world.ours.actor.org_id) as work:
        await work.jobs.add(JobDetails(title="Engineer"), created_by_user_id=world.ours.actor.user_id)
        assert await world.total() == (3, Way.SINCE_BASE)
        assert (await work.jobs.page(Window())).total == CHAINED + 1
    assert await world.total() == (4, Way.SINCE_BASE)


async def test_rows_that_go_with_another_one_count(world: World) -> None:
    job = await world.ours.job()
    async with world.storage.transaction(world.ours.actor.org_id) as work:
        for _ in range(CHAINED):
            candidate = await world.ours.candidate()
            await work.applications.add(ApplicationDetails(job_id=job.id, candidate_id=candidate.id))
    await world.chain()

    async def total() -> int:
        async with world.storage.autocommit(world.ours.actor.org_id) as work:
            return (await work.applications.page(Window())).total

    assert [await total() for _ in range(3)] == [3, 3, 3]
    async with world.storage.transaction(world.ours.actor.org_id) as work:
        await work.jobs.remove(job.id)
    assert world.totals.way((world.ours.actor.org_id, "applications"))[0] is Way.SINCE_BASE
    assert await total() == 0


async def test_all_is_counted_again_when_the_entry_of_the_base_is_not_there(
    world: World,
) -> None:
    await world.chain()
    for _ in range(2):
        await world.total()
    key = world.ours.actor.org_id, "jobs"
    world.totals._bases[key] = world.totals._bases[key]._replace(total=50, hash="of another history")  # noqa: SLF001
    assert await world.total() == (3, Way.SINCE_BASE)


async def test_a_base_expires(world: World) -> None:
    await world.chain()
    for _ in range(2):
        await world.total()
    key = world.ours.actor.org_id, "jobs"
    world.totals._bases[key] = world.totals._bases[key]._replace(until=monotonic() - 1)  # noqa: SLF001
    assert await world.total() == (3, Way.COUNT_FOR_BASE)
    assert await world.total() == (3, Way.SINCE_BASE)


@pytest.mark.parametrize("reason", ["nothing is chained", "too much isn't chained"])
async def test_rows_are_counted_for_a_while(world: World, monkeypatch: pytest.MonkeyPatch, reason: str) -> None:
    if reason == "too much isn't chained":
        monkeypatch.setattr(totals, "MOST_UNCHAINED", 0)
        await world.chain()
        await world.ours.candidate()
    assert [(await world.total())[1] for _ in range(4)] == [Way.COUNT, Way.COUNT_FOR_BASE, Way.COUNT, Way.COUNT]


async def test_short_lists_are_counted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(totals, "LARGE", CHAINED + 1)
    await world.chain()
    assert [await world.total() for _ in range(3)] == [(3, Way.COUNT)] * 3


async def test_entries_without_a_place_are_read_by_their_own_index_whatever_the_statistics(dsn: str) -> None:
    """By statistics from before there were jobs, the index by entity seems as good. It would read all their entries."""
    statement = page(tables.jobs, (), (), (), skipping=False, way=Way.SINCE_BASE)
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off")
        await connection.execute(f"PREPARE list AS {statement.sql}")
        plan = [row[0] for row in await connection.fetch("EXPLAIN EXECUTE list(NULL, NULL, NULL, NULL, NULL, NULL)")]
    finally:
        await connection.close()
    unchained = next(place for place, line in enumerate(plan) if "Subquery Scan on unchained" in line)
    assert "entity" in plan[unchained + 1]
    assert any("audit_unchained_idx" in line for line in plan[unchained:])

"""Fair queue: slots shared by organisations, in simulated time."""

import asyncio
import gc
import weakref
from contextlib import suppress

import pytest

from jumping import now, timed
from recruit.fair_queue import FairQueue, QueueFull

ONE, OTHER, THIRD = 1, 2, 3


class Callers:
    """Callers of a queue, and the order in which their organisations acquired slots."""

    def __init__(self, queue: FairQueue) -> None:
        self.queue = queue
        self.order: list[int] = []

    async def acquire(self, org_id: int) -> "asyncio.Task[None]":
        """Start a task in which an organisation acquires a slot and doesn't release it."""
        task = asyncio.create_task(self._acquire(org_id))
        await asyncio.sleep(0)
        return task

    async def _acquire(self, org_id: int) -> None:
        await self.queue.acquire(org_id)
        self.order.append(org_id)

    async def release(self, org_id: int) -> None:
        """Release a slot of an organisation, and let the next waiting caller acquire it."""
        self.queue.release(org_id)
        await asyncio.sleep(0)


def callers_of(places: int, share: int, seconds: float = 10, most_waiting: int = 100) -> Callers:
    return Callers(FairQueue(places, share, seconds, most_waiting))


@timed
async def test_callers_of_one_organisation_are_served_in_order() -> None:
    queue = FairQueue(1, 1, 10, 100)
    order = []

    async def acquire(number: int) -> None:
        async with queue.slot(ONE):
            order.append(number)

    async with asyncio.TaskGroup() as group:
        for number in range(5):
            group.create_task(acquire(number))
    assert order == [0, 1, 2, 3, 4]


@timed
async def test_organisations_with_many_and_few_callers_are_served_in_turn() -> None:
    callers = callers_of(1, 1)
    tasks = [await callers.acquire(ONE) for _ in range(8)] + [await callers.acquire(OTHER) for _ in range(2)]
    for org_id in (ONE, OTHER, ONE, OTHER):
        await callers.release(org_id)
    assert callers.order == [ONE, OTHER, ONE, OTHER, ONE]
    for task in tasks:
        task.cancel()


@timed
async def test_a_returning_organisation_gets_every_second_slot() -> None:
    callers = callers_of(1, 1)
    tasks = [await callers.acquire(ONE) for _ in range(8)]
    for _ in range(3):
        tasks.append(await callers.acquire(OTHER))
        await callers.release(ONE)
        await callers.release(OTHER)
    assert callers.order == [ONE, OTHER, ONE, OTHER, ONE, OTHER, ONE]
    for task in tasks:
        task.cancel()


@timed
async def test_the_organisation_with_the_fewest_slots_is_next() -> None:
    callers = callers_of(4, 4)
    tasks = [await callers.acquire(org_id) for org_id in (ONE, ONE, ONE, OTHER)]
    tasks += [await callers.acquire(org_id) for org_id in (ONE, OTHER, THIRD)]
    await callers.release(ONE)
    await callers.release(ONE)
    assert callers.order[4:] == [THIRD, ONE]
    await callers.release(ONE)
    await asyncio.gather(*tasks)


@timed
async def test_an_organisation_holds_at_most_its_share() -> None:
    callers = callers_of(3, 2)
    tasks = [await callers.acquire(ONE) for _ in range(8)]
    assert callers.queue.held(ONE) == 2
    await callers.acquire(OTHER)
    assert callers.order == [ONE, ONE, OTHER]
    await callers.release(OTHER)
    assert callers.queue.held(ONE) == 2
    await callers.release(ONE)
    assert callers.queue.held(ONE) == 2
    for task in tasks:
        task.cancel()


@timed
async def test_a_single_organisation_can_reuse_its_whole_share() -> None:
    callers = callers_of(3, 3)
    for _ in range(10):
        assert [callers.queue.take(ONE) for _ in range(4)] == [True, True, True, False]
        for _ in range(3):
            await callers.release(ONE)
    assert not callers.queue.held(ONE)


@timed
async def test_a_caller_that_times_out_takes_no_slot() -> None:
    callers = callers_of(1, 1, seconds=10)
    await callers.acquire(ONE)
    first = await callers.acquire(ONE)
    await asyncio.sleep(4)
    second = await callers.acquire(OTHER)
    with pytest.raises(TimeoutError):
        await first
    assert now() == 10
    with pytest.raises(TimeoutError):
        await second
    assert now() == 14
    await callers.release(ONE)
    assert callers.queue.take(OTHER)


@timed
async def test_the_number_of_waiting_callers_is_limited_per_organisation() -> None:
    callers = callers_of(1, 1, most_waiting=2)
    tasks = [await callers.acquire(ONE) for _ in range(3)]
    with pytest.raises(QueueFull):
        await callers.queue.acquire(ONE)
    assert now() == 0
    tasks.append(await callers.acquire(OTHER))
    assert (callers.queue.waiting(ONE), callers.queue.waiting(OTHER)) == (2, 1)
    for task in tasks:
        task.cancel()


@timed
async def test_a_cancelled_caller_is_skipped() -> None:
    callers = callers_of(1, 1)
    await callers.acquire(ONE)
    cancelled, waiting = await callers.acquire(ONE), await callers.acquire(ONE)
    cancelled.cancel()
    await callers.release(ONE)  # before the cancelled task has run
    await waiting
    assert callers.queue.held(ONE) == 1
    with suppress(asyncio.CancelledError):
        await cancelled
    assert not callers.queue.waiting(ONE)


@timed
async def test_a_slot_assigned_to_a_cancelled_caller_goes_to_the_next_one() -> None:
    callers = callers_of(1, 1)
    await callers.acquire(ONE)
    cancelled, waiting = await callers.acquire(ONE), await callers.acquire(OTHER)
    callers.queue.release(ONE)  # assigns the slot to the first caller, whose task hasn't run yet
    cancelled.cancel()
    await waiting
    assert cancelled.cancelled()
    assert (callers.queue.held(ONE), callers.queue.held(OTHER)) == (0, 1)


@timed
async def test_a_closed_queue_leaves_no_timer() -> None:
    queue = FairQueue(1, 1, 10, 100)
    await queue.acquire(ONE)
    waiting = asyncio.create_task(queue.acquire(OTHER))
    await asyncio.sleep(0)
    queue.release(ONE)
    await waiting
    queue.close()
    reference = weakref.ref(queue)
    del queue, waiting
    gc.collect()
    assert reference() is None

"""Fair queue: slots shared by organisations. The tests use simulated time."""

import asyncio
import gc
import weakref
from contextlib import suppress

import pytest

from jumping import now, timed
from recruit.fair_queue import FairQueue, QueueFull

OURS, THEIRS, LATE = 1, 2, 3


class Served:
    """Callers of a queue, and the order in which they acquired a slot."""

    def __init__(self, queue: FairQueue) -> None:
        self.queue = queue
        self.order: list[int] = []

    async def ask(self, org_id: int) -> "asyncio.Task[None]":
        """Start a task in which an organisation acquires a slot and doesn't release it."""
        task = asyncio.create_task(self._ask(org_id))
        await asyncio.sleep(0)
        return task

    async def _ask(self, org_id: int) -> None:
        await self.queue.acquire(org_id)
        self.order.append(org_id)

    async def leave(self, org_id: int) -> None:
        """Release a slot of an organisation, and let the next waiting caller acquire it."""
        self.queue.release(org_id)
        await asyncio.sleep(0)


def served(places: int, share: int, seconds: float = 10, most_waiting: int = 100) -> Served:
    return Served(FairQueue(places, share, seconds, most_waiting))


@timed
async def test_an_organisation_is_served_in_the_order_of_asking() -> None:
    queue = FairQueue(1, 1, 10, 100)
    order = []

    async def ask(number: int) -> None:
        async with queue.slot(OURS):
            order.append(number)

    async with asyncio.TaskGroup() as group:
        for number in range(5):
            group.create_task(ask(number))
    assert order == [0, 1, 2, 3, 4]


@timed
async def test_an_organisation_that_asks_for_much_is_served_in_turn_with_one_that_asks_for_little() -> None:
    world = served(1, 1)
    asking = [await world.ask(OURS) for _ in range(8)] + [await world.ask(THEIRS) for _ in range(2)]
    for org_id in (OURS, THEIRS, OURS, THEIRS):
        await world.leave(org_id)
    assert world.order == [OURS, THEIRS, OURS, THEIRS, OURS]
    for task in asking:
        task.cancel()


@timed
async def test_an_organisation_that_asks_again_and_again_has_every_second_turn() -> None:
    world = served(1, 1)
    asking = [await world.ask(OURS) for _ in range(8)]
    for _ in range(3):
        asking.append(await world.ask(THEIRS))
        await world.leave(OURS)
        await world.leave(THEIRS)
    assert world.order == [OURS, THEIRS, OURS, THEIRS, OURS, THEIRS, OURS]
    for task in asking:
        task.cancel()


@timed
async def test_the_organisation_that_holds_the_fewest_places_is_next() -> None:
    world = served(4, 4)
    asking = [await world.ask(org_id) for org_id in (OURS, OURS, OURS, THEIRS)]
    asking += [await world.ask(org_id) for org_id in (OURS, THEIRS, LATE)]
    await world.leave(OURS)
    await world.leave(OURS)
    assert world.order[4:] == [LATE, OURS]
    await world.leave(OURS)
    await asyncio.gather(*asking)


@timed
async def test_an_organisation_holds_no_more_than_its_share_and_leaves_the_rest_to_a_newcomer() -> None:
    world = served(3, 2)
    asking = [await world.ask(OURS) for _ in range(8)]
    assert world.queue.held(OURS) == 2
    await world.ask(THEIRS)
    assert world.order == [OURS, OURS, THEIRS]
    await world.leave(THEIRS)
    assert world.queue.held(OURS) == 2
    await world.leave(OURS)
    assert world.queue.held(OURS) == 2
    for task in asking:
        task.cancel()


@timed
async def test_an_organisation_alone_has_all_of_its_share_again_and_again() -> None:
    world = served(3, 3)
    for _ in range(10):
        assert [world.queue.take(OURS) for _ in range(4)] == [True, True, True, False]
        for _ in range(3):
            await world.leave(OURS)
    assert not world.queue.held(OURS)


@timed
async def test_who_waits_too_long_is_told_and_takes_nothing_along() -> None:
    world = served(1, 1, seconds=10)
    await world.ask(OURS)
    first = await world.ask(OURS)
    await asyncio.sleep(4)
    second = await world.ask(THEIRS)
    with pytest.raises(TimeoutError):
        await first
    assert now() == 10
    with pytest.raises(TimeoutError):
        await second
    assert now() == 14
    await world.leave(OURS)
    assert world.queue.take(THEIRS)


@timed
async def test_more_than_so_many_of_an_organisation_are_turned_away_at_once_and_others_are_not() -> None:
    world = served(1, 1, most_waiting=2)
    asking = [await world.ask(OURS) for _ in range(3)]
    with pytest.raises(QueueFull):
        await world.queue.acquire(OURS)
    assert now() == 0
    asking.append(await world.ask(THEIRS))
    assert (world.queue.waiting(OURS), world.queue.waiting(THEIRS)) == (2, 1)
    for task in asking:
        task.cancel()


@timed
async def test_who_gives_up_is_passed_over() -> None:
    world = served(1, 1)
    await world.ask(OURS)
    gone, stays = await world.ask(OURS), await world.ask(OURS)
    gone.cancel()
    await world.leave(OURS)  # before the one who is cancelled has run
    await stays
    assert world.queue.held(OURS) == 1
    with suppress(asyncio.CancelledError):
        await gone
    assert not world.queue.waiting(OURS)


@timed
async def test_a_place_that_comes_as_its_caller_gives_up_goes_to_the_next() -> None:
    world = served(1, 1)
    await world.ask(OURS)
    gone, stays = await world.ask(OURS), await world.ask(THEIRS)
    world.queue.release(OURS)  # the place is the first one's, who hasn't run since
    gone.cancel()
    await stays
    assert gone.cancelled()
    assert (world.queue.held(OURS), world.queue.held(THEIRS)) == (0, 1)


@timed
async def test_a_closed_queue_leaves_no_timer_behind() -> None:
    queue = FairQueue(1, 1, 10, 100)
    await queue.acquire(OURS)
    waiting = asyncio.create_task(queue.acquire(THEIRS))
    await asyncio.sleep(0)
    queue.release(OURS)
    await waiting
    queue.close()
    gone = weakref.ref(queue)
    del queue, waiting
    gc.collect()
    assert gone() is None

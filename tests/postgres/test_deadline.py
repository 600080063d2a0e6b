"""Blocks that may last so long. Time jumps here."""

import asyncio
from contextlib import suppress
from typing import Any

import pytest

from jumping import now, timed
from recruit.adapters.postgres.engine.deadline import Deadline


def this_task() -> "asyncio.Task[Any]":
    task = asyncio.current_task()
    assert task is not None
    return task


@timed
async def test_a_block_that_lasts_longer_is_ended_and_its_task_goes_on() -> None:
    deadline = Deadline(30)
    with pytest.raises(TimeoutError), deadline:
        await asyncio.Event().wait()
    assert now() == 30
    assert not this_task().cancelling()
    with deadline:
        await asyncio.sleep(29)


@timed
async def test_each_block_has_the_whole_time() -> None:
    deadline = Deadline(30)
    for _ in range(5):
        with deadline:
            await asyncio.sleep(29)
    began = now()
    with pytest.raises(TimeoutError), deadline:
        await asyncio.Event().wait()
    assert now() == began + 30


@timed
async def test_the_time_between_blocks_is_nobodys() -> None:
    deadline = Deadline(30)
    with deadline:
        pass
    await asyncio.sleep(100)
    with deadline:
        await asyncio.sleep(29)


@timed
async def test_an_error_in_the_block_is_raised_as_it_is() -> None:
    with pytest.raises(ValueError, match="mine"), Deadline(30):
        raise ValueError("mine")


@timed
async def test_who_cancels_the_task_cancels_it_whatever_the_time() -> None:
    task = this_task()
    asyncio.get_running_loop().call_later(10, task.cancel)
    with pytest.raises(asyncio.CancelledError), Deadline(30):
        await asyncio.Event().wait()
    assert task.uncancel() == 0


@timed
async def test_who_cancels_the_task_in_the_moment_of_its_deadline_cancels_it() -> None:
    task = this_task()
    with pytest.raises(asyncio.CancelledError), Deadline(30):
        asyncio.get_running_loop().call_later(30, task.cancel)
        await asyncio.Event().wait()
    assert task.uncancel() == 0


@timed
async def test_a_block_that_caught_its_end_leaves_its_task_uncancelled() -> None:
    with Deadline(30), suppress(asyncio.CancelledError):
        await asyncio.Event().wait()
    assert not this_task().cancelling()

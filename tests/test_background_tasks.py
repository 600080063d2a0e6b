"""Fire-and-forget tasks."""

import asyncio

import pytest

from recruit.domain.shared.errors import Unavailable
from recruit.entrypoints.background_tasks import background_tasks


async def test_tasks_are_awaited_at_the_end_of_the_block_and_failures_are_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[str] = []

    async def fail() -> None:
        raise Unavailable("The database is not available; try again")

    async def work() -> None:
        await asyncio.sleep(0)
        done.append("work")

    async with background_tasks() as start:
        start(fail())
        start(work())
        assert not done
    assert done == ["work"]
    assert "left undone beside a request: The database is not available" in caplog.text

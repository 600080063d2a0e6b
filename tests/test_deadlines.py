"""Deadlines of a shutdown: what hangs is left behind, and what comes after it is closed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from recruit.entrypoints.deadlines import CloseDeadline


@asynccontextmanager
async def closing(*, hangs: bool, closed: list[str]) -> AsyncIterator[str]:
    """A resource that hangs while it closes, or that notes that it was closed."""
    yield "open"
    if hangs:
        await asyncio.Event().wait()
    closed.append("closed")


async def test_a_resource_that_hangs_is_left_behind_and_the_next_one_is_closed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    closed: list[str] = []
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(CloseDeadline(closing(hangs=False, closed=closed), "database"))
        await stack.enter_async_context(CloseDeadline(closing(hangs=True, closed=closed), "tracing", seconds=0))
        assert first == "open"
    assert closed == ["closed"]
    assert caplog.messages == ["tracing doesn't close within 0 s: left behind"]


async def test_the_error_of_a_block_and_one_of_closing_are_raised_as_they_are() -> None:
    with pytest.raises(TimeoutError, match="of the block"):
        async with CloseDeadline(closing(hangs=False, closed=[]), "database"):
            raise TimeoutError("of the block")

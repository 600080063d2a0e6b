"""Deadlines of a shutdown: a resource that hangs doesn't block the others."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from recruit.entrypoints.deadlines import CloseDeadline


@asynccontextmanager
async def closing(*, hangs: bool, closed: list[str]) -> AsyncIterator[str]:
    """A resource that hangs while closing, or else records that it was closed."""
    yield "open"
    if hangs:
        await asyncio.Event().wait()
    closed.append("closed")


async def test_a_resource_that_hangs_is_abandoned_and_the_next_one_is_closed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    closed: list[str] = []
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(CloseDeadline(closing(hangs=False, closed=closed), "database"))
        await stack.enter_async_context(CloseDeadline(closing(hangs=True, closed=closed), "tracing", seconds=0))
        assert first == "open"
    assert closed == ["closed"]
    assert caplog.messages == ["tracing doesn't close within 0 s: left behind"]


async def test_an_error_of_the_block_is_raised_unchanged() -> None:
    with pytest.raises(TimeoutError, match="of the block"):
        async with CloseDeadline(closing(hangs=False, closed=[]), "database"):
            raise TimeoutError("of the block")

"""Calls that are given up in an orderly way."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

import anyio

T = TypeVar("T")


async def orderly(work: Coroutine[Any, Any, T]) -> T:
    """Run `work`; when the caller gives up, interrupt it once and wait until it has cleaned up.

    The SDK's cancel scopes interrupt every await again, that of a ROLLBACK too: the transaction would be left for
    PostgreSQL to find out about.
    """
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        task.cancel()
        with anyio.CancelScope(shield=True), suppress(asyncio.CancelledError):
            await task
        raise

"""Cancellation of tool calls with cleanup."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

import anyio

T = TypeVar("T")


async def run_with_cleanup(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run `work`. If the caller is cancelled, cancel `work` once and wait until it has cleaned up.

    The SDK's cancel scopes cancel every further await, including that of a ROLLBACK: the transaction would stay open
    until PostgreSQL detects the lost connection.
    """
    task = asyncio.ensure_future(coroutine)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        task.cancel()
        with anyio.CancelScope(shield=True), suppress(asyncio.CancelledError):
            await task
        raise

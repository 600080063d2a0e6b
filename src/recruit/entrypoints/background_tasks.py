"""Background tasks: fire-and-forget tasks, awaited at shutdown, and tasks that run until a block ends."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from recruit.domain.accounts.api_keys import RunInBackground
from recruit.domain.shared.errors import RecruitError

log = logging.getLogger(__name__)


@asynccontextmanager
async def running_task(work: Coroutine[Any, Any, None]) -> AsyncIterator["asyncio.Task[None]"]:
    """Run a coroutine as a task, and cancel it when the block ends.

    The task's own error is raised where a caller asks for it. asyncio logs an error that no caller asks for.
    """
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.wait([task])  # and not the task itself, whose cancellation would hide one of the caller


@asynccontextmanager
async def background_tasks() -> AsyncIterator[RunInBackground]:
    """Yield a function that starts a task. The end of the block awaits running tasks. Errors are logged."""
    tasks: set[asyncio.Task[None]] = set()

    def start(work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_logged(work))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    try:
        yield start
    finally:
        await asyncio.gather(*tasks)


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except RecruitError as error:
        log.warning("left undone beside a request: %s", error)

"""Small things that are done beside requests, none of which waits for them."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from recruit.domain.accounts.api_keys import Aside
from recruit.domain.shared.errors import RecruitError

log = logging.getLogger(__name__)


@asynccontextmanager
async def doing_aside() -> AsyncIterator[Aside]:
    """Do what is handed over while the block lasts, and what is begun to its end. What fails is logged and left."""
    tasks: set[asyncio.Task[None]] = set()

    def begin(work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_tried(work))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    try:
        yield begin
    finally:
        await asyncio.gather(*tasks)


async def _tried(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except RecruitError as error:
        log.warning("left undone beside a request: %s", error)

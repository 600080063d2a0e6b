"""Periodic sampling of gauges: database connections, background queues, memory and open files."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from recruit.entrypoints.observability.metrics import (
    CONNECTIONS,
    CONNECTIONS_MOST,
    DESCRIPTORS,
    OLDEST,
    QUEUE,
    RESIDENT,
)
from recruit.entrypoints.observability.shared_metrics import Numbers
from recruit.entrypoints.worker.scheduler import Background
from recruit.ports.storage import Storage

EVERY_SECONDS = 5


def sample(numbers: Numbers, storage: Storage, background: Background) -> None:
    """Set all gauges once."""
    connections = storage.connections()
    numbers.set(CONNECTIONS, connections.busy, (("state", "busy"),))
    numbers.set(CONNECTIONS, connections.idle, (("state", "idle"),))
    numbers.set(CONNECTIONS_MOST, connections.most)
    for event, waiting, oldest in background.queues():
        numbers.set(QUEUE, waiting, (("work", event),))
        numbers.set(OLDEST, oldest, (("work", event),))
    with suppress(OSError):  # on systems without /proc
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        numbers.set(RESIDENT, pages * os.sysconf("SC_PAGE_SIZE"))
        numbers.set(DESCRIPTORS, sum(1 for _ in Path("/proc/self/fd").iterdir()))


@asynccontextmanager
async def sampling(numbers: Numbers, storage: Storage, background: Background) -> AsyncIterator[None]:
    """Set all gauges every EVERY_SECONDS until the block ends."""

    async def look() -> None:
        while True:
            sample(numbers, storage, background)
            await asyncio.sleep(EVERY_SECONDS)

    task = asyncio.create_task(look())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

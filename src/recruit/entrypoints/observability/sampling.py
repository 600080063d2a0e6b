"""Periodic sampling of gauges: requests, database connections, background queues, memory and open files."""

import asyncio
import os
from contextlib import suppress
from pathlib import Path

from recruit.entrypoints.observability.instrumentation import Instrumentation
from recruit.entrypoints.worker.scheduler import BackgroundJobs
from recruit.ports.storage import Storage

EVERY_SECONDS = 5


def sample(instrumentation: Instrumentation, storage: Storage, background: BackgroundJobs) -> None:
    """Set all gauges once."""
    metrics = instrumentation.metrics
    metrics.in_flight.set(instrumentation.requests)
    connections = storage.connections()
    metrics.connections("busy").set(connections.busy)
    metrics.connections("idle").set(connections.idle)
    metrics.connections_most.set(connections.limit)
    for event, waiting, oldest in background.queues():
        metrics.queue(event).set(waiting)
        metrics.oldest(event).set(oldest)
    with suppress(OSError):  # on systems without /proc
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        metrics.resident.set(pages * os.sysconf("SC_PAGE_SIZE"))
        metrics.descriptors.set(sum(1 for _ in Path("/proc/self/fd").iterdir()))


async def sample_repeatedly(instrumentation: Instrumentation, storage: Storage, background: BackgroundJobs) -> None:
    """Set all gauges every EVERY_SECONDS until cancelled."""
    while True:
        sample(instrumentation, storage, background)
        await asyncio.sleep(EVERY_SECONDS)

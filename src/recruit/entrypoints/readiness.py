"""Periodic readiness check of the storage, which then refuses calls while its tables are of an earlier version."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from recruit.domain.shared.errors import Unavailable
from recruit.ports.storage import Storage

EVERY_SECONDS = 5


@asynccontextmanager
async def checking(storage: Storage) -> AsyncIterator[None]:
    """Check the storage every EVERY_SECONDS until the block ends. Requests report what is unavailable."""

    async def check() -> None:
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            with suppress(Unavailable):
                await storage.ping()

    task = asyncio.create_task(check())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])

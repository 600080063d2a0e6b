"""Readiness check of the storage, which then refuses calls while its tables are of an earlier version."""

import asyncio
from contextlib import suppress

from recruit.domain.shared.errors import Unavailable
from recruit.ports.storage import Storage

EVERY_SECONDS = 5


async def check_repeatedly(storage: Storage) -> None:
    """Ping the storage every EVERY_SECONDS until cancelled. Requests report what is unavailable."""
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        with suppress(Unavailable):
            await storage.ping()

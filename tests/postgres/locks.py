"""Sessions of the lone database that wait for one another."""

import asyncio

import asyncpg

_WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'lone' AND wait_event_type = 'Lock'"


async def waiting(superuser: asyncpg.Connection, number: int) -> None:
    """Return once so many sessions wait for a lock. Not in a transaction, which would see the same number for ever."""
    async with asyncio.timeout(60):
        while await superuser.fetchval(_WAITING) != number:
            pass

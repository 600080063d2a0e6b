"""Sessions of the lone database that wait for one another."""

import asyncio

import asyncpg

_WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'lone' AND wait_event_type = 'Lock'"


async def waiting(superuser: asyncpg.Connection, number: int) -> None:
    """Return once `number` sessions wait for a lock. Don't call it in a transaction, whose view doesn't change."""
    async with asyncio.timeout(60):
        while await superuser.fetchval(_WAITING) != number:
            pass

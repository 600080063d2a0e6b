"""Login attempt counters, in memory shared by all server processes of one machine."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager

from recruit.domain.shared.errors import Unavailable
from recruit.entrypoints.shared_counters import SharedCounters

PAIR = 2
"""Index of the pair of rows for login attempts. The other pairs hold rate limits."""

MOST = 1000
STEPS_PER_SECOND = 10

AT_ONCE = 2
"""Concurrent password verifications per process: as many as have a processor each.

Two processes together stay below the number of free attempts, so that simultaneous logins with the right password
aren't counted as guesses.
"""

MOST_WAITING = 500
"""Bound of the queue for verification; further logins get Unavailable. About fifty passwords are verified a second."""


class SharedLoginAttempts:
    """Attempt counts and times by key (implements LoginAttempts).

    Each of a key's two cells holds count and time as one number. The lower of the two counts is the key's.
    """

    def __init__(self, counters: SharedCounters) -> None:
        self._counters = counters
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Wait for one of AT_ONCE slots, held until the block ends. Raises Unavailable when MOST_WAITING wait."""
        if self._waiting >= MOST_WAITING:
            raise Unavailable("Too many logins at this moment; try again")
        self._waiting += 1
        try:
            await self._slots.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._slots.release()

    def lock(self) -> AbstractContextManager[None]:
        """Lock the cells against other processes until the block ends."""
        return self._counters.lock()

    def get(self, key: str) -> tuple[int, float]:
        """Return the count and its time in seconds since 1970."""
        values = (int(self._counters.numbers[cell]) for cell in self._counters.cells(key, PAIR))
        count, time = min((number % (MOST + 1), number // (MOST + 1)) for number in values)
        return count, time / STEPS_PER_SECOND

    def put(self, key: str, count: int, time: float) -> None:
        """Set the count, up to MOST, and its time, to a tenth of a second."""
        for cell in self._counters.cells(key, PAIR):
            self._counters.numbers[cell] = int(time * STEPS_PER_SECOND) * (MOST + 1) + min(count, MOST)

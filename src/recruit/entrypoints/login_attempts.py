"""Attempts, in cells that all server processes of a machine share."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager

from recruit.domain.shared.errors import Unavailable
from recruit.entrypoints.shared_counters import SharedCounters

PAIR = 2
"""Of the cells' rows: the others are for limits."""

MOST = 1000
TENTHS = 10

AT_ONCE = 2
"""Passwords that one process verifies at a time: as many as have a processor, and fewer than are free even with two
processes, so that right passwords which come all at once aren't counted as guesses."""

MOST_WAITING = 500
"""More are told to try again: some fifty passwords are verified a second."""


class SharedAttempts:
    """A key's count and time, in the two cells that it has as one number each; the lower count is the key's."""

    def __init__(self, cells: SharedCounters) -> None:
        self._cells = cells
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for one of few turns."""
        if self._waiting >= MOST_WAITING:
            raise Unavailable("Too many logins at this moment; try again")
        self._waiting += 1
        try:
            await self._turns.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._turns.release()

    def locked(self) -> AbstractContextManager[None]:
        """Lock the cells."""
        return self._cells.locked()

    def of(self, key: str) -> tuple[int, float]:
        """Return the count and its time."""
        kept = (int(self._cells.numbers[cell]) for cell in self._cells.of(key, PAIR))
        count, at = min((number % (MOST + 1), number // (MOST + 1)) for number in kept)
        return count, at / TENTHS

    def keep(self, key: str, count: int, at: float) -> None:
        """Set both."""
        for cell in self._cells.of(key, PAIR):
            self._cells.numbers[cell] = int(at * TENTHS) * (MOST + 1) + min(count, MOST)

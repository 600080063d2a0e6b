"""Nested transactions: units of work that commit or roll back together.

They hold the storage's lock from the first of them on.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any


class OuterTransaction:
    """Units of work of one organisation. `before` is the result of `copy` when the first of them began."""

    def __init__(self, lock: asyncio.Lock, org_id: int, copy: Callable[[], Any]) -> None:
        self.before: Any = None
        self._lock = lock
        self._org_id = org_id
        self._copy = copy
        self._savepoint_lock = asyncio.Lock()
        self._ended = False

    def covers(self, lock: asyncio.Lock, org_id: int) -> bool:
        """Return whether a unit of work belongs to this transaction.

        It doesn't when the transaction has ended (a task that outlived it), or for another storage or organisation.
        """
        return not self._ended and lock is self._lock and org_id == self._org_id

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """Run one unit of work at a time; the first acquires the storage's lock."""
        async with self._savepoint_lock:
            if self.before is None:
                await self._lock.acquire()
                self.before = self._copy()
            yield

    def end(self) -> None:
        """End the transaction and release the storage's lock."""
        self._ended = True
        if self.before is not None:
            self._lock.release()


OUTER_TRANSACTION: ContextVar[OuterTransaction | None] = ContextVar("outer_transaction", default=None)

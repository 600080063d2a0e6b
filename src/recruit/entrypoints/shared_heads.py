"""Positions of the ends of feeds, read once for all streams of an organisation."""

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import Context

from recruit.domain.accounts.model.users import as_system

FRESH_SECONDS = 0.1
"""Time for which a position that was read is returned again: ten reads a second, however many streams there are."""


class SharedHeads:
    """The positions of organisations' last events, each at most `FRESH_SECONDS` old."""

    def __init__(self, read: Callable[[int], Awaitable[int]]) -> None:
        """`read` returns the position of an organisation."""
        self._read = read
        self._tasks: dict[int, asyncio.Task[int]] = {}

    async def of(self, org_id: int) -> int:
        """Return the position of an organisation's last event. Raises the errors of reading it."""
        task = self._tasks.get(org_id)
        if task is None:
            # Without the context of the caller, whose rights are not those of the others.
            task = self._tasks[org_id] = asyncio.create_task(self._new(org_id), context=Context())
        return await asyncio.shield(task)  # a caller that leaves leaves it to the others

    async def _new(self, org_id: int) -> int:
        try:
            with as_system():
                return await self._read(org_id)
        finally:
            asyncio.get_running_loop().call_later(FRESH_SECONDS, self._tasks.pop, org_id)

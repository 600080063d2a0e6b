"""Units of work that are kept or undone as one: they have one turn, from the first of them on."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any


class OuterTransaction:
    """Units of work of one organisation. `before` is what `copy` returned when the first of them began."""

    def __init__(self, turn: asyncio.Lock, org_id: int, copy: Callable[[], Any]) -> None:
        self.before: Any = None
        self._turn = turn
        self._org_id = org_id
        self._copy = copy
        self._part = asyncio.Lock()
        self._ended = False

    def takes(self, turn: asyncio.Lock, org_id: int) -> bool:
        """Whether a unit of work is a part: others are what a task left behind opens, or what is elsewhere."""
        return not self._ended and turn is self._turn and org_id == self._org_id

    @asynccontextmanager
    async def part(self) -> AsyncIterator[None]:
        """Let one unit of work run at a time; the first waits for the turn."""
        async with self._part:
            if self.before is None:
                await self._turn.acquire()
                self.before = self._copy()
            yield

    def end(self) -> None:
        """Let others have their turn."""
        self._ended = True
        if self.before is not None:
            self._turn.release()


OUTER_TRANSACTION: ContextVar[OuterTransaction | None] = ContextVar("together", default=None)

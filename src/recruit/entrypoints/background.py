"""What a process does beside answering: features and vectors of what has changed, and imports."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Protocol

GATHER_SECONDS = 0.2
"""Changes that come so soon after another are done with it."""

log = logging.getLogger(__name__)


class Work(Protocol):
    """Something to be done for organisations."""

    async def everybody(self) -> int:
        """Do it for all, and return how many records that took."""
        ...

    async def organisation(self, org_id: int) -> int:
        """Do it for one, and return how many records that took."""
        ...


class Rounds:
    """Does a work for the organisations it is told of, and from time to time for all of them."""

    def __init__(self, event: str, sweep_seconds: float) -> None:
        """Log what was done as `event`; what another process wrote, or left behind, may wait so many seconds."""
        self._event = event
        self._sweep_seconds = sweep_seconds
        self._noted: set[int] = set()
        self._wake = asyncio.Event()

    def note(self, org_id: int) -> None:
        """Take note of an organisation for which there is something to do."""
        self._noted.add(org_id)
        self._wake.set()

    async def run(self, work: Work) -> None:
        """Run until cancelled. What fails is logged and done again with the next sweep."""
        while True:
            with suppress(TimeoutError):
                await self._round(work)
                await asyncio.wait_for(self._wake.wait(), self._sweep_seconds)
                await asyncio.sleep(GATHER_SECONDS)

    async def _round(self, work: Work) -> None:
        """Do what is noted, or everything when nothing is."""
        noted = self._noted.copy()
        self._noted.clear()
        self._wake.clear()
        try:
            if noted:
                done = sum([await work.organisation(org_id) for org_id in noted])
            else:
                done = await work.everybody()
        except Exception:
            log.exception("background work failed")
        else:
            log.log(logging.INFO if done else logging.DEBUG, self._event, extra={"fields": {"records": done}})


class Background:
    """All works, side by side."""

    def __init__(self, works: Sequence[tuple[Rounds, Work]]) -> None:
        self._works = works

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run while the block lasts."""
        task = asyncio.create_task(self.run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def run(self) -> None:
        """Run until cancelled."""
        async with asyncio.TaskGroup() as group:
            for rounds, work in self._works:
                group.create_task(rounds.run(work))

"""What a process does beside answering: features and vectors of what has changed."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from recruit.domain.services.matching.reconciler import Reconciler

SWEEP_SECONDS = 60
"""How long what another process wrote, or left behind, may wait."""

GATHER_SECONDS = 0.2
"""Changes that come so soon after another are done with it."""

log = logging.getLogger(__name__)


class Background:
    """Reconciles the organisations it is told of, and from time to time all of them."""

    def __init__(self, reconciler: Reconciler) -> None:
        self._reconciler = reconciler
        self._changed: set[int] = set()
        self._wake = asyncio.Event()

    def changed(self, org_id: int) -> None:
        """Take note of an organisation whose records have changed."""
        self._changed.add(org_id)
        self._wake.set()

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
        """Run until cancelled. What fails is logged and done again with the next sweep."""
        while True:
            with suppress(TimeoutError):
                await self._round()
                await asyncio.wait_for(self._wake.wait(), SWEEP_SECONDS)
                await asyncio.sleep(GATHER_SECONDS)

    async def _round(self) -> None:
        """Do what is noted, or everything when nothing is."""
        changed = self._changed.copy()
        self._changed.clear()
        self._wake.clear()
        try:
            if changed:
                done = sum([await self._reconciler.organisation(org_id) for org_id in changed])
            else:
                done = await self._reconciler.everybody()
        except Exception:
            log.exception("background work failed")
        else:
            log.log(logging.INFO if done else logging.DEBUG, "reconciled", extra={"fields": {"records": done}})

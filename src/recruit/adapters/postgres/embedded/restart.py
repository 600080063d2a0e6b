"""Restart of a dead server, shared by all requests that wait for it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from recruit.adapters.postgres.engine.errors import NOT_AVAILABLE
from recruit.domain.shared.errors import RecruitError, Unavailable

log = logging.getLogger(__name__)

Start = Callable[[], Awaitable[object]]


class ServerRestart:
    """Restarts a server once for all concurrent callers. Each waits for a limited time."""

    def __init__(self, start: Start, wait_seconds: float) -> None:
        """`wait_seconds` limits each call. An attempt that takes longer continues for later calls."""
        self._start = start
        self._wait_seconds = wait_seconds
        self._attempt: asyncio.Task[None] | None = None

    async def __call__(self) -> None:
        """Return when the server runs. Raise Unavailable and TimeoutError."""
        if self._attempt is None:
            self._attempt = asyncio.create_task(self._restart())
            self._attempt.add_done_callback(self._ended)
        async with asyncio.timeout(self._wait_seconds):
            await asyncio.shield(self._attempt)

    async def aclose(self) -> None:
        """Wait for a running attempt: otherwise no process would know of the server that it started."""
        if self._attempt is not None:
            await asyncio.wait([self._attempt])

    async def _restart(self) -> None:
        """Start the server. Raise Unavailable for any error, which is logged.

        Wrong settings are such an error, since an operator may correct them without restarting this process.
        """
        try:
            await self._start()
        except RecruitError as error:
            raise Unavailable(NOT_AVAILABLE) from error

    def _ended(self, attempt: asyncio.Task[None]) -> None:
        self._attempt = None
        if not attempt.cancelled() and (error := attempt.exception()) is not None:
            why = {"why": str(error.__cause__)} if isinstance(error, Unavailable) else {}
            log.error("the embedded database can't be started again", exc_info=error, extra={"fields": why})

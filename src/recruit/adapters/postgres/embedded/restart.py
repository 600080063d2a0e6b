"""Bringing a dead server back, once for all the requests that wait for it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from recruit.adapters.postgres.engine.errors import NOT_AVAILABLE
from recruit.domain.shared.errors import RecruitError, Unavailable

log = logging.getLogger(__name__)

Start = Callable[[], Awaitable[object]]


class Revival:
    """Starts a server again. However many ask at once, it is started once, and nobody waits longer than they may."""

    def __init__(self, start: Start, patience: float) -> None:
        """`patience` is in seconds. What hasn't started by then goes on starting, for whoever asks next."""
        self._start = start
        self._patience = patience
        self._attempt: asyncio.Task[None] | None = None

    async def __call__(self) -> None:
        """Return when the server runs. Raises Unavailable and TimeoutError."""
        if self._attempt is None:
            self._attempt = asyncio.create_task(self._try())
            self._attempt.add_done_callback(self._ended)
        async with asyncio.timeout(self._patience):
            await asyncio.shield(self._attempt)

    async def aclose(self) -> None:
        """Wait for an attempt that still runs: nobody else would know that it had started a server."""
        if self._attempt is not None:
            await asyncio.wait([self._attempt])

    async def _try(self) -> None:
        """Start. What keeps it from starting is for operators: callers read that it may work later.

        That holds for a setting, too: it did start before, somebody may mend it, and nobody restarts us then.
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

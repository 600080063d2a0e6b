"""Fair queue for a bounded resource that organisations share, such as a connection pool."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

Turn: TypeAlias = asyncio.Future[None]


class QueueFull(TimeoutError):
    """Too many callers of the organisation are waiting; one more would not be served in time."""


class FairQueue:
    """A semaphore with `slots` slots, of which one organisation holds at most `share`.

    Callers of one organisation are served first in, first out. Between organisations, the next slot goes to the one
    that holds the fewest slots, and among equals to the least recently served. A caller waits for at most `seconds`,
    by the event loop's clock, behind at most `most_waiting - 1` others of its organisation.
    """

    def __init__(self, slots: int, share: int, seconds: float, most_waiting: int) -> None:
        self.share = share
        self.seconds = seconds
        self.most_waiting = most_waiting
        self._free = slots
        self._held: dict[int, int] = {}
        self._waiting: dict[int, dict[Turn, float]] = {}
        """Waiting lines by organisation, with the time at which each turn times out."""

        self._served: dict[int, int] = {}
        """Sequence number of each organisation's last turn; cleared when a caller waits and none did before."""

        self._turns = 1
        self._timer: asyncio.TimerHandle | None = None

    def held(self, org_id: int) -> int:
        """Return the number of slots that an organisation holds."""
        return self._held.get(org_id, 0)

    def waiting(self, org_id: int) -> int:
        """Return the number of an organisation's waiting callers."""
        return len(self._waiting.get(org_id, ()))

    def take(self, org_id: int) -> bool:
        """Take a slot if one is free, and return whether it was. No other caller can be waiting for that slot."""
        held = self._held.get(org_id, 0)
        if not self._free or held >= self.share:
            return False
        self._free -= 1
        self._held[org_id] = held + 1
        return True

    async def acquire(self, org_id: int) -> None:
        """Wait for a slot and take it. Raises TimeoutError if none is free in time, QueueFull if the line is full."""
        if self.take(org_id):
            return
        turn = self._enqueue(org_id)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._forget(org_id, turn)
            elif turn.exception() is None:  # the slot was granted just before the cancellation
                self.release(org_id)
            raise

    def release(self, org_id: int) -> None:
        """Release a slot, which the next waiting caller receives."""
        held = self._held[org_id] - 1
        if held:
            self._held[org_id] = held
        else:
            del self._held[org_id]
        self._free += 1
        if self._waiting:
            self._serve_next()

    @asynccontextmanager
    async def slot(self, org_id: int) -> AsyncIterator[None]:
        """Hold a slot while the block runs. Raises TimeoutError, as `acquire` does."""
        await self.acquire(org_id)
        try:
            yield
        finally:
            self.release(org_id)

    def close(self) -> None:
        """Cancel the timer. No caller may be waiting, or wait later."""
        if self._timer is not None:
            self._timer.cancel()

    def _enqueue(self, org_id: int) -> Turn:
        """Join the line. All callers share one timer: a timer for each took a fifteenth of a small request."""
        line = self._waiting.get(org_id)
        if line is None:
            if not self._waiting:
                self._served.clear()
            if org_id in self._held:
                self._served.setdefault(org_id, self._turns)
            line = self._waiting[org_id] = {}
        elif len(line) >= self.most_waiting:
            raise QueueFull
        loop = asyncio.get_running_loop()
        line[turn := loop.create_future()] = loop.time() + self.seconds
        if self._timer is None:
            self._timer = loop.call_later(self.seconds, self._expire, loop)
        return turn

    def _serve_next(self) -> None:
        while (org_id := self._next()) is not None:
            turn = next(iter(self._waiting[org_id]))
            self._forget(org_id, turn)
            if not turn.done():  # else its caller was cancelled and hasn't run since
                self._turns += 1
                self._served[org_id] = self._turns
                self._free -= 1
                self._held[org_id] = self._held.get(org_id, 0) + 1
                turn.set_result(None)
                return

    def _next(self) -> int | None:
        """Return the waiting organisation that gets the next slot, or None if all of them hold their share."""
        held, served = self._held, self._served
        chosen, lowest = None, (self.share, 0)
        for org_id in self._waiting:
            rank = held.get(org_id, 0), served.get(org_id, 0)
            if rank < lowest:
                chosen, lowest = org_id, rank
        return chosen

    def _forget(self, org_id: int, turn: Turn) -> None:
        if line := self._waiting.get(org_id):
            line.pop(turn, None)
            if not line:
                del self._waiting[org_id]

    def _expire(self, loop: asyncio.AbstractEventLoop) -> None:
        """Time out the callers that have waited too long, and set the timer for the next one."""
        self._timer, now = None, loop.time()
        for org_id, line in list(self._waiting.items()):
            while line and line[turn := next(iter(line))] <= now:
                self._forget(org_id, turn)
                if not turn.done():
                    turn.set_exception(TimeoutError())
        if self._waiting:
            first = min(next(iter(line.values())) for line in self._waiting.values())
            self._timer = loop.call_at(first, self._expire, loop)

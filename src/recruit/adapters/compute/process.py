"""The port's implementation: a warm child process, replaced when it dies, and threads."""

import asyncio
import os
from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from typing import Any, TypeVar, cast

from recruit.adapters.compute.child_process import Worker
from recruit.adapters.compute.frames import Answer, frame
from recruit.domain.shared.errors import Unavailable
from recruit.domain.shared.tenancy import NOBODY, TENANT
from recruit.fair_queue import FairQueue

T = TypeVar("T")

TRIES = 2
"""A child may have been killed for somebody else's sake; a call that costs two in a row is to blame itself."""

_DEAD = (EOFError, OSError)
"""What a dead child looks like: a stream that ends, a broken pipe, a process that can't be started."""


SECONDS_PER_CALL = 30.0
SECONDS_IN_LINE = 30.0
MOST_WAITING = 200
"""Calls of one organisation that wait at a time: their arguments are some megabytes of memory each."""

GRACE_SECONDS = 2.0
"""How long a call may go on whose caller has gone: to start another child costs more than most calls take."""

THREADS = (os.cpu_count() or 1) + 2
"""Of which one is left to others: what a thread does can't be interrupted."""

CLOSING = -1
"""An organisation of its own."""

BUSY = "Too much is being computed at the moment. Please try again in a minute."
TOO_LONG = "This takes longer to compute than it may."


class SeparateCompute:
    """Computes one call at a time in its child, for organisations in turns.

    A call takes `seconds` at most, and `grace` once its caller has gone.
    """

    def __init__(self, seconds: float = SECONDS_PER_CALL, grace: float = GRACE_SECONDS) -> None:
        self.turns = FairQueue(1, 1, SECONDS_IN_LINE, MOST_WAITING)
        self.threads = FairQueue(THREADS, THREADS - 1, SECONDS_IN_LINE, MOST_WAITING)
        self._seconds = seconds
        self._grace = grace
        self._worker: Worker | None = None
        self._closed = False

    async def apart(self, function: Callable[..., T], *arguments: object) -> T:
        """Return `function(*arguments)`, computed by the child."""
        request = frame((function, arguments))
        org_id = await _turn(self.turns)
        call = asyncio.create_task(self._answer(request))
        call.add_done_callback(partial(_ended, self.turns, org_id))
        try:
            answer = await asyncio.shield(call)
        except asyncio.CancelledError:
            asyncio.get_running_loop().call_later(self._grace, call.cancel)
            raise
        if answer.error is not None:
            answer.error.add_note(f"In the process that computes:\n{answer.trace}")
            raise answer.error
        return cast("T", answer.result)

    async def beside(self, function: Callable[..., T], *arguments: object) -> T:
        """Return `function(*arguments)`, computed by a thread, which has its place until it ends."""
        org_id = await _turn(self.threads)
        run = partial(copy_context().run, function, *arguments)
        call = asyncio.get_running_loop().run_in_executor(None, run)
        call.add_done_callback(partial(_ended, self.threads, org_id))
        return await asyncio.shield(call)

    def lock(self) -> "FairLock":
        """Return a lock."""
        return FairLock()

    async def close(self) -> None:
        """End the child. Who still waits for an answer is told Unavailable."""
        self._closed = True
        if self._worker is not None:
            self._worker.kill()
        async with self.turns.place(CLOSING):
            await self._dismiss()

    async def _answer(self, request: bytes) -> Answer:
        try:
            async with asyncio.timeout(self._seconds):
                return await self._tried(request)
        except TimeoutError:
            raise Unavailable(TOO_LONG) from None

    async def _tried(self, request: bytes) -> Answer:
        for _ in range(TRIES):
            try:
                return await self._ask(request)
            except _DEAD as error:
                failure = error
        raise Unavailable("Two processes in a row died of computing this, or couldn't be started") from failure

    async def _ask(self, request: bytes) -> Answer:
        """Return the child's answer. Only a child that answered is asked again."""
        if self._worker is None or not self._worker.alive:
            await self._replace()
        assert self._worker is not None  # noqa: S101 - made above
        try:
            return await self._worker.ask(request)
        except BaseException:
            await self._dismiss()
            raise

    async def _replace(self) -> None:
        await self._dismiss()
        if self._closed:
            raise Unavailable("Nothing is computed any more: the server is stopping")
        self._worker = await Worker.start()

    async def _dismiss(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            await worker.stop()


class FairLock:
    """A lock for which organisations wait in turns."""

    def __init__(self) -> None:
        self._queue = FairQueue(1, 1, SECONDS_IN_LINE, MOST_WAITING)
        self._holder = NOBODY

    async def __aenter__(self) -> None:
        """Wait for it. Raises Unavailable."""
        self._holder = await _turn(self._queue)

    async def __aexit__(self, *_: object) -> None:
        """Let the next have it."""
        self._queue.release(self._holder)


async def _turn(queue: FairQueue) -> int:
    """Wait for a place, and return the organisation that has it. Raises Unavailable."""
    org_id = TENANT.get()
    try:
        await queue.acquire(org_id)
    except TimeoutError:
        raise Unavailable(BUSY) from None
    return org_id


def _ended(queue: FairQueue, org_id: int, call: "asyncio.Future[Any]") -> None:
    """Give the place of a call back. Nobody may be left who looks at its error."""
    queue.release(org_id)
    if not call.cancelled():
        call.exception()

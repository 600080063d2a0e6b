"""Compute adapter with a warm child process, replaced when it dies, and threads."""

import asyncio
import os
import pickle
import sys
from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from recruit.adapters.compute.calls import Answer, pickled
from recruit.child_processes.child_process import ChildProcess
from recruit.domain.shared.errors import Unavailable
from recruit.domain.shared.tenancy import NO_TENANT, TENANT
from recruit.fair_queue import FairQueue

T = TypeVar("T")

COMMAND = (sys.executable, "-P", "-X", "utf8", "-m", "recruit.adapters.compute.child")
TRIES = 2
"""Attempts per call. One child may have died for another reason; after two deaths in a row the call is at fault."""

_CHILD_ERRORS = (EOFError, OSError)
"""Errors of a dead child: a stream that ends, a broken pipe, a process that can't be started."""

SECONDS_PER_CALL = 30.0
SECONDS_IN_LINE = 30.0
MOST_WAITING = 200
"""Limit of waiting calls of one organisation; their arguments take some megabytes of memory each."""

GRACE_SECONDS = 2.0
"""Time that a call may go on after its caller was cancelled; starting another child costs more than most calls take."""

THREADS = (os.cpu_count() or 1) + 2
"""Number of threads. One organisation may hold all but one, because a thread's work can't be interrupted."""

CLOSING = -1
"""Organisation id that `close` waits under, distinct from every real id."""

BUSY = "Too much is being computed at the moment. Please try again in a minute."
TOO_LONG = "This takes longer to compute than it may."


class SeparateCompute:
    """Runs one call at a time in its child process, shared fairly between organisations.

    A call takes at most `seconds`, and at most `grace` seconds more after its caller was cancelled.
    """

    def __init__(self, seconds: float = SECONDS_PER_CALL, grace: float = GRACE_SECONDS) -> None:
        self.turns = FairQueue(1, 1, SECONDS_IN_LINE, MOST_WAITING)
        self.threads = FairQueue(THREADS, THREADS - 1, SECONDS_IN_LINE, MOST_WAITING)
        self._seconds = seconds
        self._grace = grace
        self._worker: ChildProcess | None = None
        self._closed = False

    async def in_process(self, function: Callable[..., T], *arguments: object) -> T:
        """Return `function(*arguments)`, computed by the child."""
        request = pickled((function, arguments))
        org_id = await _next_turn(self.turns)
        call = asyncio.create_task(self._answer(request))
        call.add_done_callback(partial(_release, self.turns, org_id))
        try:
            answer = await asyncio.shield(call)
        except asyncio.CancelledError:
            asyncio.get_running_loop().call_later(self._grace, call.cancel)
            raise
        if answer.error is not None:
            answer.error.add_note(f"In the process that computes:\n{answer.trace}")
            raise answer.error
        return cast("T", answer.result)

    async def in_thread(self, function: Callable[..., T], *arguments: object) -> T:
        """Return `function(*arguments)`, computed by a thread, which holds its place until it ends."""
        org_id = await _next_turn(self.threads)
        run = partial(copy_context().run, function, *arguments)
        call = asyncio.get_running_loop().run_in_executor(None, run)
        call.add_done_callback(partial(_release, self.threads, org_id))
        return await asyncio.shield(call)

    def lock(self) -> "FairLock":
        """Return a lock."""
        return FairLock()

    async def close(self) -> None:
        """Kill the child. Calls that still wait for an answer raise Unavailable."""
        self._closed = True
        if self._worker is not None:
            self._worker.kill()
        async with self.turns.slot(CLOSING):
            await self._stop_child()

    async def _answer(self, request: bytes) -> Answer:
        try:
            async with asyncio.timeout(self._seconds):
                return await self._retry(request)
        except TimeoutError:
            raise Unavailable(TOO_LONG) from None

    async def _retry(self, request: bytes) -> Answer:
        for _ in range(TRIES):
            try:
                return await self._ask(request)
            except _CHILD_ERRORS as error:
                failure = error
        raise Unavailable("Two processes in a row died of computing this, or couldn't be started") from failure

    async def _ask(self, request: bytes) -> Answer:
        """Return the child's answer. A child that didn't answer is stopped and not used again."""
        if self._worker is None or not self._worker.alive:
            await self._replace()
        assert self._worker is not None  # noqa: S101 - made above
        try:
            answer: Answer = pickle.loads(await self._worker.ask(request))  # noqa: S301 - sent by the child
        except BaseException:
            await self._stop_child()
            raise
        return answer

    async def _replace(self) -> None:
        await self._stop_child()
        if self._closed:
            raise Unavailable("Nothing is computed any more: the server is stopping")
        self._worker = await ChildProcess.start(COMMAND, _environment())

    async def _stop_child(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            await worker.stop()


class FairLock:
    """Lock that is shared fairly between organisations."""

    def __init__(self) -> None:
        self._queue = FairQueue(1, 1, SECONDS_IN_LINE, MOST_WAITING)
        self._holder = NO_TENANT

    async def __aenter__(self) -> None:
        """Acquire the lock. Raises Unavailable if that takes too long."""
        self._holder = await _next_turn(self._queue)

    async def __aexit__(self, *_: object) -> None:
        """Release the lock to the next waiting caller."""
        self._queue.release(self._holder)


async def _next_turn(queue: FairQueue) -> int:
    """Wait for a place and return the id of the organisation that holds it. Raises Unavailable."""
    org_id = TENANT.get()
    try:
        await queue.acquire(org_id)
    except TimeoutError:
        raise Unavailable(BUSY) from None
    return org_id


def _release(queue: FairQueue, org_id: int, call: "asyncio.Future[Any]") -> None:
    """Release the place of a call, and retrieve its error, since no caller may be left to do so."""
    queue.release(org_id)
    if not call.cancelled():
        call.exception()


def _environment() -> dict[str, str]:
    """Return this process's environment with PYTHONPATH set to its module search path."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(str(Path(each).absolute()) for each in sys.path)}

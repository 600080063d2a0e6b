"""A deadline for many waits, one after the other, without a timer for each."""

import asyncio
from types import TracebackType
from typing import Any


class Deadline:
    """A block that is ended after so many seconds by TimeoutError, as one of `asyncio.timeout` is, again and again.

    One timer runs on while blocks come and go, and looks how long the one that is open has been so.
    """

    __slots__ = ("_began", "_cancelling", "_late", "_seconds", "_task", "_timer")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._began = 0.0
        self._cancelling = 0
        self._late = False
        self._task: asyncio.Task[Any] | None = None
        self._timer: asyncio.TimerHandle | None = None

    def __enter__(self) -> None:
        """Begin a block. Raises RuntimeError outside a task, which alone can be cancelled."""
        loop = asyncio.get_running_loop()
        self._task = task = asyncio.current_task(loop)
        if task is None:
            raise RuntimeError("a deadline needs a task that it can cancel")
        self._cancelling = task.cancelling()
        self._began = loop.time()
        if self._timer is None:
            self._timer = loop.call_later(self._seconds, self._look, loop)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        """End it."""
        task, self._task = self._task, None
        if self._late and task is not None:
            self._late = False
            if task.uncancel() <= self._cancelling and kind is asyncio.CancelledError:
                raise TimeoutError from error

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        if self._task is None:
            return
        left = self._began + self._seconds - loop.time()
        if left > 0:
            self._timer = loop.call_later(left, self._look, loop)
        else:
            self._late = True
            self._task.cancel()

"""The port's implementation: a warm child process, replaced when it dies."""

import asyncio
from collections.abc import Callable
from typing import TypeVar, cast

from recruit.adapters.compute.frames import Answer, frame
from recruit.adapters.compute.worker import Worker
from recruit.domain.model.errors import Unavailable

T = TypeVar("T")

TRIES = 2
"""A child may have been killed for somebody else's sake; a call that costs two in a row is to blame itself."""

_DEAD = (EOFError, OSError)
"""What a dead child looks like: a stream that ends, a broken pipe, a process that can't be started."""


class SeparateCompute:
    """Computes one call at a time in its child, in the order of asking."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._worker: Worker | None = None
        self._closed = False

    async def apart(self, function: Callable[..., T], *arguments: object) -> T:
        """Return `function(*arguments)`, computed by the child. A caller who gives up costs it."""
        request = frame((function, arguments))
        async with self._turn:
            answer = await self._answer(request)
        if answer.error is not None:
            answer.error.add_note(f"In the process that computes:\n{answer.trace}")
            raise answer.error
        return cast("T", answer.result)

    async def beside(self, function: Callable[..., T], *arguments: object) -> T:
        """Return `function(*arguments)`, computed by a thread."""
        return await asyncio.to_thread(function, *arguments)

    def lock(self) -> asyncio.Lock:
        """Return a lock."""
        return asyncio.Lock()

    async def close(self) -> None:
        """End the child. Who still waits for an answer is told Unavailable."""
        self._closed = True
        if self._worker is not None:
            self._worker.kill()
        async with self._turn:
            await self._dismiss()

    async def _answer(self, request: bytes) -> Answer:
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

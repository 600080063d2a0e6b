"""The port's implementation: a warm child process, replaced when it dies, hangs or has served long enough."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from recruit.adapters.documents.frames import Answer, Refusal
from recruit.adapters.documents.worker import COMMAND, Worker
from recruit.domain.model.errors import Invalid, Unavailable
from recruit.ports.documents import Document

SECONDS_PER_DOCUMENT = 10.0
SECONDS_IN_LINE = 15.0
SECONDS_TO_START = 20.0

DOCUMENTS_PER_WORKER = 200
"""A fresh process now and then, so that what native parsers leak stays small."""

EMPTY = "This file is empty: choose another file and upload it again."
TOO_SLOW = "This file takes too long to read: save it again as PDF, DOCX or TXT, or as fewer pages, and upload that."
FATAL = "This file is damaged or too large to read: save it again as PDF, DOCX or TXT and upload the new file."
BUSY = "Too many documents are being read at the moment. Please try again in a minute."
NOT_STARTED = "Documents can't be read at the moment. Please try again later."

_BROKEN = (EOFError, OSError, ValueError)
"""What a dead or confused child looks like: a stream that ends, a broken pipe, an answer that isn't one."""


class LocalReader:
    """Reads one document at a time; `command` starts the child and `seconds` is what each document may take."""

    def __init__(self, command: Sequence[str] = COMMAND, seconds: float = SECONDS_PER_DOCUMENT) -> None:
        self._command = command
        self._seconds = seconds
        self._turn = asyncio.Lock()
        self._idle: Worker | None = None

    async def read(self, data: bytes) -> Document:
        """Return the text of `data`. Raises Invalid, or Unavailable when too many others wait."""
        if not data:
            raise Invalid(EMPTY)
        async with self._in_turn():
            answer = await self._answer(data)
        if isinstance(answer, Refusal):
            raise Invalid(answer.sentence)
        return Document(answer.text, answer.kind)

    async def close(self) -> None:
        """End the child."""
        worker, self._idle = self._idle, None
        if worker is not None:
            await worker.stop()

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(SECONDS_IN_LINE):
                await self._turn.acquire()
        except TimeoutError:
            raise Unavailable(BUSY) from None
        try:
            yield
        finally:
            self._turn.release()

    async def _answer(self, data: bytes) -> Answer:
        """A warm child may have died of something else: only the death of a fresh one is the document's fault."""
        fresh = False
        while not fresh:
            worker = await self._take()
            fresh = worker.served == 0
            try:
                return await self._ask(worker, data)
            except _BROKEN:
                continue
        raise Invalid(FATAL)

    async def _take(self) -> Worker:
        worker, self._idle = self._idle, None
        if worker is not None:
            if worker.alive and worker.served < DOCUMENTS_PER_WORKER:
                return worker
            await worker.stop()
        try:
            async with asyncio.timeout(SECONDS_TO_START):
                return await Worker.start(self._command)
        except _BROKEN as error:
            raise Unavailable(NOT_STARTED) from error

    async def _ask(self, worker: Worker, data: bytes) -> Answer:
        """Return the child's answer. Only a child that answered goes back to work, so a cancelled request costs one."""
        try:
            async with asyncio.timeout(self._seconds):
                answer = await worker.ask(data)
        except TimeoutError:
            await worker.stop()
            raise Invalid(TOO_SLOW) from None
        except BaseException:
            await worker.stop()
            raise
        self._idle = worker
        return answer

"""The port's implementation: warm child processes, replaced when they die, hang or have served long enough."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from recruit.adapters.documents import external_programs
from recruit.adapters.documents.child_process import Worker
from recruit.adapters.documents.child_process import command as of_child
from recruit.adapters.documents.external_programs import Tools
from recruit.adapters.documents.frames import Answer, Refusal
from recruit.domain.shared.errors import Invalid, Unavailable
from recruit.domain.shared.tenancy import TENANT
from recruit.fair_queue import FairQueue
from recruit.ports.documents import Document

MOST_BYTES = 32 << 20
SECONDS_PER_DOCUMENT = 10.0
SECONDS_IN_LINE = 15.0
MOST_WAITING = 32
"""Documents of one organisation that wait at a time: each is some megabytes of memory."""

SECONDS_TO_START = 20.0

SHARE = max(1, min(2, (os.cpu_count() or 1) - 1))
"""Children that read for one organisation: more would take the machine from those who don't upload anything."""

MOST_WORKERS = SHARE + 1
"""Children at a time. A document can't be interrupted before its time is over: one child is left to others."""

DOCUMENTS_PER_WORKER = 200
"""A fresh process now and then, so that what native parsers leak stays small."""

EMPTY = "This file is empty: choose another file and upload it again."
TOO_LARGE = "This file is too large to read: save it as fewer pages, or as PDF, DOCX or TXT, and upload that."
TOO_SLOW = "This file takes too long to read: save it again as PDF, DOCX or TXT, or as fewer pages, and upload that."
FATAL = "This file is damaged or too large to read: save it again as PDF, DOCX or TXT and upload the new file."
BUSY = "Too many documents are being read at the moment. Please try again in a minute."
NOT_STARTED = "Documents can't be read at the moment. Please try again later."

_BROKEN = (EOFError, OSError, ValueError)
"""What a dead or confused child looks like: a stream that ends, a broken pipe, an answer that isn't one."""


class LocalReader:
    """Reads two documents of an organisation at a time, or one where there are two processors; others wait in line.

    `command` starts a child, by default one that may use `installed`; `seconds` is what each document may take.
    """

    def __init__(
        self,
        command: Sequence[str] | None = None,
        seconds: float = SECONDS_PER_DOCUMENT,
        installed: Tools | None = None,
    ) -> None:
        self._installed = external_programs.find() if installed is None else installed
        self._command = of_child(self._installed) if command is None else command
        self._seconds = seconds
        self.turns = FairQueue(MOST_WORKERS, SHARE, SECONDS_IN_LINE, MOST_WAITING)
        self._idle: list[Worker] = []

    @property
    def tools(self) -> Tools:
        """Where antiword, catdoc and tesseract are."""
        return self._installed

    async def read(self, data: bytes) -> Document:
        """Return the text of `data`. Raises Invalid, or Unavailable when too many others wait."""
        if not data:
            raise Invalid(EMPTY)
        if len(data) > MOST_BYTES:
            raise Invalid(TOO_LARGE)
        async with self._in_turn():
            answer = await self._answer(data)
        if isinstance(answer, Refusal):
            raise Invalid(answer.sentence)
        return Document(answer.text, answer.kind, answer.pages, tuple(answer.hidden), tuple(answer.warnings))

    async def decode(self, data: bytes) -> tuple[str, str]:
        """Return a plain text and its encoding, in a thread: that takes Python alone, which text can't harm."""
        from recruit.adapters.documents import plain  # noqa: PLC0415 - loads what only tables and children need

        return await asyncio.to_thread(plain.decode, data)

    async def close(self) -> None:
        """End the children."""
        while self._idle:
            await self._idle.pop().stop()

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[None]:
        org_id = TENANT.get()
        try:
            await self.turns.acquire(org_id)
        except TimeoutError:
            raise Unavailable(BUSY) from None
        try:
            yield
        finally:
            self.turns.release(org_id)

    async def _answer(self, data: bytes) -> Answer:
        """A warm child may have died of something else: only the death of a fresh one is the document's fault."""
        fresh = False
        deadline: float | None = None
        while not fresh:
            worker = await self._take()
            fresh = worker.served == 0
            deadline = deadline or asyncio.get_running_loop().time() + self._seconds
            try:
                return await self._ask(worker, data, deadline)
            except _BROKEN:
                continue
        raise Invalid(FATAL)

    async def _take(self) -> Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.alive and worker.served < DOCUMENTS_PER_WORKER:
                return worker
            await worker.stop()
        try:
            async with asyncio.timeout(SECONDS_TO_START):
                return await Worker.start(self._command)
        except _BROKEN as error:
            raise Unavailable(NOT_STARTED) from error

    async def _ask(self, worker: Worker, data: bytes, deadline: float) -> Answer:
        """Return the child's answer. Only a child that answered goes back to work, so a cancelled request costs one."""
        try:
            async with asyncio.timeout_at(deadline):
                answer = await worker.ask(data)
        except TimeoutError:
            await worker.stop()
            raise Invalid(TOO_SLOW) from None
        except BaseException:
            await worker.stop()
            raise
        self._idle.append(worker)
        return answer

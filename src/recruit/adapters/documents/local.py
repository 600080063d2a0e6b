"""Document reader with a pool of warm child processes, replaced when they die, hang or have served long enough."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import Sequence

from recruit.adapters.documents import external_programs
from recruit.adapters.documents.answers import Answer, Layout, Reading, Refusal, decode
from recruit.adapters.documents.external_programs import Tools
from recruit.child_processes.child_process import ChildProcess
from recruit.domain.shared.errors import Invalid, Unavailable
from recruit.domain.shared.tenancy import TENANT
from recruit.fair_queue import FairQueue
from recruit.ports.documents import DecodedText, Document, Rectangle, Word

COMMAND = (sys.executable, "-I", "-B", "-X", "utf8", "-m", "recruit.adapters.documents.child")
KEPT_ENVIRONMENT = ("SYSTEMROOT",)
"""Variables passed to the child: Windows can't start Python without this one, and the child needs no others."""

KEPT_MEMORY = dict.fromkeys(("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_"), str(16 << 20))
"""Variables of glibc, in bytes of freed memory that the child keeps.

By default it returns the memory of a page's pixels to the kernel, which zeroes it for the next page. That was a sixth
of the time of a document.
"""

READ, LAY_OUT = b"\0", b"\1"
"""The child's functions, by number."""

ANSWER_LIMIT = 4 << 20
"""Limit in bytes. 200,000 characters take 2.4 million if every one is escaped, 40,000 words with places as much."""

MOST_BYTES = 32 << 20
SECONDS_PER_DOCUMENT = 10.0
SECONDS_IN_LINE = 15.0
MOST_WAITING = 32
"""Limit of waiting documents of one organisation; each takes some megabytes of memory."""

SECONDS_TO_START = 20.0

SHARE = max(1, min(2, (os.cpu_count() or 1) - 1))
"""Limit of children that work for one organisation; more would slow down organisations that upload nothing."""

MOST_WORKERS = SHARE + 1
"""Limit of children. One is left to other organisations, as a document can't be interrupted before its timeout."""

DOCUMENTS_PER_WORKER = 200
"""Documents after which a child is replaced, so that memory leaks of native parsers stay small."""

EMPTY = "This file is empty: choose another file and upload it again."
TOO_LARGE = "This file is too large to read: save it as fewer pages, or as PDF, DOCX or TXT, and upload that."
TOO_SLOW = "This file takes too long to read: save it again as PDF, DOCX or TXT, or as fewer pages, and upload that."
FATAL = "This file is damaged or too large to read: save it again as PDF, DOCX or TXT and upload the new file."
BUSY = "Too many documents are being read at the moment. Please try again in a minute."
NOT_STARTED = "Documents can't be read at the moment. Please try again later."

_CHILD_ERRORS = (EOFError, OSError, ValueError)
"""Errors of a dead or broken child: a stream that ends, a broken pipe, an invalid answer."""


class LocalReader:
    """Reads at most SHARE documents of an organisation at a time: two, or one with fewer than three processors.

    Further documents wait in line. `command` starts a child, by default one that may use the `installed` programs.
    `seconds` is the time limit of a document.
    """

    def __init__(
        self,
        command: Sequence[str] | None = None,
        seconds: float = SECONDS_PER_DOCUMENT,
        installed: Tools | None = None,
    ) -> None:
        self.tools = external_programs.find() if installed is None else installed
        """Paths of antiword, catdoc and tesseract."""

        arguments = (f"{name}={path}" for name, path in self.tools.items() if path)
        self._command = (*COMMAND, *arguments) if command is None else command
        self._seconds = seconds
        self.turns = FairQueue(MOST_WORKERS, SHARE, SECONDS_IN_LINE, MOST_WAITING)
        self._idle: list[ChildProcess] = []

    async def read(self, data: bytes) -> Document:
        """Return the text of `data`. Raises Invalid, or Unavailable if too many documents wait or no child starts."""
        answer = await self._in_turn(READ, data)
        assert isinstance(answer, Reading)  # noqa: S101 - the answer to READ
        return Document(answer.text, answer.kind, answer.pages, tuple(answer.hidden), tuple(answer.warnings))

    async def layout(self, data: bytes) -> Sequence[Word]:
        """Return the words of a PDF with their places. Raises as `read` does."""
        answer = await self._in_turn(LAY_OUT, data)
        assert isinstance(answer, Layout)  # noqa: S101 - the answer to LAY_OUT
        return [Word(one.text, Rectangle(one.page, one.left, one.top, one.right, one.bottom)) for one in answer.words]

    async def _in_turn(self, function: bytes, data: bytes) -> Reading | Layout:
        """Return the answer of a child when it is the organisation's turn."""
        if not data:
            raise Invalid(EMPTY)
        if len(data) > MOST_BYTES:
            raise Invalid(TOO_LARGE)
        try:
            async with self.turns.slot(TENANT.get()):
                answer = await self._answer(function + data)
        except TimeoutError:
            raise Unavailable(BUSY) from None
        if isinstance(answer, Refusal):
            raise Invalid(answer.sentence)
        return answer

    async def decode(self, data: bytes) -> DecodedText:
        """Return a plain text and its encoding. Runs in a thread, since decoding involves no native parser."""
        from recruit.adapters.documents import plain  # noqa: PLC0415 - its imports are needed only for tables and in children

        return await asyncio.to_thread(plain.decode, data)

    async def close(self) -> None:
        """Stop the idle children."""
        while self._idle:
            await self._idle.pop().stop()

    async def _answer(self, request: bytes) -> Answer:
        """Return the answer of a child, with a retry whenever a warm child dies.

        A warm child may have died for another reason. If a fresh child dies, the document is at fault: raises Invalid.
        """
        fresh = False
        deadline: float | None = None
        while not fresh:
            worker = await self._take()
            fresh = worker.served == 0
            deadline = deadline or asyncio.get_running_loop().time() + self._seconds
            try:
                return await self._ask(worker, request, deadline)
            except _CHILD_ERRORS:
                continue
        raise Invalid(FATAL)

    async def _take(self) -> ChildProcess:
        while self._idle:
            worker = self._idle.pop()
            if worker.alive and worker.served < DOCUMENTS_PER_WORKER:
                return worker
            await worker.stop()
        environment = KEPT_MEMORY | {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
        try:
            async with asyncio.timeout(SECONDS_TO_START):
                return await ChildProcess.start(self._command, environment, stderr=DEVNULL, most_bytes=ANSWER_LIMIT)
        except _CHILD_ERRORS as error:
            raise Unavailable(NOT_STARTED) from error

    async def _ask(self, worker: ChildProcess, request: bytes, deadline: float) -> Answer:
        """Return the child's answer. A child that didn't answer is stopped, so a cancelled request costs a child."""
        try:
            async with asyncio.timeout_at(deadline):
                answer: Answer = decode(await worker.ask(request))
        except TimeoutError:
            await worker.stop()
            raise Invalid(TOO_SLOW) from None
        except BaseException:
            await worker.stop()
            raise
        self._idle.append(worker)
        return answer

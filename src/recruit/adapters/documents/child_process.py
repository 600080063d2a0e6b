"""One child process, seen from the parent."""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence

from recruit.adapters.documents import frames
from recruit.adapters.documents.external_programs import Tools

COMMAND = (sys.executable, "-I", "-B", "-X", "utf8", "-m", "recruit.adapters.documents.child")
KEPT_ENVIRONMENT = ("SYSTEMROOT",)
"""Windows can't start Python without it; nothing else of the server's environment is the child's business."""

ANSWER_LIMIT = 4 << 20
"""Bytes: 200,000 characters, every one escaped, are 2.4 million."""


def command(installed: Tools) -> Sequence[str]:
    """Return what starts a child that may use these programs."""
    return (*COMMAND, *(f"{name}={path}" for name, path in installed.items() if path))


class Worker:
    """Answers one request at a time. After any failure it is out of step and can only be stopped."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.served = 0

    @classmethod
    async def start(cls, command: Sequence[str]) -> "Worker":
        """Start a child and wait until it is ready. Raises OSError, EOFError or ValueError when it can't be."""
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env={name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ},
            # A group of its own: a Ctrl-C at the terminal is for the server, which ends the child and what it started.
            start_new_session=True,
        )
        worker = cls(process)
        try:
            await worker._receive()
        except BaseException:
            await worker.stop()
            raise
        return worker

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.returncode is None

    async def ask(self, data: bytes) -> frames.Answer:
        """Send one document and return the answer. Raises EOFError, OSError or ValueError when the child fails."""
        stdin = self._process.stdin
        assert stdin is not None  # noqa: S101 - opened as a pipe above
        stdin.write(frames.LENGTH.pack(len(data)))
        stdin.write(data)
        await stdin.drain()
        answer: frames.Answer = frames.decode(await self._receive())
        self.served += 1
        return answer

    async def stop(self) -> None:
        """End the process with all that it started, and collect it, whatever it is doing."""
        if sys.platform == "win32":
            if self.alive:
                self._process.kill()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.communicate()

    async def _receive(self) -> bytes:
        stdout = self._process.stdout
        assert stdout is not None  # noqa: S101 - opened as a pipe above
        (length,) = frames.LENGTH.unpack(await stdout.readexactly(frames.LENGTH.size))
        if length > ANSWER_LIMIT:
            raise ValueError(length)
        return await stdout.readexactly(length)

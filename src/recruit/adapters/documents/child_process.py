"""The parent's handle of a child process."""

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
"""Variables passed to the child: Windows can't start Python without this one, and the child needs no others."""

ANSWER_LIMIT = 4 << 20
"""Limit in bytes. 200,000 characters take 2.4 million if every one is escaped."""


def command(installed: Tools) -> Sequence[str]:
    """Return the command that starts a child with access to these programs."""
    return (*COMMAND, *(f"{name}={path}" for name, path in installed.items() if path))


class Worker:
    """Child process that answers one request at a time. After a failure it is out of step and must be stopped."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.served = 0

    @classmethod
    async def start(cls, command: Sequence[str]) -> "Worker":
        """Start a child and wait until it is ready. Raises OSError, EOFError or ValueError if that fails."""
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env={name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ},
            # Own process group: a Ctrl-C at the terminal reaches the server only, which kills the child and the
            # programs that it started.
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
        """Kill the process and the programs that it started, even while it works, and reap it."""
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

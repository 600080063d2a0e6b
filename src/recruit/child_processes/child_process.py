"""The parent's handle of a child process."""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from typing import Self

from recruit.child_processes.frames import LENGTH


class ChildProcess:
    """A child process that answers one request at a time. After a failure it is out of step and must be stopped."""

    def __init__(self, process: Process, most_bytes: int | None) -> None:
        self._process = process
        self._most_bytes = most_bytes
        self.served = 0
        """Number of requests that the child has answered."""

    @classmethod
    async def start(
        cls,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        stderr: int | None = None,
        most_bytes: int | None = None,
    ) -> Self:
        """Start a child and wait until it is ready. Raises OSError, EOFError or ValueError if that fails.

        `stderr` is as for `asyncio.create_subprocess_exec`. `most_bytes` limits an answer.
        """
        # The child has a process group of its own: a Ctrl-C at the terminal reaches the parent only, which kills the
        # child and the programs that it started.
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=stderr, env=environment, start_new_session=True
        )
        child = cls(process, most_bytes)
        try:
            await child._receive()
        except BaseException:
            await child.stop()
            raise
        return child

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.returncode is None

    async def ask(self, request: bytes) -> bytes:
        """Send a request and return the answer. Raises EOFError, OSError or ValueError when the child fails."""
        stdin = self._process.stdin
        assert stdin is not None  # noqa: S101 - opened as a pipe above
        stdin.write(LENGTH.pack(len(request)))
        stdin.write(request)
        await stdin.drain()
        answer = await self._receive()
        self.served += 1
        return answer

    def kill(self) -> None:
        """Kill the process and the programs that it started, even while it works."""
        if sys.platform == "win32":
            if self.alive:
                self._process.kill()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    async def stop(self) -> None:
        """Kill the process and reap it."""
        self.kill()
        await self._process.communicate()

    async def _receive(self) -> bytes:
        stdout = self._process.stdout
        assert stdout is not None  # noqa: S101 - opened as a pipe above
        (length,) = LENGTH.unpack(await stdout.readexactly(LENGTH.size))
        if self._most_bytes is not None and length > self._most_bytes:
            raise ValueError(length)
        return await stdout.readexactly(length)

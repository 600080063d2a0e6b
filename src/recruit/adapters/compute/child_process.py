"""The parent's handle of a child process."""

import asyncio
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from recruit.adapters.compute.frames import LENGTH, Answer

COMMAND = (sys.executable, "-P", "-X", "utf8", "-m", "recruit.adapters.compute.child")


class Worker:
    """Child process that answers one request at a time. After a failure it is out of step and must be stopped."""

    def __init__(self, process: Process) -> None:
        self._process = process

    @classmethod
    async def start(cls) -> "Worker":
        """Start a child. Raises OSError if that fails."""
        return cls(await asyncio.create_subprocess_exec(*COMMAND, stdin=PIPE, stdout=PIPE, env=_environment()))

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.returncode is None

    async def ask(self, request: bytes) -> Answer:
        """Send one frame and return the answer. Raises EOFError or OSError when the child dies."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None  # noqa: S101 - opened as a pipe above
        assert stdout is not None  # noqa: S101 - the same
        stdin.write(request)
        await stdin.drain()
        (length,) = LENGTH.unpack(await stdout.readexactly(LENGTH.size))
        answer: Answer = pickle.loads(await stdout.readexactly(length))  # noqa: S301 - sent by the child
        return answer

    def kill(self) -> None:
        """Kill the process, even in the middle of a call."""
        if self.alive:
            self._process.kill()

    async def stop(self) -> None:
        """Kill the process and reap it. No `ask` may be in progress."""
        self.kill()
        await self._process.communicate()


def _environment() -> dict[str, str]:
    """Return this process's environment with PYTHONPATH set to its module search path."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(str(Path(each).absolute()) for each in sys.path)}

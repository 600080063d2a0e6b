"""One child process, seen from the parent."""

import asyncio
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from recruit.adapters.compute.frames import LENGTH, Answer

COMMAND = (sys.executable, "-P", "-X", "utf8", "-m", "recruit.adapters.compute.child")


class Worker:
    """Answers one request at a time. After any failure it is out of step and can only be stopped."""

    def __init__(self, process: Process) -> None:
        self._process = process

    @classmethod
    async def start(cls) -> "Worker":
        """Start a child. Raises OSError when it can't be."""
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
        answer: Answer = pickle.loads(await stdout.readexactly(length))  # noqa: S301 - our own child's
        return answer

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        if self.alive:
            self._process.kill()

    async def stop(self) -> None:
        """End the process and collect it. Nobody may be asking."""
        self.kill()
        await self._process.communicate()


def _environment() -> dict[str, str]:
    """Return this process's environment, in which modules are found where this process finds them."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(str(Path(each).absolute()) for each in sys.path)}

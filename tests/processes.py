"""Server and command processes, started as an operator starts them."""

import asyncio
import os
import pty
import re
import subprocess
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from types import MappingProxyType

from forked_process import ForkedProcess, forked

LISTENING = re.compile(r"recruit serves on http://127\.0\.0\.1:(\d+)")
NO_SETTINGS: Mapping[str, str] = MappingProxyType({})
END_SECONDS = 120
"""Timeout for the end of a process, so that a test fails instead of hanging."""


class ServerProcess:
    """A running `recruit serve`. Its log is read continuously, so that the process never blocks on a full pipe."""

    def __init__(self, process: asyncio.subprocess.Process | ForkedProcess) -> None:
        self.process = process
        self.url = ""
        self.port = 0
        self._lines: list[str] = []
        self._new_line = asyncio.Condition()
        self._reading = asyncio.create_task(self._read())

    async def logged(self, event: str, times: int = 1) -> str:
        """Wait for the n-th log line that matches the pattern `event` (n = `times`), and return it."""
        found = re.compile(event)
        async with self._new_line:
            while True:
                lines = [line for line in self._lines if found.search(line)]
                if len(lines) >= times:
                    return lines[times - 1]
                if self._reading.done():
                    raise AssertionError(f"the process ended without saying {event!r}: {self._lines}")
                await self._new_line.wait()

    def said(self, event: str) -> int:
        """Return the number of log lines so far that match the pattern `event`."""
        return sum(re.search(event, line) is not None for line in self._lines)

    async def serves(self) -> None:
        """Wait until the server logs its address, and set `url` and `port`."""
        match = LISTENING.search(await self.logged(LISTENING.pattern))
        assert match is not None
        self.port = int(match[1])
        self.url = f"http://127.0.0.1:{self.port}"

    async def ended(self) -> None:
        """Wait until the process has ended, and all processes that inherited its standard error."""
        async with asyncio.timeout(END_SECONDS):
            await asyncio.shield(self._reading)
            await self.process.communicate()

    async def _read(self) -> None:
        assert self.process.stderr is not None
        while line := await self.process.stderr.readline():
            async with self._new_line:
                self._lines.append(line.decode())
                self._new_line.notify_all()
        async with self._new_line:
            self._new_line.notify_all()


@asynccontextmanager
async def serving(
    data_dir: Path, *, stdin: int = DEVNULL, settings: Mapping[str, str] = NO_SETTINGS, **environment: str
) -> AsyncIterator[ServerProcess]:
    """Run a server on a free port, ready to serve. It is terminated at the end of the block if it is still running."""
    async with starting(data_dir, stdin=stdin, settings={**settings, **environment}) as server:
        await server.serves()
        yield server


@asynccontextmanager
async def starting(
    data_dir: Path, *, stdin: int = DEVNULL, settings: Mapping[str, str] = NO_SETTINGS, **environment: str
) -> AsyncIterator[ServerProcess]:
    """Start a server, without waiting until it serves. It is terminated at the end of the block if it is running."""
    given = {"RECRUIT_PORT": "0", **settings, **environment}
    server = ServerProcess(await started("serve", data_dir=data_dir, stdin=stdin, settings=given))
    try:
        yield server
    finally:
        if server.process.returncode is None:
            server.process.terminate()
        await server.ended()


async def started(
    *arguments: str,
    data_dir: Path,
    stdin: int = DEVNULL,
    streams: tuple[int, int, int] | None = None,
    settings: Mapping[str, str] = NO_SETTINGS,
    **environment: str,
) -> asyncio.subprocess.Process | ForkedProcess:
    """Start `recruit` with these arguments and settings. `settings` and `environment` are combined.

    Its output is piped. With `streams`, the file descriptors of standard input, output and error, it uses those and
    runs in a new session. Without `streams` and PYTHON… variables, it is forked from a process that has imported it.
    """
    given = {"RECRUIT_DATA_DIR": str(data_dir), "RECRUIT_METRICS": "off", **settings, **environment}
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("RECRUIT_", "OPENAI_", "OTEL_"))
    }
    if streams is None and stdin in {DEVNULL, PIPE} and not any(name.startswith("PYTHON") for name in given):
        return await forked(arguments, inherited | given, stdin)
    input_stream, output_stream, error_stream = streams or (stdin, PIPE, PIPE)
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "recruit", *arguments),
        env=inherited | given,
        stdin=input_stream,
        stdout=output_stream,
        stderr=error_stream,
        start_new_session=streams is not None,
    )


async def ran(
    *arguments: str,
    data_dir: Path,
    given: str | None = None,
    settings: Mapping[str, str] = NO_SETTINGS,
    **environment: str,
) -> tuple[int, str, str]:
    """Run `recruit` with `given` on standard input, and return its exit code, standard output and standard error."""
    stdin = DEVNULL if given is None else PIPE
    process = await started(*arguments, data_dir=data_dir, stdin=stdin, settings={**settings, **environment})
    out, errors = await process.communicate(None if given is None else given.encode())
    assert process.returncode is not None
    return process.returncode, out.decode(), errors.decode()


async def ran_at_a_terminal(
    *arguments: str,
    answers: Sequence[tuple[str, str]],
    data_dir: Path,
    settings: Mapping[str, str] = NO_SETTINGS,
    **environment: str,
) -> tuple[int, str]:
    """Run `recruit` at a terminal, and return its exit code and its output.

    `answers` are pairs of a prompt and the line that is typed after it, in order.
    """
    controller, terminal = pty.openpty()
    process = await started(
        *arguments, data_dir=data_dir, streams=(terminal,) * 3, settings={**settings, **environment}
    )
    os.close(terminal)
    shown, seen, left = "", 0, list(answers)
    with suppress(OSError):  # the terminal's other end is closed
        while data := await asyncio.to_thread(os.read, controller, 4096):
            shown += data.decode()
            if left and (place := shown.find(left[0][0], seen)) >= 0:
                seen = place + len(left[0][0])
                os.write(controller, f"{left.pop(0)[1]}\n".encode())
    os.close(controller)
    return await process.wait(), shown


def postmaster_pid(data_dir: Path) -> int:
    """Return the process id of the database."""
    return int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])


def stopping_with_this_process(pid: int) -> subprocess.Popen[bytes]:
    """Start a process that stops a PostgreSQL server when this process ends, also when it is killed."""
    command = ["sh", "-c", f"read _; kill -QUIT {pid}"]
    return subprocess.Popen(command, stdin=PIPE, stderr=DEVNULL, start_new_session=True)

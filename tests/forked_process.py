"""`recruit` in processes forked from a process that has imported it."""

import asyncio
import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from fork_request import requested

PROGRAM = Path(__file__).with_name("fork_server.py")


@cache
def fork_server() -> str:
    """Start the fork server of this process, and return the address of its socket."""
    directory = tempfile.mkdtemp()
    address = f"{directory}/socket"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(128)
        server = subprocess.Popen(
            [sys.executable, PROGRAM, str(listener.fileno())],
            stdin=subprocess.PIPE,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},  # a process with threads shouldn't fork
            pass_fds=[listener.fileno()],
        )

    def end() -> None:
        server.communicate()
        shutil.rmtree(directory)

    atexit.register(end)
    return address


class ForkedProcess:
    """A forked process, with the part of `asyncio.subprocess.Process` that tests use."""

    stdin: asyncio.StreamWriter | None
    stdout: asyncio.StreamReader
    stderr: asyncio.StreamReader

    def __init__(self, pid: int, ending: asyncio.StreamReader, closing: asyncio.StreamWriter) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._end = asyncio.create_task(self._exit_code(ending, closing))

    async def wait(self) -> int:
        """Wait until the process has ended, and return its exit code, negative for a signal."""
        return await asyncio.shield(self._end)

    async def communicate(self, given: bytes | None = None) -> tuple[bytes, bytes]:
        """Write `given` to standard input, and return what is written to standard output and standard error."""
        out, errors, _ = await asyncio.gather(self.stdout.read(), self.stderr.read(), self._write_input(given))
        await self.wait()
        return out, errors

    def send_signal(self, number: int) -> None:
        """Send a signal if the process hasn't ended, also if its exit code hasn't been received yet."""
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Send SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Send SIGKILL."""
        self.send_signal(signal.SIGKILL)

    async def _write_input(self, given: bytes | None) -> None:
        if self.stdin is not None:
            self.stdin.write(given or b"")
            self.stdin.close()

    async def _exit_code(self, ending: asyncio.StreamReader, closing: asyncio.StreamWriter) -> int:
        self.returncode = int(await ending.readline())
        closing.close()
        return self.returncode


async def forked(arguments: Sequence[str], environment: Mapping[str, str], stdin: int = DEVNULL) -> ForkedProcess:
    """Start `recruit` with these arguments in this environment. `stdin` is DEVNULL or PIPE; its output is piped."""
    input_read, input_write = os.pipe() if stdin == PIPE else (os.open(os.devnull, os.O_RDONLY), None)
    (out, out_write), (errors, errors_write) = os.pipe(), os.pipe()
    streams = (input_read, out_write, errors_write)
    server = requested(fork_server(), arguments, environment, streams)
    for stream in streams:
        os.close(stream)
    ending, closing = await asyncio.open_connection(sock=server)
    process = ForkedProcess(int(await ending.readline()), ending, closing)
    process.stdin = None if input_write is None else await _writer(input_write)
    process.stdout, process.stderr = await _reader(out), await _reader(errors)
    return process


async def _reader(descriptor: int) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    pipe = os.fdopen(descriptor, "rb", buffering=0)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), pipe)
    return reader


async def _writer(descriptor: int) -> asyncio.StreamWriter:
    loop, pipe = asyncio.get_running_loop(), os.fdopen(descriptor, "wb", buffering=0)
    transport, protocol = await loop.connect_write_pipe(asyncio.streams.FlowControlMixin, pipe)
    return asyncio.StreamWriter(transport, protocol, None, loop)

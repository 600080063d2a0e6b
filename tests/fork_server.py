"""A process that has imported recruit, and forks when a test starts `recruit`.

Run as a program, it takes one request from each connection to the listening socket whose descriptor is its argument: a
line of JSON, and the descriptors of the new process's standard streams. It answers with lines of the process's id and,
at its end, of its exit code.

The new process runs `recruit` as `python -m recruit` does: with its own main module, environment, working directory and
streams, and with an interpreter's usual exit. It only saves importing the same modules again, which takes most of the
processor time of a command.
"""

import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

STREAMS = 3
IMPORTED = (
    "recruit.adapters.argon2",
    "recruit.adapters.clock",
    "recruit.adapters.compute",
    "recruit.adapters.documents",
    "recruit.adapters.jwt",
    "recruit.adapters.mapped_arrays",
    "recruit.adapters.memory",
    "recruit.adapters.null",
    "recruit.adapters.openai.settings",
    "recruit.adapters.postgres",
    "recruit.adapters.postgres.embedded.postgres_process",
    "recruit.entrypoints.cli.audit_command",
    "recruit.entrypoints.cli.commands",
    "recruit.entrypoints.cli.demo",
    "recruit.entrypoints.cli.import_command",
    "recruit.entrypoints.cli.retention",
    "recruit.entrypoints.cli.users",
    "recruit.entrypoints.cli.worker",
    "recruit.entrypoints.http.app",
    "recruit.entrypoints.http.transport.server",
    "recruit.entrypoints.mcp.stdio",
)


def forked(listener: socket.socket) -> None:
    """Fork for each request, and return in the new process. End this process when standard input ends."""
    wakeup_read, wakeup_write = os.pipe()
    os.set_blocking(wakeup_write, False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wakeup_write, warn_on_full_buffer=False)
    callers: dict[int, socket.socket] = {}
    monitored: list[socket.socket | int] = [listener, wakeup_read, 0]
    while True:
        ready, _, _ = select.select(monitored, [], [])
        if wakeup_read in ready:
            os.read(wakeup_read, 4096)
            _report_exits(callers)
        if 0 in ready:
            sys.exit()
        if listener not in ready:
            continue
        caller, _ = listener.accept()
        request, streams = _receive(caller)
        if pid := os.fork():
            callers[pid] = caller
            caller.sendall(b"%d\n" % pid)
            for stream in streams:
                os.close(stream)
            continue
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for connection in (listener, caller, *callers.values()):
            connection.close()
        os.close(wakeup_read)
        os.close(wakeup_write)
        _apply(request, streams)
        return


def _report_exits(callers: dict[int, socket.socket]) -> None:
    """Send the exit codes of the processes that have ended."""
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG)) != (0, 0):
            with callers.pop(ended[0]) as caller, suppress(OSError):
                caller.sendall(b"%d\n" % os.waitstatus_to_exitcode(ended[1]))


def _receive(caller: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Return a request and its descriptors."""
    data, streams, _, _ = socket.recv_fds(caller, 65_536, STREAMS)
    while not data.endswith(b"\n"):
        data += caller.recv(65_536)
    return json.loads(data), streams


def _apply(request: dict[str, Any], streams: list[int]) -> None:
    """Set the arguments, the environment, the working directory and the streams of the request."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    os.chdir(request["directory"])
    sys.argv = ["recruit", *request["arguments"]]
    sys.path[0] = request["directory"]
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - a standard stream
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115 - a standard stream
    sys.stderr = open(2, "w", 1, errors="backslashreplace", closefd=False)  # noqa: SIM115 - a standard stream


if __name__ == "__main__":
    sys.path[0] = str(Path.cwd())
    for name in IMPORTED:
        importlib.import_module(name)
    sys.modules["recruit.entrypoints.http.app"].routes()
    gc.freeze()
    forked(socket.socket(fileno=int(sys.argv[1])))
    runpy.run_module("recruit", run_name="__main__", alter_sys=True)

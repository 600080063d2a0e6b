"""The faults: processes of an embedded database and of a server are killed, and workers are stopped for a while."""

import asyncio
import os
import random
import signal
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.processes import process_tree
from recruit.adapters.postgres.embedded.postmaster import Postmaster, processes_of

SUPERVISOR = b"recruit\0serve"
WORKER = b"spawn_main"
COMPUTING = b"recruit.adapters.compute.child"
"""Substrings of the command lines of a server's child processes."""


STOPPED_SECONDS = 20.0
"""Time for which a worker is stopped: longer than its claims last."""


class FaultInjector:
    """The processes of a server and of its database, with the faults that can be injected.

    `server` is the process that starts the server again when it ends.
    """

    def __init__(self, server: int, data: Path) -> None:
        self._server = server
        self._cluster = data / "postgres"

    @property
    def faults(self) -> Mapping[str, Callable[[], bool]]:
        """Name of a fault → a function that injects it and returns whether there was a process to signal."""
        return {
            "postmaster killed": lambda: self._postmaster(signal.SIGKILL),
            "worker killed": lambda: self._child(WORKER),
            "worker stopped": self._stop_worker,
            "supervisor killed": lambda: self._child(SUPERVISOR),
            "computing process killed": lambda: self._child(COMPUTING),
            "session killed": self._session,
            "database stopped": lambda: self._postmaster(signal.SIGINT),
            "database aborted": lambda: self._postmaster(signal.SIGQUIT),
        }

    def _postmaster(self, number: signal.Signals) -> bool:
        found = Postmaster.read(self._cluster)
        return found is not None and _sent(found.pid, number)

    def _session(self) -> bool:
        """Kill a backend process of the database. PostgreSQL then ends all backends and recovers."""
        found = sessions(self._cluster)
        return bool(found) and _sent(random.choice(found), signal.SIGKILL)  # noqa: S311 - any will do

    def _child(self, mark: bytes) -> bool:
        children = [pid for pid in process_tree(self._server)[1:] if mark in _command(pid)]
        return bool(children) and _sent(random.choice(children), signal.SIGKILL)  # noqa: S311 - any will do

    def _stop_worker(self) -> bool:
        """Stop a worker, and let it go on later."""
        workers = workers_of(self._server)
        if not workers or not _sent(pid := random.choice(workers), signal.SIGSTOP):  # noqa: S311 - any will do
            return False
        asyncio.get_running_loop().call_later(STOPPED_SECONDS, _sent, pid, signal.SIGCONT)
        return True


def workers_of(server: int) -> list[int]:
    """Return the ids of a server's worker processes."""
    return [pid for pid in process_tree(server)[1:] if WORKER in _command(pid)]


def sessions(cluster: Path) -> list[int]:
    """Return the ids of a database's backend processes, one per connection, without its background workers."""
    return [pid for pid in processes_of(cluster) if b" [local] " in _command(pid)]


def _sent(pid: int, number: signal.Signals) -> bool:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return False
    return True


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""

"""The faults: killing processes of an embedded database, workers of a server, and their compute processes."""

import os
import random
import signal
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.processes import process_tree
from recruit.adapters.postgres.embedded.postmaster import Postmaster, processes_of

WORKER = b"spawn_main"
COMPUTING = b"recruit.adapters.compute.child"
"""Substrings of the command lines of a server's child processes."""


class FaultInjector:
    """The processes of a server and of its database, with the faults that can be injected."""

    def __init__(self, server: int, data: Path) -> None:
        self._server = server
        self._cluster = data / "postgres"

    @property
    def faults(self) -> Mapping[str, Callable[[], bool]]:
        """Name of a fault → a function that injects it and returns whether there was a process to signal."""
        return {
            "postmaster killed": lambda: self._postmaster(signal.SIGKILL),
            "worker killed": lambda: self._child(WORKER),
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

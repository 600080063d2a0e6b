"""What is killed: parts of an embedded database, workers of a server and the processes that compute for them."""

import os
import random
import signal
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.processes import family
from recruit.adapters.postgres.embedded.postmaster import Postmaster, processes_of

WORKER = b"spawn_main"
COMPUTING = b"recruit.adapters.compute.child"
"""What the command lines of a server's children hold."""


class Victims:
    """A server's processes and its database's. The names of faults are what happens to whom."""

    def __init__(self, server: int, data: Path) -> None:
        self._server = server
        self._cluster = data / "postgres"

    @property
    def faults(self) -> Mapping[str, Callable[[], bool]]:
        """Do each; they return whether there was anybody."""
        return {
            "postmaster killed": lambda: self._postmaster(signal.SIGKILL),
            "worker killed": lambda: self._child(WORKER),
            "computing process killed": lambda: self._child(COMPUTING),
            "session killed": self._session,
            "database stopped": lambda: self._postmaster(signal.SIGINT),
            "database aborted": lambda: self._postmaster(signal.SIGQUIT),
        }

    def _postmaster(self, number: signal.Signals) -> bool:
        found = Postmaster.of(self._cluster)
        return found is not None and _sent(found.pid, number)

    def _session(self) -> bool:
        """Kill a process of the database that serves a connection; PostgreSQL then ends and recovers them all."""
        found = sessions(self._cluster)
        return bool(found) and _sent(random.choice(found), signal.SIGKILL)  # noqa: S311 - any will do

    def _child(self, mark: bytes) -> bool:
        children = [pid for pid in family(self._server)[1:] if mark in _command(pid)]
        return bool(children) and _sent(random.choice(children), signal.SIGKILL)  # noqa: S311 - any will do


def sessions(cluster: Path) -> list[int]:
    """Return the processes of a database that serve a connection each, without those that come and go by themselves."""
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

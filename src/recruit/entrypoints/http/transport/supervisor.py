"""A supervisor and its worker processes. Each side detects at once that the other has ended."""

import logging
import multiprocessing
import os
import signal
import socket
import time
from threading import Thread
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import multiprocess

from recruit.entrypoints.http.transport.accept_loop import DrainingServer, refuse_newcomers
from recruit.entrypoints.observability.endpoint import forget_gauges

STDIN = 0
PAUSE_SECONDS = 5
"""Pause between two attempts to replace a worker that died."""

FROM_A_TERMINAL = os.isatty(STDIN)
log = logging.getLogger(__name__)


class Worker(multiprocess.Process):
    """uvicorn's worker process with a `DrainingServer`."""

    @property
    def server(self) -> uvicorn.Server:
        """The server, created on first access, in the worker process."""
        if self._server is None:
            self._server = DrainingServer(self.config)
        return self._server


multiprocess.Process = Worker  # type: ignore[misc]
"""uvicorn's supervisor creates workers by this name in four places, and has no parameter for another class."""


class Supervisor(multiprocess.Multiprocess):
    """uvicorn's supervisor, but it doesn't wait for the reply of a worker that dies during a health check."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket.socket]) -> None:
        super().__init__(config, sockets)
        self._asked_to_stop = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)

    @property
    def failed(self) -> bool:
        """Whether a worker that couldn't start has ended the server, rather than a signal."""
        return not self._asked_to_stop and any(worker.exitcode == STARTUP_FAILURE for worker in self.processes)

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        """Queue the signal as uvicorn does, and refuse new connections, even if the workers got the signal as well."""
        for listening in self.sockets:
            refuse_newcomers(listening)
        self._asked_to_stop = True
        self.signal_queue.append(number)

    def terminate_all(self) -> None:
        """Close the sockets, and stop the workers. The workers accept the connections that wait, not this process."""
        for listening in self.sockets:
            listening.close()
        super().terminate_all()

    def keep_subprocess_alive(self) -> None:
        """Replace workers that have died unexpectedly."""
        before = [*self.processes]
        for worker in before:
            worker.child_conn.close()  # a copy held here would keep the pipe open after the worker's end
        super().keep_subprocess_alive()
        for worker, successor in zip(before, self.processes, strict=True):
            if worker is not successor:
                fields = {"pid": worker.pid, "exit_code": worker.exitcode}
                log.error("a worker process died and was replaced", extra={"fields": fields})
                forget_gauges(worker.pid)
        if self.failed and any(worker.exitcode is None and worker.is_ready() for worker in self.processes):
            self._replace_failed()

    def _replace_failed(self) -> None:
        """Keep running, and restart failed workers after a pause: others serve, so a start can succeed."""
        self.should_exit.clear()
        log.error("a worker process can't be started while others serve: trying again in %d s", PAUSE_SECONDS)
        end = time.monotonic() + PAUSE_SECONDS
        while not self.signal_queue and time.monotonic() < end:
            time.sleep(0.1)
        for place, worker in enumerate(self.processes):
            if worker.exitcode == STARTUP_FAILURE:
                self.processes[place] = Worker(self.config, self.sockets)
                self.processes[place].start()

    def handle_hup(self) -> None:
        """Replace the workers one by one, or stop if SIGHUP was sent because the terminal was closed."""
        if terminal_is_gone():
            signal.raise_signal(signal.SIGTERM)
        else:
            super().handle_hup()


def terminal_is_gone() -> bool:
    """Return whether this process was started from a terminal that has been closed since."""
    return FROM_A_TERMINAL and not os.isatty(STDIN)


def end_with_parent() -> None:
    """Stop this process as SIGTERM does when its parent process ends or has already ended.

    Without its parent, the process would no longer be replaced, restarted or stopped. The end of the parent closes a
    pipe, however it ends. Polling the parent's process id would miss a parent that ended before the first poll.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_outlast, args=(parent,), name="parent", daemon=True).start()


def _outlast(parent: Any) -> None:
    """Wait for the parent's end, then raise SIGTERM."""
    parent.join()
    log.warning("nobody watches over this process any more: stopping")
    signal.raise_signal(signal.SIGTERM)

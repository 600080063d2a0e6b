"""A supervisor and its worker processes. The supervisor detects at once that a worker has ended."""

import logging
import signal
import socket
import time
from functools import cached_property
from types import FrameType

import uvicorn
from uvicorn.config import STARTUP_FAILURE

from recruit.entrypoints.http.transport.accept_loop import DrainingServer, drop_new_connections
from recruit.entrypoints.http.transport.parent_process import terminal_was_closed
from recruit.entrypoints.http.transport.uvicorn_internals import (
    Multiprocess,
    Process,
    set_worker_class,
)
from recruit.entrypoints.observability.endpoint import remove_gauges

PAUSE_SECONDS = 5
"""Pause between two attempts to replace a worker that died."""

POLL_SECONDS = 0.1
"""Interval at which the supervisor looks at a worker that starts or ends."""

log = logging.getLogger(__name__)


class Worker(Process):
    """uvicorn's worker process with a `DrainingServer`."""

    @cached_property
    def server(self) -> uvicorn.Server:
        """The server, created on first access, in the worker process."""
        return DrainingServer(self.config)

    def join(self) -> None:
        """Wait for the end of the process, and remove its gauges: it may be killed, also while it drains."""
        super().join()
        remove_gauges(self.pid)


set_worker_class(Worker)


class Supervisor(Multiprocess):
    """uvicorn's supervisor, but it doesn't wait for the reply of a worker that dies during a health check."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket.socket]) -> None:
        super().__init__(config, sockets)
        self._asked_to_stop = False
        self._leaving: list[Process] = []
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)

    @property
    def failed(self) -> bool:
        """Whether a worker that couldn't start has ended the server, rather than a signal."""
        return not self._asked_to_stop and any(worker.exitcode == STARTUP_FAILURE for worker in self.processes)

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        """Queue the signal as uvicorn does, and refuse new connections, even if the workers got the signal as well."""
        for listening in self.sockets:
            drop_new_connections(listening)
        self._asked_to_stop = True
        self.signal_queue.append(number)

    def terminate_all(self) -> None:
        """Close the sockets, and stop the workers. The workers accept the connections that wait, not this process."""
        for listening in self.sockets:
            listening.close()
        super().terminate_all()

    def join_all(self) -> None:
        """Wait for the ends of the workers, also of one that was being replaced."""
        super().join_all()
        for worker in self._leaving:
            worker.join()

    def restart_all(self) -> None:
        """Replace each worker once its successor is ready. A signal to stop ends this at once."""
        for place, old in enumerate(self.processes):
            new = Worker(self.config, self.sockets)
            new.start()
            if not self._becomes_ready(new):
                new.kill()
                new.join()
                if not self._asked_to_stop:
                    log.error("a new worker process wasn't ready in time: the others are not replaced")
                return
            self.processes[place] = new
            self._leaving.append(old)
            old.terminate()
            while old.exitcode is None and not self._asked_to_stop:
                time.sleep(POLL_SECONDS)
            if self._asked_to_stop:
                return
            self._leaving.remove(old)
            old.join()

    def _becomes_ready(self, worker: Process) -> bool:
        """Wait until a worker serves. Return False if it ends or takes too long, and after a signal to stop."""
        deadline = time.monotonic() + self.config.timeout_worker_healthcheck
        while not self._asked_to_stop and worker.exitcode is None and time.monotonic() < deadline:
            if worker.is_ready(timeout=1):
                return True
            time.sleep(POLL_SECONDS)
        return False

    def keep_subprocess_alive(self) -> None:
        """Replace workers that have died unexpectedly."""
        before = [*self.processes]
        for worker in before:
            worker.child_conn.close()  # this process's copy, which would keep the pipe open after the worker
        super().keep_subprocess_alive()
        for worker, successor in zip(before, self.processes, strict=True):
            if worker is not successor:
                fields = {"pid": worker.pid, "exit_code": worker.exitcode}
                log.error("a worker process died and was replaced", extra={"fields": fields})
        if self.failed and any(worker.exitcode is None and worker.is_ready() for worker in self.processes):
            self._replace_failed()

    def _replace_failed(self) -> None:
        """Keep running, and restart failed workers after a pause: others serve, so a start can succeed."""
        self.should_exit.clear()
        log.error("a worker process can't be started while others serve: trying again in %d s", PAUSE_SECONDS)
        end = time.monotonic() + PAUSE_SECONDS
        while not self.signal_queue and time.monotonic() < end:
            time.sleep(POLL_SECONDS)
        for place, worker in enumerate(self.processes):
            if worker.exitcode == STARTUP_FAILURE:
                self.processes[place] = Worker(self.config, self.sockets)
                self.processes[place].start()

    def handle_hup(self) -> None:
        """Replace the workers one by one, or stop if SIGHUP was sent because the terminal was closed."""
        if terminal_was_closed():
            signal.raise_signal(signal.SIGTERM)
        else:
            super().handle_hup()

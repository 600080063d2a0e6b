"""A supervisor and its workers, of which each notices at once that the other is gone."""

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

STDIN = 0
PAUSE_SECONDS = 5
"""Between two tries to start a worker in place of one that died."""

FROM_A_TERMINAL = os.isatty(STDIN)
log = logging.getLogger(__name__)


class Worker(multiprocess.Process):
    """uvicorn's worker process, with a server that loses nobody on stopping."""

    @property
    def server(self) -> uvicorn.Server:
        """The server, made when it is first asked for, in the worker."""
        if self._server is None:
            self._server = DrainingServer(self.config)
        return self._server


multiprocess.Process = Worker  # type: ignore[misc]
"""uvicorn's supervisor makes workers of this name in four places, and can't be told another class."""


class Supervisor(multiprocess.Multiprocess):
    """uvicorn's. It asks each worker whether it lives, and of one that dies when asked it would await the answer."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket.socket]) -> None:
        super().__init__(config, sockets)
        self._asked_to_stop = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)

    @property
    def failed(self) -> bool:
        """Whether a worker that couldn't start ended the server, rather than a signal."""
        return not self._asked_to_stop and any(worker.exitcode == STARTUP_FAILURE for worker in self.processes)

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        """Note the signal as uvicorn does, and let no more connections be opened, also where workers got it, too."""
        for listening in self.sockets:
            refuse_newcomers(listening)
        self._asked_to_stop = True
        self.signal_queue.append(number)

    def terminate_all(self) -> None:
        """Stop the workers, to whom it is left to serve those who wait: none of them will be let in here."""
        for listening in self.sockets:
            listening.close()
        super().terminate_all()

    def keep_subprocess_alive(self) -> None:
        """Replace workers that have died, which nobody asked them to."""
        before = [*self.processes]
        for worker in before:
            worker.child_conn.close()  # the worker's end of the pipe, which ends with it unless we hold it open, too
        super().keep_subprocess_alive()
        for worker, successor in zip(before, self.processes, strict=True):
            if worker is not successor:
                fields = {"pid": worker.pid, "exit_code": worker.exitcode}
                log.error("a worker process died and was replaced", extra={"fields": fields})
        if self.failed and any(worker.exitcode is None and worker.is_ready() for worker in self.processes):
            self._replace_failed()

    def _replace_failed(self) -> None:
        """Go on, and try again after a pause to start workers that couldn't start: others serve, and it could once."""
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
        """Replace the workers one by one, or stop where the signal says that the terminal is gone."""
        if terminal_is_gone():
            signal.raise_signal(signal.SIGTERM)
        else:
            super().handle_hup()


def terminal_is_gone() -> bool:
    """Whether this process was started from a terminal that has been closed since."""
    return FROM_A_TERMINAL and not os.isatty(STDIN)


def end_with_parent() -> None:
    """Stop this process as SIGTERM does once the one that started it is gone, if it has been by now, too.

    Nobody would replace, restart or stop it any more. However the parent ends, its end of a pipe is closed: asking
    for its number would miss one that ended before the first look.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_outlast, args=(parent,), name="parent", daemon=True).start()


def _outlast(parent: Any) -> None:
    """Wait for the parent's end."""
    parent.join()
    log.warning("nobody watches over this process any more: stopping")
    signal.raise_signal(signal.SIGTERM)

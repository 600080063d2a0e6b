"""A supervisor and its workers, of which each notices at once that the other is gone."""

import logging
import multiprocessing
import signal
from threading import Thread
from typing import Any

from uvicorn.supervisors.multiprocess import Multiprocess

log = logging.getLogger(__name__)


class Supervisor(Multiprocess):
    """uvicorn's. It asks each worker whether it lives, and of one that dies when asked it would await the answer."""

    def keep_subprocess_alive(self) -> None:
        """Replace workers that have died."""
        for worker in self.processes:
            worker.child_conn.close()  # the worker's end of the pipe, which ends with it unless we hold it open, too
        super().keep_subprocess_alive()


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

"""Detection of the end of the parent process, and of the terminal that this process was started from."""

import logging
import multiprocessing
import os
import signal
from threading import Thread
from typing import Any

STDIN = 0
FROM_A_TERMINAL = os.isatty(STDIN)
log = logging.getLogger(__name__)


def terminal_was_closed() -> bool:
    """Return whether this process was started from a terminal that has been closed since."""
    return FROM_A_TERMINAL and not os.isatty(STDIN)


def end_with_parent() -> None:
    """Stop this process as SIGTERM does when its parent process ends or has already ended.

    Without its parent, the process would no longer be replaced, restarted or stopped. The end of the parent closes a
    pipe, however it ends. Polling the parent's process id would miss a parent that ended before the first poll.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_stop_after, args=(parent,), name="parent", daemon=True).start()


def _stop_after(parent: Any) -> None:
    """Wait for the parent's end, then raise SIGTERM."""
    parent.join()
    log.warning("nobody watches over this process any more: stopping")
    signal.raise_signal(signal.SIGTERM)

"""Workers whose supervisor is gone: nobody would replace, restart or stop them any more, so they stop."""

import logging
import multiprocessing
import signal
from threading import Thread
from typing import Any

log = logging.getLogger(__name__)


def end_with_parent() -> None:
    """Stop this process as SIGTERM does once the one that started it is gone, if it has been by now, too.

    However the parent ends, its end of a pipe is closed: asking for its number would miss one that ended before
    the first look.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_outlast, args=(parent,), name="parent", daemon=True).start()


def _outlast(parent: Any) -> None:
    """Wait for the parent's end."""
    parent.join()
    log.warning("nobody watches over this process any more: stopping")
    signal.raise_signal(signal.SIGTERM)

"""The last line of a start, and what the processes of a server know by it."""

import logging
import multiprocessing
import os

from recruit.entrypoints.settings import Settings

ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared with, not bound
"""What to open on this machine where every address is listened on."""

log = logging.getLogger(__name__)


class Announcement:
    """Logs the address to open, once for all workers of a server: they share what says whether it was logged.

    No lock guards the flag, which a worker that is killed would hold for ever.
    """

    def __init__(self, host: str, port: int, workers: int) -> None:
        """`port` is the one that is listened on."""
        self._host = ANY_ADDRESS.get(host, host)
        self._port = port
        processes = multiprocessing.get_context("spawn")
        self._first = processes.Semaphore(1) if workers > 1 else None  # it takes a process that watches over it
        self._served = processes.RawValue("b", 0)

    @property
    def made(self) -> bool:
        """Whether a process of this server has served: its data is there, and mustn't be made anew."""
        return bool(self._served.value)

    def make(self) -> None:
        """Log the address, unless another process has."""
        self._served.value = 1
        if self._first is not None and not self._first.acquire(block=False):
            return
        settings = Settings.from_environment(os.environ)
        host = f"[{self._host}]" if ":" in self._host else self._host
        url = f"http://{host}:{self._port}"
        fields = {"documentation": f"{url}/schema", "data_directory": str(settings.data_dir)}
        log.info("recruit serves on %s", url, extra={"fields": fields})

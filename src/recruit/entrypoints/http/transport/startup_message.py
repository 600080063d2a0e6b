"""The last line of a start, and what the processes of a server know by it."""

import logging
import multiprocessing
import os

from recruit.entrypoints.settings import Settings

ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared with, not bound
"""What to open on this machine where every address is listened on."""

log = logging.getLogger(__name__)


class Announcement:
    """Logs the address to open, once for all workers of a server: the one that gets the only byte of a pipe.

    A semaphore would be reported as leaked after the process that watches over the workers was killed. No lock guards
    the flag, which a worker that is killed would hold for ever.
    """

    def __init__(self, host: str, port: int) -> None:
        """`port` is the one that is listened on."""
        self._host = ANY_ADDRESS.get(host, host)
        self._port = port
        processes = multiprocessing.get_context("spawn")
        self._first, writer = processes.Pipe(duplex=False)
        with writer:
            os.write(writer.fileno(), b"1")
        self._served = processes.RawValue("b", 0)

    @property
    def made(self) -> bool:
        """Whether a process of this server has served: its data is there, and mustn't be made anew."""
        return bool(self._served.value)

    def make(self) -> None:
        """Log the address, unless another process has."""
        self._served.value = 1
        if not os.read(self._first.fileno(), 1):
            return
        settings = Settings.from_environment(os.environ)
        host = f"[{self._host}]" if ":" in self._host else self._host
        url = f"http://{host}:{self._port}"
        fields = {"documentation": f"{url}/schema", "data_directory": str(settings.data_dir)}
        log.info("recruit serves on %s", url, extra={"fields": fields})

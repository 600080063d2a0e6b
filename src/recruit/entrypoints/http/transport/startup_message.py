"""The last log line of a startup, shared by all processes of a server."""

import logging
import multiprocessing
import os

from recruit.entrypoints.settings import Settings, http_url

log = logging.getLogger(__name__)


class StartupMessage:
    """Logs the server's URL once for all its workers. The worker that reads the only byte of a pipe logs it.

    A semaphore would be reported as leaked after the supervisor was killed. The flag has no lock, because a killed
    worker would hold it for ever.
    """

    def __init__(self, host: str, port: int) -> None:
        """Create the pipe and the flag. `port` is the port that the server listens on."""
        self._url = http_url(host, port)
        processes = multiprocessing.get_context("spawn")
        self._first, writer = processes.Pipe(duplex=False)
        with writer:
            os.write(writer.fileno(), b"1")
        self._served = processes.RawValue("b", 0)

    @property
    def has_served(self) -> bool:
        """Whether a process of this server has served, so that its data exists and mustn't be created again."""
        return bool(self._served.value)

    def log(self, setup_code: str | None) -> None:
        """Set the flag, and log the URL, and the setup code if it is needed, unless another process has."""
        self._served.value = 1
        if not os.read(self._first.fileno(), 1):
            return
        settings = Settings.from_environment(os.environ)
        fields = {"documentation": f"{self._url}/schema"}
        if not settings.is_in_memory:
            fields["data_directory"] = str(settings.data_dir)
        if setup_code is not None:
            fields |= {"setup": f"{settings.public_url or self._url}/setup", "setup_code": setup_code}
        log.info("recruit serves on %s", self._url, extra={"fields": fields})

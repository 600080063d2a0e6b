"""Metrics endpoint: `/metrics` on a separate port, so that access to metrics and to the API can be granted apart."""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import AF_INET6
from threading import Thread
from urllib.parse import urlsplit

from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints.observability import exposition
from recruit.entrypoints.observability.shared_metrics import read
from recruit.entrypoints.settings import Settings

DIRECTORY = "_RECRUIT_NUMBERS"
"""Environment variable that passes the metrics directory to worker processes."""

PATIENCE_SECONDS = 5
"""Timeout for reading a client's request."""

log = logging.getLogger(__name__)


class Endpoint(ThreadingHTTPServer):
    """An HTTP server of the metrics in a directory, with one thread per request."""

    daemon_threads = True

    def __init__(self, host: str, port: int, directory: Path) -> None:
        """Bind and listen. Raises OSError, and UnicodeError for a malformed host name."""
        self.directory = directory
        if ":" in host:
            self.address_family = AF_INET6
        super().__init__((host, port), _Handler)

    @property
    def url(self) -> str:
        """The URL of the metrics."""
        host, port = self.server_address[:2]
        return f"http://{f'[{host!s}]' if ':' in str(host) else host!s}:{port}/metrics"


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint
    timeout = PATIENCE_SECONDS
    server_version, sys_version = "recruit", ""

    def do_GET(self) -> None:
        """Respond with the metrics, or with 404 for any other path."""
        if urlsplit(self.path).path != "/metrics":
            self.send_error(404)
            return
        body = exposition.text(read(self.server.directory)).encode()
        self.send_response(200)
        self.send_header("Content-Type", exposition.CONTENT_TYPE)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Log nothing: scrapes every few seconds would fill the log."""


@contextmanager
def exposed(settings: Settings) -> Iterator[str | None]:
    """Serve the metrics of this process and its child processes until the block ends. Log and yield their URL.

    Yield None if metrics are off, or if the default address is in use. Raises ConfigurationError if an address that
    RECRUIT_METRICS sets can't be listened on.
    """
    if settings.metrics is None:
        yield None
        return
    directory = Path(tempfile.mkdtemp(prefix="recruit-numbers-"))
    os.environ[DIRECTORY] = str(directory)
    try:
        with _listening(settings, directory) as endpoint:
            url = endpoint.url if endpoint else None
            log.info("metrics", extra={"fields": {"url": url}})
            yield url
    finally:
        del os.environ[DIRECTORY]
        shutil.rmtree(directory, ignore_errors=True)


@contextmanager
def _listening(settings: Settings, directory: Path) -> Iterator[Endpoint | None]:
    host, port = settings.metrics or ("", 0)
    try:
        endpoint = Endpoint(host, port, directory)
    except (OSError, UnicodeError) as error:
        if "RECRUIT_METRICS" in settings.options:
            raise ConfigurationError(f"RECRUIT_METRICS: {host}:{port} can't be listened on") from error
        yield None
        return
    with endpoint:
        Thread(target=endpoint.serve_forever, name="metrics", daemon=True).start()
        try:
            yield endpoint
        finally:
            endpoint.shutdown()

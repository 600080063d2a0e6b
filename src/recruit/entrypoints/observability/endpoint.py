"""Metrics endpoint: `/metrics` on a separate port, so that access to metrics and to the API can be granted apart."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import REGISTRY, CollectorRegistry, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints.scratch_directories import scratch_directory
from recruit.entrypoints.settings import Settings

DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"
"""Environment variable that has a worker process keep its metrics in a directory (prometheus-client)."""

METRICS = "recruit-metrics-"
"""Prefix of the directories of the metrics' files."""

log = logging.getLogger(__name__)


@contextmanager
def serve_metrics(settings: Settings, workers: int = 1) -> Iterator[str | None]:
    """Serve the metrics of this process, or of its `workers`, until the block ends. Log and yield their URL.

    Yield None if metrics are off, or if the default address is in use. Raises ConfigurationError if an address that
    RECRUIT_METRICS sets can't be listened on.
    """
    if settings.metrics is None:
        yield None
    elif workers == 1:
        with _serve(settings, REGISTRY) as url:
            yield url
    else:
        with scratch_directory(METRICS) as directory:
            registry = CollectorRegistry()
            MultiProcessCollector(registry, directory)  # type: ignore[no-untyped-call]
            os.environ[DIRECTORY] = str(directory)
            try:
                with _serve(settings, registry) as url:
                    yield url
            finally:
                del os.environ[DIRECTORY]


@contextmanager
def _serve(settings: Settings, registry: CollectorRegistry) -> Iterator[str | None]:
    host, port = settings.metrics or ("", 0)
    try:
        server, _ = start_http_server(port, host, registry)
    except (OSError, UnicodeError) as error:
        if "RECRUIT_METRICS" in settings.options:
            raise ConfigurationError(f"RECRUIT_METRICS: {host}:{port} can't be listened on") from error
        log.info("metrics", extra={"fields": {"url": None}})
        yield None
        return
    url = f"http://{f'[{host}]' if ':' in host else host}:{server.server_port}/metrics"
    log.info("metrics", extra={"fields": {"url": url}})
    try:
        yield url
    finally:
        server.shutdown()
        server.server_close()


def remove_gauges(pid: int | None) -> None:
    """Remove the gauges of a worker process that has ended. Its counters stay."""
    if pid is not None and DIRECTORY in os.environ:
        mark_process_dead(pid)  # type: ignore[no-untyped-call]

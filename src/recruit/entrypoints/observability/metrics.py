"""Metrics of a process, kept by prometheus-client.

The workers of one server keep them in files (prometheus-client's multi-process mode), so that counters never fall when
a worker is replaced. A process that serves alone keeps them in memory.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds of the buckets of every histogram, in seconds."""

Metric = TypeVar("Metric", Counter, Gauge, Histogram)

disable_created_metrics()  # type: ignore[no-untyped-call]


class Metrics:
    """All metrics. One with labels is a function of the labels' values.

    Gauges are sums over the live processes, `oldest` is their maximum.
    """

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        """Register the metrics, by default in a registry of their own."""
        self.registry = registry = registry or CollectorRegistry()

        def durations(name: str, help: str, labels: Sequence[str] = ("outcome",)) -> Callable[..., Histogram]:  # noqa: A002 - prometheus-client's word
            return _labelled(Histogram(f"recruit_{name}_seconds", help, labels, registry=registry, buckets=BOUNDS))

        def gauge(name: str, help: str, labels: Sequence[str] = (), mode: str = "livesum") -> Gauge:  # noqa: A002
            return Gauge(f"recruit_{name}", help, labels, registry=registry, multiprocess_mode=mode)  # type: ignore[arg-type]

        def counter(name: str, help: str, labels: Sequence[str] = ()) -> Counter:  # noqa: A002
            return Counter(f"recruit_{name}", help, labels, registry=registry)

        self.requests = durations(
            "http_request_duration",
            "How long requests took, by method, route and status.",
            ("method", "route", "status"),
        )
        self.in_flight = gauge("http_requests_in_flight", "Requests that are being answered.")
        self.units = durations("unit_of_work_duration", "How long transactions took, waiting included, by outcome.")
        self.waits = Histogram(
            "recruit_storage_wait_duration_seconds",
            "How long transactions waited for a connection, those that look up one record aside.",
            registry=registry,
            buckets=BOUNDS,
        )
        self.connections = _labelled(gauge("storage_connections", "Connections to the database, by state.", ("state",)))
        self.connections_most = gauge("storage_connections_most", "Connections that may be opened.")
        self.embedder = durations("embedder_call_duration", "How long calls to the embedder took, by outcome.")
        self.embedded = counter("embedder_texts_total", "Texts that were sent to the embedder.")
        self.language = durations(
            "language_model_call_duration",
            "How long calls to the language model took, by outcome; after one that isn't ok, rules did the work.",
        )
        self.documents = durations("document_read_duration", "How long reading files took, by outcome.")
        work = ("work",)
        waiting = gauge("background_organisations", "Organisations that wait for background work, by work.", work)
        oldest = gauge("background_oldest_seconds", "How long the first of those has waited, by work.", work, "livemax")
        records = counter("background_records_total", "Records on which background work was done, by work.", work)
        failures = counter("background_failures_total", "Rounds of background work that failed, by work.", work)
        self.queue, self.oldest = _labelled(waiting), _labelled(oldest)
        self.records, self.failures = _labelled(records), _labelled(failures)
        attempts = counter("webhook_attempts_total", "Messages sent to webhooks, by state of the attempt.", ("state",))
        self.webhook_attempts = _labelled(attempts)
        self.webhooks_disabled = counter("webhooks_disabled_total", "Webhooks disabled by failed deliveries.")
        self.resident = gauge("process_resident_bytes", "Memory of the serving processes.")
        self.descriptors = gauge("process_open_descriptors", "File descriptors of the serving processes.")


def _labelled(metric: Metric) -> Callable[..., Metric]:
    """Return `metric.labels` with a cache, which takes a tenth of the time. Labels have few values."""
    return cache(metric.labels)

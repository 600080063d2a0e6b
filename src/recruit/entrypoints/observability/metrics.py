"""Metric families: their names in Prometheus, kinds and help texts."""

from dataclasses import dataclass
from enum import StrEnum

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds of the buckets of every histogram, in seconds."""


class Kind(StrEnum):
    """Kind of a metric, which decides how the values of several processes are merged.

    COUNTER and HISTOGRAM are summed over all processes, dead ones included. SUM is the sum over live processes, MOST
    the maximum over them.
    """

    COUNTER = "counter"
    HISTOGRAM = "histogram"
    SUM = "gauge of all"
    MOST = "gauge of one"


@dataclass(frozen=True, slots=True)
class Family:
    """A metric family: metrics of one name that differ in their labels."""

    name: str
    kind: Kind
    help: str

    @property
    def type(self) -> str:
        """The Prometheus metric type."""
        return self.kind.partition(" ")[0]


REQUESTS = Family(
    "recruit_http_request_duration_seconds", Kind.HISTOGRAM, "How long requests took, by method, route and status."
)
IN_FLIGHT = Family("recruit_http_requests_in_flight", Kind.SUM, "Requests that are being answered.")
UNITS = Family(
    "recruit_unit_of_work_duration_seconds", Kind.HISTOGRAM, "How long transactions took, waiting included, by outcome."
)
WAITS = Family(
    "recruit_storage_wait_duration_seconds",
    Kind.HISTOGRAM,
    "How long transactions waited for a connection, those that look up one record aside.",
)
CONNECTIONS = Family("recruit_storage_connections", Kind.SUM, "Connections to the database, by state.")
CONNECTIONS_MOST = Family("recruit_storage_connections_most", Kind.SUM, "Connections that may be opened.")
EMBEDDER = Family(
    "recruit_embedder_call_duration_seconds", Kind.HISTOGRAM, "How long calls to the embedder took, by outcome."
)
EMBEDDED = Family("recruit_embedder_texts_total", Kind.COUNTER, "Texts that were sent to the embedder.")
LANGUAGE = Family(
    "recruit_language_model_call_duration_seconds",
    Kind.HISTOGRAM,
    "How long calls to the language model took, by outcome; after one that isn't ok, rules did the work.",
)
DOCUMENTS = Family("recruit_document_read_duration_seconds", Kind.HISTOGRAM, "How long reading files took, by outcome.")
QUEUE = Family("recruit_background_organisations", Kind.SUM, "Organisations that wait for background work, by work.")
OLDEST = Family("recruit_background_oldest_seconds", Kind.MOST, "How long the first of those has waited, by work.")
RECORDS = Family(
    "recruit_background_records_total", Kind.COUNTER, "Records on which background work was done, by work."
)
FAILURES = Family("recruit_background_failures_total", Kind.COUNTER, "Rounds of background work that failed, by work.")
RESIDENT = Family("recruit_process_resident_bytes", Kind.SUM, "Memory of the serving processes.")
DESCRIPTORS = Family("recruit_process_open_descriptors", Kind.SUM, "File descriptors of the serving processes.")

FAMILIES = (
    *(REQUESTS, IN_FLIGHT, UNITS, WAITS, CONNECTIONS, CONNECTIONS_MOST, EMBEDDER, EMBEDDED, LANGUAGE, DOCUMENTS),
    *(QUEUE, OLDEST, RECORDS, FAILURES, RESIDENT, DESCRIPTORS),
)

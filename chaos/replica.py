"""Replicas that are built from what readers of the feed and of synchronised lists got, and the check of both."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

LISTS = {"job": "/jobs", "candidate": "/candidates", "application": "/applications"}
"""Kind of record → the path of its list."""

Row = Mapping[str, Any]
Rows = Mapping[str, Mapping[int, Row]]
"""Records by kind and id."""


class EventReplica:
    """The state of an organisation's records that follows from its events, and the violations of their order.

    `position` is the sequence of the last event. `stages` holds the ids of existing records by kind, each with the
    stage that it entered last, None for kinds without stages.
    """

    def __init__(self, name: str) -> None:
        self.broken: list[str] = []
        self.position = 0
        self.stages: dict[str, dict[int, str | None]] = {kind: {} for kind in LISTS}
        self._name = name
        self._read: Counter[int] = Counter()
        self._deleted: set[tuple[str, int]] = set()

    def add(self, event: Row) -> None:
        """Apply the next event, and check that it can follow the ones before it."""
        if event["sequence"] <= self.position:
            self._complain(event, f"after sequence {self.position}")
        self.position = event["sequence"]
        self._read[event["id"]] += 1
        if self._read[event["id"]] > 1:
            self._complain(event, "for the second time")
        if event["entity"] in LISTS:
            self._apply(event, self.stages[event["entity"]], (event["entity"], event["entity_id"]))

    def _apply(self, event: Row, stages: dict[int, str | None], record: tuple[str, int]) -> None:
        exists, is_creation = record[1] in stages, event["type"].endswith(".created")
        if record in self._deleted:
            self._complain(event, "after the record was deleted")
        elif exists is is_creation:
            self._complain(event, "of a record that exists" if exists else "before the record was created")
        if event["type"].endswith(".deleted"):
            stages.pop(record[1], None)
            self._deleted.add(record)
        else:
            stages[record[1]] = event["stage"] or stages.get(record[1])

    def differences(self, stored: Rows, entry_ids: Sequence[int]) -> Iterator[str]:
        """Yield what was read wrong or not at all, by the stored records and the ids of their entries in the log."""
        yield from self.broken
        for kind, rows in stored.items():
            expected = {id_: row.get("status") if kind == "application" else None for id_, row in rows.items()}
            for id_ in expected.keys() - self.stages[kind].keys():
                yield f"{self._name} has no {kind} {id_}"
            for id_ in self.stages[kind].keys() - expected.keys():
                yield f"{self._name} has {kind} {id_}, which doesn't exist"
            for id_ in expected.keys() & self.stages[kind].keys():
                if expected[id_] != self.stages[kind][id_]:
                    yield f"{self._name} has {kind} {id_} at {self.stages[kind][id_]}, which is at {expected[id_]}"
        for id_ in sorted(set(entry_ids) - self._read.keys()):
            yield f"{self._name} lacks event {id_}"

    def _complain(self, event: Row, what: str) -> None:
        named = f"event {event['id']} ({event['type']} of {event['entity']} {event['entity_id']})"
        self.broken.append(f"{self._name} read {named} with sequence {event['sequence']} {what}")


class ListReplica:
    """Copies of the lists, by kind and id, that are kept up to date by pages of a synchronisation."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[int, Row]] = {kind: {} for kind in LISTS}

    def apply(self, kind: str, page: Mapping[str, Any]) -> None:
        """Apply a page."""
        self.rows[kind] |= {row["id"]: row for row in page["items"]}
        for id_ in page["deleted"]:
            self.rows[kind].pop(id_, None)

    def differences(self, stored: Rows) -> Iterator[str]:
        """Yield each difference from the stored records."""
        for kind, rows in stored.items():
            for id_ in rows.keys() | self.rows[kind].keys():
                copied, row = self.rows[kind].get(id_), rows.get(id_)
                if copied != row:
                    yield f"the synchronised list has {kind} {id_} as {copied}, where the list has {row}"

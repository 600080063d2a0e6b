"""The ledger of a client: its requests, their acknowledgements, and the check of the stored records against both."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

FIELDS = {"candidates": ("full_name", "headline", "notes"), "jobs": ("title", "department", "description")}
"""Kind → the field that identifies a row, and two fields that always change together."""

Row = Mapping[str, Any]


@dataclass(slots=True)
class Sent:
    """A row that a client asked to create. `marks`: possible values of its fields, the last acknowledged one first."""

    marks: list[str]
    id: int | None = None

    def acknowledged(self, mark: str) -> None:
        """Remove the marks before an acknowledged one."""
        del self.marks[: self.marks.index(mark)]


@dataclass(slots=True)
class Ledger:
    """The requests of one organisation.

    `rows`: by kind and name. `pairs`: id of the application, or None if not acknowledged, by job and candidate.
    `matches`: number by outcome.
    """

    rows: dict[str, dict[str, Sent]] = field(default_factory=lambda: {kind: {} for kind in FIELDS})
    pairs: dict[tuple[int, int], int | None] = field(default_factory=dict)
    matches: Counter[str] = field(default_factory=Counter)

    def kept(self, kind: str) -> list[Sent]:
        """Return the acknowledged rows."""
        return [sent for sent in self.rows[kind].values() if sent.id is not None]

    def broken(self, kind: str, found: Iterable[Row]) -> Iterator[str]:
        """Compare with the stored rows, and yield a description of each broken promise."""
        name, *changeable = FIELDS[kind]
        times = Counter(row[name] for row in found)
        for row in found:
            sent = self.rows[kind].get(row[name])
            values = {row[field] for field in changeable}
            if sent is None:
                yield f"{kind} has {row[name]!r}, which no client sent"
            elif len(values) > 1:
                yield f"{kind} {row['id']} is half changed: {values}"
            elif not values <= set(sent.marks):
                yield f"{kind} {row['id']} has {values}, where {sent.marks[0]!r} was acknowledged"
            elif sent.id not in {None, row["id"]}:
                yield f"{kind} {row[name]!r} was acknowledged as {sent.id} and is {row['id']}"
        for key, sent in self.rows[kind].items():
            if times[key] > 1 or (sent.id is not None and times[key] != 1):
                yield f"{kind} {key!r} is there {times[key]} times"

    def broken_pairs(self, found: Iterable[Row]) -> Iterator[str]:
        """Compare with the stored applications, and yield a description of each broken promise."""
        there = Counter((row["job_id"], row["candidate_id"]) for row in found)
        for pair, id_ in self.pairs.items():
            if there[pair] > 1 or (id_ is not None and there[pair] != 1):
                yield f"the application of {pair} is there {there[pair]} times"
        for pair in there.keys() - self.pairs.keys():
            yield f"there is an application of {pair}, which no client sent"

    def broken_matches(self, logs: Iterable[Row], size: int) -> Iterator[str]:
        """Compare with the stored match logs, and yield a description of each broken promise.

        The `size` logs of one match are written in one transaction.
        """
        groups = Counter(log["created_at"] for log in logs)
        for time, found in groups.items():
            if found != size:
                yield f"of the match at {time}, {found} of {size} logs are there"
        acknowledged, asked = self.matches["acknowledged"], self.matches.total()
        if not acknowledged <= len(groups) <= asked:
            yield f"{acknowledged} matches of {asked} were acknowledged, {len(groups)} are logged"

"""What a client has sent and what it was told, and what must therefore be there in the end."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

FIELDS = {"candidates": ("full_name", "headline", "notes"), "jobs": ("title", "department", "description")}
"""By kind: the field that tells which row it is, and two that always change together."""

Row = Mapping[str, Any]


@dataclass(slots=True)
class Sent:
    """A row that was asked for. Its `marks` are what its fields may hold, the last acknowledged one first."""

    marks: list[str]
    id: int | None = None

    def acknowledged(self, mark: str) -> None:
        """Forget what came before a mark that is there for certain."""
        del self.marks[: self.marks.index(mark)]


@dataclass(slots=True)
class Ledger:
    """The rows of one organisation by kind and name, its applications by pair, its matches by number."""

    rows: dict[str, dict[str, Sent]] = field(default_factory=lambda: {kind: {} for kind in FIELDS})
    pairs: dict[tuple[int, int], int | None] = field(default_factory=dict)
    matches: Counter[str] = field(default_factory=Counter)

    def kept(self, kind: str) -> list[Sent]:
        """The rows that were acknowledged."""
        return [sent for sent in self.rows[kind].values() if sent.id is not None]

    def broken(self, kind: str, found: Iterable[Row]) -> Iterator[str]:
        """Compare with the rows that are there, and say what isn't as it was promised."""
        name, *changeable = FIELDS[kind]
        times = Counter(row[name] for row in found)
        for row in found:
            sent = self.rows[kind].get(row[name])
            values = {row[field] for field in changeable}
            if sent is None:
                yield f"{kind} has {row[name]!r}, which nobody sent"
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
        """Do the same for applications."""
        there = Counter((row["job_id"], row["candidate_id"]) for row in found)
        for pair, id_ in self.pairs.items():
            if there[pair] > 1 or (id_ is not None and there[pair] != 1):
                yield f"the application of {pair} is there {there[pair]} times"
        for pair in there.keys() - self.pairs.keys():
            yield f"there is an application of {pair}, which nobody sent"

    def broken_matches(self, logs: Iterable[Row], size: int) -> Iterator[str]:
        """Do the same for logs of matches: those of one match are written together."""
        groups = Counter(log["created_at"] for log in logs)
        for time, found in groups.items():
            if found != size:
                yield f"of the match at {time}, {found} of {size} logs are there"
        acknowledged, asked = self.matches["acknowledged"], self.matches.total()
        if not acknowledged <= len(groups) <= asked:
            yield f"{acknowledged} matches of {asked} were acknowledged, {len(groups)} are logged"

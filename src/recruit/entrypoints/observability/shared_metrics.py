"""Metrics of a process in memory-mapped files, which other processes can read even after it was killed.

Each process has two files: `PID-RANDOM.names`, with one line per number, and `PID-RANDOM.values`, with as many doubles.
A reader merges the numbers of all processes. Counting is a memory access and takes less than a microsecond.
"""

import mmap
import os
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from recruit.entrypoints.observability.metrics import BOUNDS, Family, Kind

MOST = 2**14
"""Bound of the numbers of a process; further ones aren't counted. Routes and statuses need fewer."""

UNREAD = MOST - len(BOUNDS) - 2
"""Slot for numbers beyond the bound, which no reader reads. A histogram fits behind it."""

DOUBLE_BYTES = 8
SUM = "sum"

Labels: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Name:
    """Identity of a number: its family, its labels, and in a histogram the bucket's upper bound or SUM."""

    family: str
    labels: str
    cell: str = ""


class Numbers:
    """The numbers of this process. Not thread-safe: only one thread may change them."""

    def __init__(self, directory: Path | None = None) -> None:
        """Store the numbers in files in `directory`, or, without one, in private memory."""
        self._names: list[Name] = []
        self._slots: dict[tuple[str, Labels], int] = {}
        self._file: Path | None = None
        memory: bytearray | mmap.mmap = bytearray(MOST * DOUBLE_BYTES)
        if directory is not None:
            # The random part avoids the files of a dead process that had the same id.
            self._file = directory / f"{os.getpid()}-{os.urandom(4).hex()}.names"
            with self._file.with_suffix(".values").open("x+b") as values:
                values.truncate(MOST * DOUBLE_BYTES)
                memory = mmap.mmap(values.fileno(), 0)
            self._file.touch()  # last: readers look for this file
        self._values = memoryview(memory).cast("d")

    def add(self, family: Family, labels: Labels = (), amount: float = 1) -> None:
        """Add `amount` to a counter or a gauge."""
        self._values[self._slot(family, labels)] += amount

    def set(self, family: Family, value: float, labels: Labels = ()) -> None:
        """Set a gauge."""
        self._values[self._slot(family, labels)] = value

    def observe(self, family: Family, seconds: float, labels: Labels = ()) -> None:
        """Add a duration to a histogram."""
        first = self._slot(family, labels)
        self._values[first] += seconds
        self._values[first + 1 + bisect_left(BOUNDS, seconds)] += 1

    def all(self) -> Iterator[tuple[Name, float]]:
        """Yield the names and values of all numbers of this process."""
        yield from zip(self._names, self._values, strict=False)

    def _slot(self, family: Family, labels: Labels) -> int:
        """Return the index of a number, or of the first number of a histogram; the others follow it."""
        if (found := self._slots.get((family.name, labels))) is not None:
            return found
        slot = self._new(family, labels)
        if slot != UNREAD:
            self._slots[family.name, labels] = slot
        return slot

    def _new(self, family: Family, labels: Labels) -> int:
        text = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels)
        cells = (SUM, *map(str, BOUNDS), "+Inf") if family.kind is Kind.HISTOGRAM else ("",)
        slot = len(self._names)
        if slot + len(cells) > UNREAD:
            return UNREAD
        names = [Name(family.name, text, cell) for cell in cells]
        if self._file is not None:
            with self._file.open("a", encoding="utf-8") as file:
                file.write("".join(f"{name.family}\t{name.labels}\t{name.cell}\n" for name in names))
        self._names += names
        return slot


def read(directory: Path) -> Iterator[tuple[int, Name, float]]:
    """Yield process id, name and value of the numbers of all processes that store them in `directory`."""
    for names in sorted(directory.glob("*.names")):
        lines = names.read_text("utf-8").split("\n")[:-1]
        values = memoryview(names.with_suffix(".values").read_bytes()).cast("d")
        for line, value in zip(lines, values, strict=False):
            yield int(names.stem.partition("-")[0]), Name(*line.split("\t")), value


def _escaped(value: str) -> str:
    """Escape a label value for the Prometheus text format. Tabs become spaces: they separate fields in our files."""
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n").replace("\t", " ")

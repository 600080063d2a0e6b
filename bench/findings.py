"""The findings of a part: tables and charts, with their formats."""

import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

UNKNOWN = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of text. `reading` explains its numbers."""

    title: str
    reading: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]

    def markdown(self) -> str:
        """Return the table as GitHub Flavored Markdown."""
        lines = [self.header, ["---", *["---:"] * (len(self.header) - 1)], *self.rows]
        table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
        return f"### {self.title}\n\n{self.reading}\n\n{table}\n"

    def text(self) -> str:
        """Return the table in aligned columns of plain text."""
        lines = [self.header, *self.rows]
        widths = [max(len(line[place]) for line in lines) for place in range(len(self.header))]
        columns = "\n".join(
            "  ".join(
                [
                    line[0].ljust(widths[0]),
                    *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)),
                ]
            )
            for line in lines
        )
        return f"{self.title}\n{self.reading}\n{columns}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The title, tables and charts of one part. `charts`: SVG by name."""

    title: str
    tables: Sequence[Table]
    charts: Mapping[str, str] = field(default_factory=dict)


def progress(*words: str) -> None:
    """Print progress to standard error."""
    print(*words, sep="  ", file=sys.stderr, flush=True)  # noqa: T201 - its purpose


def times(ratio: float) -> str:
    """Return a ratio to two or three digits, such as `0.0012 ×`, `0.42 ×`, `1.73 ×`, `212 ×`."""
    digits = max(0, 2 - math.floor(math.log10(ratio)))
    return f"{ratio:.{min(digits, 4)}f} ×"


def count(number: int) -> str:
    """Return a number with thousands separators."""
    return f"{number:,}"

"""Text of a page's runs in reading order."""

from collections.abc import Iterator

from recruit.adapters.documents.pdf.columns import split
from recruit.adapters.documents.pdf.runs import Run, rows

DEEPEST = 12
MOST_RUNS = 3_000
"""Limit of runs for column detection. A page with more isn't from a résumé and is read line by line."""

PARAGRAPH_GAP = 0.6
"""Gap between paragraphs, as a fraction of the line height."""


def text(runs: list[Run]) -> str:
    """Return the lines of a page: columns one after another, with tabs between separate runs on a line."""
    return "\n".join(line for part in _parts(runs, DEEPEST if len(runs) <= MOST_RUNS else 0) for line in _lines(part))


def _parts(runs: list[Run], depth: int) -> Iterator[list[Run]]:
    parts = split(runs) if depth else []
    if not parts:
        yield runs
    for part in parts:
        yield from _parts(part, depth - 1)


def _lines(runs: list[Run]) -> Iterator[str]:
    above: float | None = None
    for row in rows(runs):
        top = max(run.top for run in row)
        if above is not None and above - top > PARAGRAPH_GAP * row[0].height:
            yield ""
        yield "\t".join(run.text for run in row)
        above = min(run.bottom for run in row)
    yield ""

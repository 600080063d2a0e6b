"""Text of a page's runs in reading order: columns are read one after another.

gutter = a vertical strip that no run crosses over some height, with lines on either side
band   = the height between two runs that cross the gutter

Lines left and right of a gutter are columns, rows of a table, or titles with dates in the margin. They are told apart
by the content order of the file, column by column or row by row; if that is inconclusive, by whether the lines on both
sides are at the same heights.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from recruit.adapters.documents.pdf.runs import Run, rows

DEEPEST = 12
MOST_RUNS = 3_000
"""Limit of runs for column detection. A page with more isn't from a résumé and is read line by line."""

PARAGRAPH_GAP = 0.6
"""Gap between paragraphs, as a fraction of the line height."""

NARROWEST = 0.7
"""Smallest distance between columns, in ems."""

FEWEST_LINES = 3
MOST_GUTTERS = 60
LEVEL = 0.3
SIDE_BY_SIDE = 0.4
HALF = 0.5
FAR_LARGER = 1.3
APART = 2.2
"""Line distance, in line heights, beyond which lines are margin notes. Double-spaced text has 2."""


@dataclass(frozen=True, slots=True)
class _Band:
    left: list[Run]
    right: list[Run]
    above: list[Run]
    below: list[Run]

    @property
    def shared(self) -> float:
        """Height over which both sides have lines."""
        return min(_top(self.left), _top(self.right)) - max(_bottom(self.left), _bottom(self.right))


def text(runs: list[Run]) -> str:
    """Return the lines of a page: columns one after another, with tabs between separate runs on a line."""
    return "\n".join("\t".join(run.text for run in line) for line in lines(runs))


def lines(runs: list[Run]) -> Iterator[list[Run]]:
    """Yield the runs of each line in reading order. A line without runs separates paragraphs and columns."""
    for part in _parts(runs, DEEPEST if len(runs) <= MOST_RUNS else 0):
        yield from _lines(part)


def _parts(runs: list[Run], depth: int) -> Iterator[list[Run]]:
    parts = _columns(runs) if depth else []
    if not parts:
        yield runs
    for part in parts:
        yield from _parts(part, depth - 1)


def _lines(runs: list[Run]) -> Iterator[list[Run]]:
    above: float | None = None
    for row in rows(runs):
        top = _top(row)
        if above is not None and above - top > PARAGRAPH_GAP * row[0].height:
            yield []
        yield row
        above = _bottom(row)
    yield []


def _columns(runs: list[Run]) -> list[list[Run]]:
    """Return the best split of a region in reading order: part above, columns, part below. Empty without columns."""
    bands = [band for gutter in _gutters(runs) for band in _bands(runs, gutter) if _is_columns(band)]
    if not bands:
        return []
    best = max(bands, key=lambda band: (round(band.shared), -max(run.right for run in band.left)))
    columns = [best.left, best.right]
    if _size(best.right) >= FAR_LARGER * _size(best.left):
        columns.reverse()  # the column under the page's title comes first
    return [part for part in (best.above, *columns, best.below) if part]


def _gutters(runs: Sequence[Run]) -> list[float]:
    """Return the most frequent left edges of runs, less one point."""
    counts = Counter(round(run.left) for run in runs)
    return [edge - 1.0 for edge, _ in counts.most_common(MOST_GUTTERS)]


def _bands(runs: list[Run], gutter: float) -> Iterator[_Band]:
    left, right, across = [], [], []
    for run in runs:
        if run.left >= gutter:
            right.append(run)
        elif run.right <= gutter - NARROWEST * run.height + 1.0:
            left.append(run)
        else:
            across.append(run)
    if not left or not right:
        return
    edges = sorted({run.middle for run in across}, reverse=True)
    tops, bottoms = [float("inf"), *edges], [*edges, float("-inf")]
    for top, bottom in zip(tops, bottoms, strict=True):
        inside_left = [run for run in left if bottom < run.middle < top]
        inside_right = [run for run in right if bottom < run.middle < top]
        if len(inside_left) >= FEWEST_LINES and len(inside_right) >= FEWEST_LINES:
            yield _Band(
                inside_left,
                inside_right,
                [run for run in runs if run.middle >= top],
                [run for run in runs if run.middle <= bottom],
            )


def _is_columns(band: _Band) -> bool:
    left, right = list(rows(band.left)), list(rows(band.right))
    fewest = min(len(left), len(right))
    if fewest < FEWEST_LINES:
        return False
    height = min(_top(band.left) - _bottom(band.left), _top(band.right) - _bottom(band.right))
    if band.shared < SIDE_BY_SIDE * height or _is_margin(*sorted((left, right), key=len)):
        return False
    return _changes(band) <= max(2, fewest // 5) or _level(left, right) < HALF * fewest


def _is_margin(few: Sequence[list[Run]], many: Sequence[list[Run]]) -> bool:
    """Return whether one side is only dates or headings in the margin: widely spaced, beside closely spaced lines."""
    return _spacing(few) > APART > _spacing(many)


def _spacing(lines: Sequence[list[Run]]) -> float:
    """Return the median distance between lines, in line heights."""
    return median((above[0].middle - below[0].middle) / above[0].height for above, below in pairwise(lines))


def _level(left: Sequence[list[Run]], right: Sequence[list[Run]]) -> int:
    """Return the number of rows of the shorter side that are level with a row of the other."""
    shorter, longer = sorted((left, right), key=len)
    heights = [(row[0].middle, row[0].height) for row in longer]
    return sum(
        any(abs(row[0].middle - middle) <= LEVEL * min(row[0].height, height) for middle, height in heights)
        for row in shorter
    )


def _changes(band: _Band) -> int:
    """Return the number of times that the content order changes from one side to the other."""
    sides = sorted([(run.at, 0) for run in band.left] + [(run.at, 1) for run in band.right])
    return sum(first[1] != second[1] for first, second in pairwise(sides))


def _top(runs: Sequence[Run]) -> float:
    return max(run.top for run in runs)


def _bottom(runs: Sequence[Run]) -> float:
    return min(run.bottom for run in runs)


def _size(runs: Sequence[Run]) -> float:
    return max(run.height for run in runs)

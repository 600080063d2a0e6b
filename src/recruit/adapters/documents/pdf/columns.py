"""Detection of columns, which are read one after another.

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


def split(runs: list[Run]) -> list[list[Run]]:
    """Return the best split of a region in reading order: part above, columns, part below. Empty without columns."""
    bands = [band for gutter in _gutters(runs) for band in _bands(runs, gutter) if _is_columns(band)]
    if not bands:
        return []
    best = max(bands, key=lambda band: (round(band.shared), -_width(band)))
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


def _width(band: _Band) -> float:
    return max(run.right for run in band.left)

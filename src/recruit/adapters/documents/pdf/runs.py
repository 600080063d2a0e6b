"""Runs: pieces of lines whose inner gaps are no wider than a space between words.

Lengths are in ems; an em is the height of a character's box.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

WORD_GAP = 0.1
RUN_GAP = 1.2
"""Largest gap inside a run. Justified lines stretch spaces up to it; columns and tabs are farther apart."""

STEP_BACK = 0.6
SHARED_HEIGHT = 0.6

Piece: TypeAlias = tuple[str, int]
"""The text of a character, after a space if a word begins with it, and the character's index in content order."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line: its box in points (y upwards, x to the right) and its index in content order."""

    left: float
    bottom: float
    right: float
    top: float
    pieces: Sequence[Piece]
    at: int

    @property
    def text(self) -> str:
        """The text, with single spaces between words."""
        return "".join(text for text, _ in self.pieces)

    @property
    def height(self) -> float:
        """Height of the box."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """Vertical centre of the box."""
        return (self.bottom + self.top) / 2


def joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Join runs that continue one another on a line, regardless of content order."""
    for row in rows(runs):
        current = [row[0]]
        for run in row[1:]:
            em = min(current[-1].height, run.height)
            if -STEP_BACK * em <= run.left - current[-1].right <= RUN_GAP * em:
                current.append(run)
            else:
                yield _one(current)
                current = [run]
        yield _one(current)


def _one(runs: Sequence[Run]) -> Run:
    """Join neighbouring runs into one. Right-to-left text is joined in content order, which is its logical order."""
    if len(runs) == 1:
        return runs[0]
    if _runs_to_the_left(runs):
        runs = sorted(runs, key=lambda run: run.at)
    pieces = [*runs[0].pieces]
    for before, run in pairwise(runs):
        apart = max(run.left - before.right, before.left - run.right)
        (first, index), *others = run.pieces
        space = " " if apart > WORD_GAP * min(before.height, run.height) else ""
        pieces += [(f"{space}{first}", index), *others]
    return Run(
        min(run.left for run in runs),
        min(run.bottom for run in runs),
        max(run.right for run in runs),
        max(run.top for run in runs),
        pieces,
        min(run.at for run in runs),
    )


def _runs_to_the_left(runs: Iterable[Run]) -> bool:
    directions = Counter(unicodedata.bidirectional(letter) for run in runs for letter in run.text)
    return directions["R"] + directions["AL"] > directions["L"]


def rows(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Yield the runs of each line, from the top; each row is sorted from left to right."""
    row: list[Run] = []
    for run in sorted(runs, key=lambda run: (-run.middle, run.left)):
        if row and not _beside(row, run):
            yield sorted(row, key=lambda run: run.left)
            row = []
        row.append(run)
    if row:
        yield sorted(row, key=lambda run: run.left)


def _beside(row: list[Run], run: Run) -> bool:
    first = row[0]
    shared = min(first.top, run.top) - max(first.bottom, run.bottom)
    return shared >= SHARED_HEIGHT * min(first.height, run.height) and not any(
        min(other.right, run.right) - max(other.left, run.left) > min(other.height, run.height) for other in row
    )

"""Grouping of characters into runs: in content order, then joined where runs continue one another on the page."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

from recruit.adapters.documents.pdf.characters import Characters
from recruit.adapters.documents.pdf.runs import RUN_GAP, STEP_BACK, WORD_GAP, Run, joined

SAME_LINE = 0.3
TRACKED = 0.12
"""Distance between letters in ems beyond which they are letter-spaced on purpose."""

LOWEST = 1e-3
"""Smallest height in points by which gaps are divided."""

SHORTEST_TRACKED = 4
WIDER = 1.6
MOSTLY = 0.85
"""Fraction of letters in a line with white space before them from which the space is decorative."""


class _RunBuilder:
    """A run that grows character by character."""

    def __init__(self, box: Sequence[float], text: str, at: int) -> None:
        self.left, self.bottom, self.right, self.top = box
        self._height = self.top - self.bottom
        self.at = at
        self._last = box
        self._pieces = [(text, at)]
        self._gaps: list[float] = []
        self._spaces: list[bool] = []

    def add(self, box: Sequence[float], text: str, at: int, *, spaced: bool) -> bool:
        """Add a character if it continues this run, and return whether it does. Letters of a ligature share one box.

        It runs for every character, and calls of min and max would take a quarter of its time.
        """
        left, bottom, right, top = box
        gap, height = left - self.right, top - bottom
        lower = height if height < self._height else self._height  # noqa: FURB136 - see above
        apart = bottom + top - self.bottom - self.top
        near = -SAME_LINE * lower <= apart / 2 <= SAME_LINE * lower and -STEP_BACK * lower <= gap <= RUN_GAP * lower
        if not near and box != self._last:
            return False
        self._last = box
        self._gaps.append(gap / (lower if lower > LOWEST else LOWEST))  # noqa: FURB136 - see above
        self._spaces.append(spaced)
        self._pieces.append((text, at))
        if right > self.right:  # noqa: PLR1730 - see above
            self.right = right
        if height > self._height:
            self.bottom, self.top, self._height = bottom, top, height
        return True

    def run(self) -> Run:
        """Return the finished run, with single spaces between words."""
        apart = len(self._gaps) >= SHORTEST_TRACKED and sum(self._spaces) >= MOSTLY * len(self._gaps)
        gaps = [gap for gap, spaced in zip(self._gaps, self._spaces, strict=True) if apart or not spaced]
        limit = _word_gap(gaps)
        pieces = [self._pieces[0]]
        for (text, at), gap, spaced in zip(self._pieces[1:], self._gaps, self._spaces, strict=True):
            pieces.append((f" {text}" if gap > limit or (spaced and not apart) else text, at))
        return Run(self.left, self.bottom, self.right, self.top, pieces, self.at)


def _word_gap(gaps: list[float]) -> float:
    """Return the smallest gap between words, which is larger in a line with letter-spacing."""
    usual = median(gaps) if len(gaps) >= SHORTEST_TRACKED else 0.0
    return max(WORD_GAP, WIDER * usual) if usual > TRACKED else WORD_GAP


def runs_of(characters: Characters, hidden: Mapping[int, str], suffixes: Mapping[int, str]) -> list[list[Run]]:
    """Return the runs of the visible characters, one list per writing direction, the most frequent first.

    `suffixes` are texts to append to characters, by index. Boxes are rotated so that all text runs to the right.
    """
    directions, counts = np.unique(characters.turns, return_counts=True)
    found = []
    for turn in directions[np.argsort(-counts)]:
        indexes = [index for index in np.flatnonzero(characters.turns == turn).tolist() if index not in hidden]
        boxes = _turned(characters.boxes, int(turn))
        found.append(list(joined(_runs(characters, boxes, indexes, suffixes))))
    return found


def _turned(boxes: NDArray[np.float64], turn: int) -> list[list[float]]:
    left, bottom, right, top = boxes.T
    sides = [
        (left, bottom, right, top),
        (bottom, -right, top, -left),
        (-right, -top, -left, -bottom),
        (-top, left, -bottom, right),
    ]
    turned: list[list[float]] = np.array(sides[turn]).T.tolist()
    return turned


def _runs(
    characters: Characters, boxes: list[list[float]], indexes: list[int], suffixes: Mapping[int, str]
) -> Iterator[Run]:
    builder: _RunBuilder | None = None
    texts, spaced = characters.texts, characters.spaced
    for index in indexes:
        box, text = boxes[index], texts[index] + suffixes.get(index, "")
        if builder is None or not builder.add(box, text, index, spaced=spaced[index]):
            if builder is not None:
                yield builder.run()
            builder = _RunBuilder(box, text, index)
    if builder is not None:
        yield builder.run()

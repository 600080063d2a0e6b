"""Grouping of characters into runs: in content order, then joined where runs continue one another on the page."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

from recruit.adapters.documents.pdf.characters import Characters
from recruit.adapters.documents.pdf.runs import RUN_GAP, STEP_BACK, WORD_GAP, Piece, Run, joined

SAME_LINE = 0.3
TRACKED = 0.12
"""Distance between letters in ems beyond which they are letter-spaced on purpose."""

LOWEST = 1e-3
"""Smallest height in points by which gaps are divided."""

SHORTEST_TRACKED = 4
WIDER = 1.6
MOSTLY = 0.85
"""Fraction of letters in a line with white space before them from which the space is decorative."""


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
    """Yield the runs of these characters in content order. The letters of a ligature share one box.

    It calls no function for each character, as that would take most of its time.
    """
    texts, spaced = characters.texts, characters.spaced
    left = bottom = right = top = height = 0.0
    last: Sequence[float] = ()
    pieces, gaps, spaces = list[Piece](), list[float](), list[bool]()
    for index in indexes:
        box, text = boxes[index], texts[index] + suffixes.get(index, "")
        start, low, end, high = box
        gap, own = start - right, high - low
        lower = own if own < height else height  # noqa: FURB136 - calls min
        apart = (low + high - bottom - top) / 2
        near = -SAME_LINE * lower <= apart <= SAME_LINE * lower and -STEP_BACK * lower <= gap <= RUN_GAP * lower
        if pieces and (near or box == last):
            gaps.append(gap / (lower if lower > LOWEST else LOWEST))  # noqa: FURB136 - calls max
            spaces.append(spaced[index])
            if end > right:  # noqa: PLR1730 - calls max
                right = end
            if own > height:
                bottom, top, height = low, high, own
        else:
            if pieces:
                yield Run(left, bottom, right, top, _spaced(pieces, gaps, spaces), pieces[0][1])
            left, bottom, right, top, height = start, low, end, high, own
            pieces, gaps, spaces = [], [], []
        pieces.append((text, index))
        last = box
    if pieces:
        yield Run(left, bottom, right, top, _spaced(pieces, gaps, spaces), pieces[0][1])


def _spaced(pieces: list[Piece], gaps: list[float], spaces: list[bool]) -> list[Piece]:
    """Return the pieces of a run with single spaces between words.

    `gaps` are the distances between them in ems, `spaces` whether the file has white space there.
    """
    apart = len(gaps) >= SHORTEST_TRACKED and sum(spaces) >= MOSTLY * len(gaps)
    limit = _word_gap([gap for gap, space in zip(gaps, spaces, strict=True) if apart or not space])
    behind = zip(pieces[1:], gaps, spaces, strict=True)
    return [
        pieces[0],
        *((f" {text}" if gap > limit or (space and not apart) else text, at) for (text, at), gap, space in behind),
    ]

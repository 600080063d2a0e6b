"""Detection of stacked letters: letters drawn on one another, none of which can be read."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from recruit.adapters.documents.pdf.characters import Characters, Words

DEEP = 2
"""Number of other letters on or under a letter that make it unreadable. A single one may be a slip or a shadow."""

COVERED = 0.6
"""Smallest overlap of two stacked letters, as a fraction of the narrower letter's advance."""

SAME_LINE = 0.5
ALIKE = 1.5
"""Largest distance of baselines in ems, and largest ratio of sizes, of letters in one line."""

LINE = 4.0
"""Height in points of the grid by which letters are sorted into lines."""


def unreadable(characters: Characters, words: Words, invisible: Collection[int]) -> NDArray[np.intp]:
    """Return the indices of visible words that have at least half of their letters stacked on several others."""
    count = len(words.starts)
    word_of = np.repeat(np.arange(count), words.ends - words.starts)
    is_visible = np.ones(count, bool)
    is_visible[list(invisible)] = False
    lines = _Lines(characters, np.flatnonzero(is_visible[word_of]))
    if not lines.overlap():
        return np.array([], np.intp)
    letters = np.flatnonzero([text[:1].isalnum() for text in characters.texts] & is_visible[word_of])
    deep = _Lines(characters, letters).others([characters.texts[letter] for letter in letters]) >= DEEP
    stacked = np.bincount(word_of[letters], deep, count)
    return np.flatnonzero(2 * stacked >= np.maximum(1, np.bincount(word_of[letters], minlength=count)))


class _Lines:
    """Characters of a page, sorted into lines by two shifted grids, so that no line is on a border of both."""

    def __init__(self, characters: Characters, chosen: NDArray[np.intp]) -> None:
        left, bottom, right, top = characters.boxes[chosen].T
        self._upright = upright = characters.turns[chosen] % 2 == 0
        self._start, self._end = np.where(upright, left, bottom), np.where(upright, right, top)
        self._base, self._size = np.where(upright, bottom, left), np.where(upright, top - bottom, right - left)
        grids = (np.floor(self._base / LINE + shift) for shift in (0.0, 0.5))
        self._orders = [np.lexsort((self._start, grid, upright)) for grid in grids]

    def overlap(self) -> bool:
        """Return whether any character covers most of its neighbour."""
        return any(self._over(order[:-1], order[1:]).any() for order in self._orders)

    def others(self, texts: Sequence[str]) -> NDArray[np.intp]:
        """Return for each character the number of different, nearby characters that cover most of it.

        At most DEEP + 1 neighbours on either side are compared.
        """
        names: dict[str, int] = {}
        codes = np.array([names.setdefault(text, len(names)) for text in texts])
        most = np.zeros(len(texts), np.intp)
        for order in self._orders:
            found = np.zeros(len(texts), np.intp)
            for apart in range(1, DEEP + 2):
                one, other = order[:-apart], order[apart:]
                over = self._over(one, other) & (codes[one] != codes[other])
                found[one[over]] += 1
                found[other[over]] += 1
            most = np.maximum(most, found)
        return most

    def _over(self, one: NDArray[np.intp], other: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Return which of these pairs are in one line, of one size, and overlap in most of the narrower one."""
        shared = np.minimum(self._end[one], self._end[other]) - np.maximum(self._start[one], self._start[other])
        widths, sizes = self._end - self._start, self._size
        smaller, larger = np.minimum(sizes[one], sizes[other]), np.maximum(sizes[one], sizes[other])
        over: NDArray[np.bool_] = shared >= COVERED * np.minimum(widths[one], widths[other])
        over &= (larger <= ALIKE * smaller) & (self._upright[one] == self._upright[other])
        over &= np.abs(self._base[one] - self._base[other]) <= SAME_LINE * smaller
        return over

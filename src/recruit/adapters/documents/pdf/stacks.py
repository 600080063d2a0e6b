"""Letters that lie on one another: all of them are drawn, and none can be read."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from recruit.adapters.documents.pdf.characters import Characters
from recruit.adapters.documents.pdf.words import Words

DEEP = 2
"""Other letters on or under a letter that can't be read for them. One alone may be a slip, or a shadow."""

COVERED = 0.6
"""Of the narrower letter's advance."""

SAME_LINE = 0.5
ALIKE = 1.5
"""Ems between base lines, and the ratio of sizes, up to which letters are of one line."""

LINE = 4.0
"""Points in which base lines are taken for one while letters are sorted."""


def unreadable(characters: Characters, words: Words, unseen: Collection[int]) -> NDArray[np.intp]:
    """Return the words, by number, that are seen and at least half of whose letters lie on several others."""
    count = len(words.starts)
    word_of = np.repeat(np.arange(count), words.ends - words.starts)
    seen = np.ones(count, bool)
    seen[list(unseen)] = False
    readable = np.array([text[:1].isalnum() for text in characters.texts])
    letters = np.flatnonzero(readable & seen[word_of])
    if len(letters) <= DEEP:
        return np.array([], np.intp)
    deep = _others(characters, letters) >= DEEP
    stacked = np.bincount(word_of[letters], deep, count)
    return np.flatnonzero(2 * stacked >= np.maximum(1, np.bincount(word_of[letters], minlength=count)))


def _others(characters: Characters, letters: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return for each letter how many different ones beside it in its line cover most of it, as far as that matters."""
    left, bottom, right, top = characters.boxes[letters].T
    upright = characters.turns[letters] % 2 == 0
    start, end = np.where(upright, left, bottom), np.where(upright, right, top)
    base, size = np.where(upright, bottom, left), np.where(upright, top - bottom, right - left)
    names: dict[str, int] = {}
    codes = np.array([names.setdefault(characters.texts[letter], len(names)) for letter in letters])
    most = np.zeros(len(letters), np.intp)
    for shift in (0.0, 0.5):  # two grids, so that no line lies on the border of both
        order = np.lexsort((start, np.floor(base / LINE + shift), upright))
        found = np.zeros(len(letters), np.intp)
        for apart in range(1, DEEP + 2):
            one, other = order[:-apart], order[apart:]
            shared = np.minimum(end[one], end[other]) - np.maximum(start[one], start[other])
            narrower = np.minimum(end[one] - start[one], end[other] - start[other])
            smaller, larger = np.minimum(size[one], size[other]), np.maximum(size[one], size[other])
            over = (shared >= COVERED * narrower) & (larger <= ALIKE * smaller) & (upright[one] == upright[other])
            over &= np.abs(base[one] - base[other]) <= SAME_LINE * smaller
            if not over.any():
                break
            over &= codes[one] != codes[other]
            found[one[over]] += 1
            found[other[over]] += 1
        most = np.maximum(most, found)
    return most

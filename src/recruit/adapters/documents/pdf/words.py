"""Words of a page, as drawn by its text objects."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recruit.adapters.documents.pdf.characters import Characters


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a page as parallel arrays.

    A word is a sequence of characters that one text object draws without white space. Visibility is judged by word.
    """

    starts: NDArray[np.intp]
    ends: NDArray[np.intp]
    boxes: NDArray[np.float64]
    objects: NDArray[np.int32]


def words_of(characters: Characters) -> Words:
    """Return the words of a page. There must be at least one character."""
    objects = characters.objects
    begins = np.array(characters.spaced) | (np.diff(objects, prepend=-1) != 0)
    begins[0] = True
    starts = np.flatnonzero(begins)
    low = np.minimum.reduceat(characters.boxes[:, :2], starts)
    high = np.maximum.reduceat(characters.boxes[:, 2:], starts)
    return Words(starts, np.append(starts[1:], len(characters)), np.hstack([low, high]), objects[starts])

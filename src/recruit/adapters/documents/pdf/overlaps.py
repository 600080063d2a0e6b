"""Layers of overlapping text: overlapping objects are put into different layers, so that each can be judged alone."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from recruit.adapters.documents.pdf.canvas import Boxes, sums

MOST_LAYERS = 4
MOST_COMPARED = 2_000
"""Limit of overlapping words that are compared."""


def layers(boxes: Boxes, objects: NDArray[np.int32]) -> NDArray[np.intp]:
    """Return the layer of each object, from 0. MOST_LAYERS marks text that overlaps too much text to be readable.

    `boxes` are the boxes of words; `objects` gives each word's object.
    """
    found = np.zeros(int(objects.max()) + 1, np.intp)
    coarse = _middle(boxes) // 2
    contested = np.flatnonzero(sums(_crowd(coarse) > 1, coarse) > 0)
    found[objects[contested[MOST_COMPARED:]]] = MOST_LAYERS
    contested = contested[:MOST_COMPARED]
    for one, others in _neighbours(coarse[contested], objects[contested]):
        taken = {int(found[other]) for other in others if other < one}
        found[one] = next((layer for layer in range(MOST_LAYERS) if layer not in taken), MOST_LAYERS)
    return found


def _middle(boxes: Boxes) -> Boxes:
    """Return the boxes without their margins, in which neighbouring lines and words touch."""
    inset = (boxes[:, 2:] - boxes[:, :2]) // 4
    return np.hstack([boxes[:, :2] + inset, boxes[:, 2:] - inset])


def _crowd(boxes: Boxes) -> NDArray[np.int32]:
    """Return the number of boxes that contain each pixel."""
    width, height = boxes[:, 2:].max(axis=0)
    edges = np.zeros((height + 1, width + 1), np.int32)
    left, top, right, bottom = boxes.T
    for rows, columns, sign in ((top, left, 1), (bottom, right, 1), (top, right, -1), (bottom, left, -1)):
        np.add.at(edges, (rows, columns), sign)
    return edges.cumsum(0, dtype=np.int32).cumsum(1, dtype=np.int32)


def _neighbours(boxes: Boxes, objects: NDArray[np.int32]) -> Iterator[tuple[int, set[int]]]:
    """Yield each object with the other objects that share pixels with it, in ascending order."""
    found: dict[int, set[int]] = {}
    for number, (left, top, right, bottom) in enumerate(boxes):
        shared = (boxes[:, 0] < right) & (boxes[:, 2] > left) & (boxes[:, 1] < bottom) & (boxes[:, 3] > top)
        others = set(objects[shared].tolist()) - {int(objects[number])}
        found.setdefault(int(objects[number]), set()).update(others)
    yield from sorted(found.items())

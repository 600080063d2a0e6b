"""The direction that the vectors of all texts share, and vectors without it.

Most tokens of a text are words that all texts have, and so their means lie near one another, in some models more than
in others. What they share says nothing about a text and drowns what does. Source: Arora et al., "A Simple but
Tough-to-Beat Baseline for Sentence Embeddings" (2017); here the direction is that of texts which ship, so that a
vector doesn't depend on what else is embedded.
"""

import numpy as np
import numpy.typing as npt

from recruit.ports.embeddings import Vectors

Direction = npt.NDArray[np.float64]

DECIMALS = 6
"""Of the direction. Its last bits may differ between machines, and what is kept of a vector is coarser."""

NOTHING = 1e-4
"""A vector that is shorter holds little but what rounding left in it, and has no direction."""


def shared_direction(vectors: Vectors) -> Direction:
    """Return the direction of the mean of vectors, shape (dimensions,): of length 1, or 0 where they share none."""
    mean = vectors.mean(axis=0, dtype=np.float64)
    length = np.linalg.norm(mean)
    direction: Direction = np.round(mean / length if length > NOTHING else np.zeros_like(mean), DECIMALS)
    return direction


def without(direction: Direction, vectors: Vectors) -> Vectors:
    """Return unit vectors less what they have of a direction, as unit vectors again.

    Each is made of itself alone, summed in a fixed order. What has nothing else gets the last axis, as a text without a
    known token does.
    """
    along = (vectors * direction).sum(axis=1, keepdims=True)  # no matrix product: its sums depend on how many they are
    rest = vectors - along * direction
    lengths = np.linalg.norm(rest, axis=1, keepdims=True)
    nothing = lengths[:, 0] < NOTHING
    rest[nothing], lengths[nothing] = np.eye(len(direction))[-1], 1
    units: Vectors = (rest / lengths).astype(np.float32)
    return units

"""Removal of the direction that the vectors of all texts share.

Most tokens of a text occur in all texts, so the means of their vectors lie close together, in some models more than in
others. The shared part carries no information about a text and outweighs the part that does. Source: Arora et al., "A
Simple but Tough-to-Beat Baseline for Sentence Embeddings" (2017). Here the direction is computed from texts that ship
with the package, so a vector doesn't depend on the other texts that are embedded.
"""

import numpy as np
import numpy.typing as npt

from recruit.ports.embeddings import Vectors

Direction = npt.NDArray[np.float64]

DECIMALS = 6
"""Decimal places of the direction. Its last bits may differ between machines, and stored vectors are coarser."""

NOTHING = 1e-4
"""Length below which a vector is mostly rounding error and has no direction."""


def shared_direction(vectors: Vectors) -> Direction:
    """Return the direction of the vectors' mean, shape (dimensions,), of length 1, or 0 if they share no direction."""
    mean = vectors.mean(axis=0, dtype=np.float64)
    length = np.linalg.norm(mean)
    direction: Direction = np.round(mean / length if length > NOTHING else np.zeros_like(mean), DECIMALS)
    return direction


def without(direction: Direction, vectors: Vectors) -> Vectors:
    """Remove a direction from unit vectors and return the results as unit vectors.

    Each result depends on its own vector only, with sums in a fixed order. A vector with nothing left gets the last
    axis, like a text without a known token.
    """
    along = (vectors * direction).sum(axis=1, keepdims=True)  # no matrix product: its sums depend on the batch size
    rest = vectors - along * direction
    lengths = np.linalg.norm(rest, axis=1, keepdims=True)
    nothing = lengths[:, 0] < NOTHING
    rest[nothing], lengths[nothing] = np.eye(len(direction))[-1], 1
    units: Vectors = (rest / lengths).astype(np.float32)
    return units

"""The intent model: the probability of each tool for a part of a message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from zlib import decompress

import numpy as np
from numpy.typing import NDArray

from recruit.data import arrays, lines
from recruit.domain.engines.language.learned.features import BUCKETS

NOTHING, SEVERAL = "-", "+"


@dataclass(frozen=True, slots=True)
class Model:
    """The classes and the weights: an int8 array (BUCKETS, classes), in units of `step`."""

    classes: Sequence[str]
    weights: NDArray[np.int8]
    step: float

    def probabilities(self, buckets: Sequence[int]) -> Mapping[str, float]:
        """Return the probability of each class."""
        if not buckets:
            return {NOTHING: 1.0}
        scores = self.weights[np.asarray(buckets)].sum(0, dtype=np.int32) * (self.step / sqrt(len(buckets)))
        raised = np.exp(scores - scores.max())
        return dict(zip(self.classes, (raised / raised.sum()).tolist(), strict=True))


@cache
def shipped() -> Model:
    """Return the model in the table `intents`."""
    held = arrays("intents")
    classes = lines(held["classes"])
    weights = np.frombuffer(decompress(held["weights"].tobytes()), np.int8).reshape(BUCKETS, len(classes))
    return Model(classes, weights, float(held["step"]))

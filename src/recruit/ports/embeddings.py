"""Text embeddings."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Text embedding model: similar texts get vectors with a high cosine similarity."""

    @property
    def strategy(self) -> str | None:
        """The strategy name of matches in which this embedder took part; None for one that never takes part."""

    @property
    def model(self) -> str:
        """The model, its version and its number of dimensions, such as text-embedding-3-small/512.

        Vectors of two different values are never compared and are stored apart. Empty without a model.
        """

    @property
    def batch_size(self) -> int:
        """The number of texts, of any length, that fit into one request.

        Callers with more texts make one call per batch. A longer call succeeds too, but all of it shares the ten
        seconds.
        """

    @property
    def similarity_range(self) -> tuple[float, float]:
        """The cosines of a job and a profile at which similarity begins, and at which it is complete.

        Below the first the two are unrelated; texts about the same kind of work are half way to the second. The second
        is greater by 0.1 or more. Both are multiples of 0.01 and, like `model`, the same in every process: scores
        depend on them.
        """

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, shape (len(texts), dimensions), dtype float32, within ten seconds.

        Raise Unavailable when the model is down, slow or returns invalid data.
        """

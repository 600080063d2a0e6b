"""Texts as vectors."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Places texts in a space where nearness is likeness."""

    @property
    def strategy(self) -> str | None:
        """The name that matches carry when this embedder took part; None for one that never does."""
        ...

    @property
    def model(self) -> str:
        """What makes vectors comparable: those of two values are never compared, nor kept as one. Empty without any.

        It says which model in which version and how many dimensions, such as text-embedding-3-small/512.
        """
        ...

    @property
    def batch(self) -> int:
        """How many texts, however long, fit into one request: who has more asks again for each batch.

        A longer call is answered too, but all of it within the same ten seconds.
        """
        ...

    @property
    def span(self) -> tuple[float, float]:
        """The cosines at which a job and a profile begin to be alike, and at which they couldn't be more so.

        Below the first they have nothing to do with each other; ones of the same work are half way to the second, which
        is greater by 0.1 or more. Both are whole hundredths, and like the name of the model the same in every process:
        a pair's score depends on them.
        """
        ...

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions), within ten seconds.

        Raises Unavailable when it is down, slow or answers nonsense.
        """
        ...

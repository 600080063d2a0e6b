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

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions), within ten seconds.

        Raises Unavailable when it is down, slow or answers nonsense.
        """
        ...

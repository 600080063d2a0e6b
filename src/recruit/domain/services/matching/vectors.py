"""Vectors of texts, asked for once."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from hashlib import sha256

import numpy as np

from recruit.domain.model.errors import Unavailable
from recruit.ports.embeddings import Embedder, Vectors

VECTORS_KEPT = 20_000
DECIMALS = 6
"""Of a cosine, as the record of a score keeps it."""


class VectorCache:
    """An embedder that remembers the last vectors by the hash of their text."""

    def __init__(self, embedder: Embedder, most: int = VECTORS_KEPT) -> None:
        self._embedder = embedder
        self._most = most
        self._kept: OrderedDict[bytes, Vectors] = OrderedDict()

    @property
    def strategy(self) -> str | None:
        """The embedder's own."""
        return self._embedder.strategy

    async def cosines(self, text: str, others: Iterable[str]) -> Sequence[float] | None:
        """Return the cosine of `text` with each of the others, or None when no embedder could be had.

        Without an embedder the others aren't even asked for: they may be costly to make.
        """
        if self._embedder.strategy is None:
            return None
        try:
            vectors = await self._vectors([text, *others])
        except Unavailable:
            return None
        return [round(float(cosine), DECIMALS) for cosine in vectors[1:] @ vectors[0]]

    async def _vectors(self, texts: Sequence[str]) -> Vectors:
        keys = [sha256(text.encode()).digest() for text in texts]
        # Taken before waiting: meanwhile another request may push them out.
        found = {key: self._kept[key] for key in keys if key in self._kept}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        if missing:
            found |= zip(missing, await self._embedder.embed(list(missing.values())), strict=True)
        for key in keys:
            self._kept[key] = found[key]
            self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return np.stack([found[key] for key in keys])

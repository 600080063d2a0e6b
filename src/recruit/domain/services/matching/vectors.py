"""Vectors of texts, asked for once."""

from collections import OrderedDict
from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from recruit.domain.model.errors import Unavailable
from recruit.ports.embeddings import Embedder, Vectors

VECTORS_KEPT = 20_000
DECIMALS = 6
"""Of a cosine, as the record of a score keeps it."""


class VectorCache:
    """An embedder that remembers the last vectors by the hash of their text."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._kept: OrderedDict[bytes, Vectors] = OrderedDict()

    @property
    def strategy(self) -> str | None:
        """The embedder's own."""
        return self._embedder.strategy

    async def cosines(self, text: str, others: Sequence[str]) -> Sequence[float] | None:
        """Return the cosine of `text` with each of the others, or None when no embedder could be had."""
        if self._embedder.strategy is None or not others:
            return None
        try:
            vectors = await self._vectors([text, *others])
        except Unavailable:
            return None
        return [round(float(cosine), DECIMALS) for cosine in vectors[1:] @ vectors[0]]

    async def _vectors(self, texts: Sequence[str]) -> Vectors:
        keys = [sha256(text.encode()).digest() for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._kept}
        fresh = dict(zip(missing, await self._embedder.embed(list(missing.values())), strict=True)) if missing else {}
        found = np.stack([fresh[key] if key in fresh else self._kept[key] for key in keys])
        for key in keys:
            self._kept[key] = fresh.get(key, self._kept.get(key, found[0]))
            self._kept.move_to_end(key)
        while len(self._kept) > VECTORS_KEPT:
            self._kept.popitem(last=False)
        return found

"""The embedder: a static model that doesn't keep other requests waiting."""

import asyncio
from collections.abc import Iterator, Sequence

import numpy as np

from recruit.adapters.model2vec.model import StaticModel
from recruit.adapters.model2vec.shared import Direction, without
from recruit.domain.shared.errors import Unavailable
from recruit.ports.embeddings import Vectors

LIMIT = 10.0
"""The seconds that the port promises."""

FEW_CHARACTERS = 2_000
"""Are embedded where they are: it takes some tenths of a millisecond, and a thread costs as much."""

BATCH_TEXTS = 256
"""Of one call, which takes some tenths of a second even when all are as long as texts can be."""

BATCH_CHARACTERS = 100_000
"""Of one thread's work, some ten milliseconds: after each, a caller may give up and others get their turn."""

TEXT = 100
"""Characters that take as long as what each text costs apart from its length."""


class LocalEmbedder:
    """Vectors of a static model, less the direction that all texts share in it."""

    strategy = "local"
    batch = BATCH_TEXTS

    def __init__(
        self, static: StaticModel, direction: Direction, model: str, span: tuple[float, float], limit: float
    ) -> None:
        self._static = static
        self._direction = direction
        self.model = model
        self.span = span
        self._limit = limit

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, of its beginning as far as the model reads."""
        sizes = [min(len(text), self._static.characters) + TEXT for text in texts]
        if sum(sizes) <= FEW_CHARACTERS:
            return self._embed(texts)
        try:
            async with asyncio.timeout(self._limit):
                parts = [await asyncio.to_thread(self._embed, batch) for batch in _batches(texts, sizes)]
        except TimeoutError:
            raise Unavailable(f"The embedding model didn't finish within {self._limit:g} seconds") from None
        return np.concatenate(parts)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        return without(self._direction, self._static.embed(texts))


def _batches(texts: Sequence[str], sizes: Sequence[int]) -> Iterator[Sequence[str]]:
    """Split `texts`, whose `sizes` are in characters, into what is one thread's work."""
    start = size = 0
    for place, more in enumerate(sizes):
        if size > BATCH_CHARACTERS:
            yield texts[start:place]
            start, size = place, 0
        size += more
    yield texts[start:]

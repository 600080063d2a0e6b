"""Embedder with a static model, run so that other requests don't have to wait."""

import asyncio
from collections.abc import Iterator, Sequence

import numpy as np

from recruit.adapters.model2vec.model import StaticModel
from recruit.adapters.model2vec.shared import Direction, without
from recruit.domain.shared.errors import Unavailable
from recruit.ports.embeddings import Vectors

LIMIT = 10.0
"""Time limit of a call in seconds, as the port promises."""

INLINE_CHARACTERS = 1_000
"""Size up to which texts are embedded on the event loop: a few tenths of a millisecond, about the cost of a thread."""

BATCH_TEXTS = 256
"""Texts of one call. Such a call takes a few tenths of a second even if all texts have the greatest length."""

BATCH_CHARACTERS = 30_000
"""Characters per batch of a thread, about ten milliseconds. Between batches, callers can cancel and others can run."""

TEXT_COST = 100
"""Fixed cost of a text, in characters of equal cost."""


class LocalEmbedder:
    """Embedder that removes the direction that all texts share from the vectors of a static model."""

    strategy = "local"
    batch_size = BATCH_TEXTS

    def __init__(
        self, static: StaticModel, direction: Direction, model: str, span: tuple[float, float], limit: float
    ) -> None:
        self._static = static
        self._direction = direction
        self.model = model
        self.similarity_range = span
        self._limit = limit

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, made from as much of its beginning as the model reads."""
        costs = [min(len(text), self._static.characters) + TEXT_COST for text in texts]
        if sum(costs) <= INLINE_CHARACTERS:
            return self._embed(texts)
        try:
            async with asyncio.timeout(self._limit):
                parts = [await asyncio.to_thread(self._embed, batch) for batch in _batches(texts, costs)]
        except TimeoutError:
            raise Unavailable(f"The embedding model didn't finish within {self._limit:g} seconds") from None
        return np.concatenate(parts)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        return without(self._direction, self._static.embed(texts))


def _batches(texts: Sequence[str], costs: Sequence[int]) -> Iterator[Sequence[str]]:
    """Split `texts` into batches of one thread call each. `costs` are in characters."""
    start = size = 0
    for index, cost in enumerate(costs):
        if size > BATCH_CHARACTERS:
            yield texts[start:index]
            start, size = index, 0
        size += cost
    yield texts[start:]

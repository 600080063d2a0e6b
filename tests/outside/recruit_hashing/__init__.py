"""An embedder of a third party: hashed bags of words.

RECRUIT_EMBEDDER=hashing:        64 dimensions
RECRUIT_EMBEDDER=hashing:256     256 dimensions
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from zlib import crc32

import numpy as np

from recruit.domain.shared.errors import ConfigurationError
from recruit.ports.embeddings import Embedder, Vectors
from recruit.ports.plugins import AdapterConfig


class HashingEmbedder:
    """Hashed bags of words."""

    strategy = "hashing"
    batch_size = 1_000
    similarity_range = (0.1, 0.6)

    def __init__(self, dimensions: int) -> None:
        self._dimensions = dimensions
        self.model = f"hashing/{dimensions}"

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector for each text."""
        vectors = np.full((len(texts), self._dimensions), 1e-6, np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in text.lower().split():
                row[crc32(word.encode()) % self._dimensions] += 1
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


@asynccontextmanager
async def embedder(config: AdapterConfig) -> AsyncIterator[Embedder]:
    """Open the adapter."""
    dimensions = config.url.partition(":")[2] or "64"
    if not dimensions.isdecimal() or int(dimensions) == 0:
        raise ConfigurationError(f"RECRUIT_EMBEDDER is {config.url!r}: give hashing: or hashing:DIMENSIONS")
    yield HashingEmbedder(int(dimensions))

"""Static embedding model: the vector of a text is the mean of its tokens' vectors."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from recruit.adapters.model2vec.arrays import Array
from recruit.adapters.model2vec.tokenizer import Tokenizer
from recruit.domain.shared.errors import Unavailable
from recruit.ports.embeddings import Vectors


@dataclass(frozen=True, slots=True)
class StaticModel:
    """Tokeniser and vectors of a static model.

    `vectors` has the shape (rows, dimensions). A token's row is `mapping[id]` (shape (ids,)), or its id without a
    mapping. `weights[id]` (shape (ids,)) is the token's weight. Of a text, the first `tokens` tokens in its first
    `characters` characters are read, which is plenty for that many tokens.
    """

    tokenizer: Tokenizer
    vectors: Array
    weights: Array | None
    mapping: Array | None
    tokens: int
    characters: int

    @property
    def dimensions(self) -> int:
        """Number of dimensions of a vector."""
        return int(self.vectors.shape[1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, shape (len(texts), dimensions), each independent of the other texts.

        Raises Unavailable if the model holds numbers that aren't finite.
        """
        sums = np.zeros((len(texts), self.dimensions))
        with np.errstate(all="ignore"):  # an overflow fails the check below
            for index, text in enumerate(texts):
                sums[index] = self._sum(text)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        if not np.isfinite(lengths).all():
            raise Unavailable("The embedding model holds numbers that aren't finite")
        # A text without a known token has no direction and gets the last axis. Models are published with their
        # principal components in order, so the last axis carries the least information about any text.
        sums[lengths[:, 0] == 0, -1] = 1
        lengths[lengths == 0] = 1
        units: Vectors = (sums / lengths).astype(np.float32)
        return units

    def _sum(self, text: str) -> Vectors:
        """Return the sum of a text's token vectors, which has the direction of their mean."""
        found = self.tokenizer.encode(text[: self.characters])[: self.tokens]
        ids = np.array([each for each in found if each != self.tokenizer.unknown], np.intp)
        vectors = self.vectors[ids if self.mapping is None else self.mapping[ids]]
        if self.weights is not None:
            vectors = vectors * self.weights[ids, np.newaxis]
        total: Vectors = vectors.sum(axis=0, dtype=np.float32)
        return total

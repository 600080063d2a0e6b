"""A static model: a text's vector is the mean of its tokens' vectors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from recruit.adapters.model2vec.safetensors import Array
from recruit.domain.shared.errors import Unavailable
from recruit.ports.embeddings import Vectors


class Tokenizer(Protocol):
    """Texts as ids of tokens."""

    unknown: int
    """The id that stands for what has none."""
    ids: frozenset[int]
    """All that there are."""
    token_characters: int
    """The median length of a token."""

    def encode(self, text: str) -> list[int]:
        """Return the ids of a text's tokens in their order, `unknown` among them, special ones not added."""
        ...


@dataclass(frozen=True, slots=True)
class StaticModel:
    """The tokeniser and the vectors.

    `vectors` has the shape (rows, dimensions). A token's row is its id, or what `mapping`, of the shape (ids,), has
    there; `weights`, of the same shape, is what the token counts. Of a text, `tokens` tokens are read and
    `characters` characters, which is plenty for that many.
    """

    tokenizer: Tokenizer
    vectors: Array
    weights: Array | None
    mapping: Array | None
    tokens: int
    characters: int

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        return int(self.vectors.shape[1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions). A text's own doesn't depend on the others.

        Raises Unavailable where the files hold numbers that aren't finite.
        """
        sums = np.zeros((len(texts), self.dimensions))
        with np.errstate(all="ignore"):  # what overflows fails the check below
            for place, text in enumerate(texts):
                sums[place] = self._sum(text)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        if not np.isfinite(lengths).all():
            raise Unavailable("The embedding model holds numbers that aren't finite")
        # A text without a known token has no direction. It gets the last axis: models are published with the axes of
        # their principal components in order, so that this one says least about any text.
        sums[lengths[:, 0] == 0, -1] = 1
        lengths[lengths == 0] = 1
        units: Vectors = (sums / lengths).astype(np.float32)
        return units

    def _sum(self, text: str) -> Vectors:
        """Return the sum, which has the mean's direction."""
        found = self.tokenizer.encode(text[: self.characters])[: self.tokens]
        ids = np.array([each for each in found if each != self.tokenizer.unknown], np.intp)
        vectors = self.vectors[ids if self.mapping is None else self.mapping[ids]]
        if self.weights is not None:
            vectors = vectors * self.weights[ids, np.newaxis]
        total: Vectors = vectors.sum(axis=0, dtype=np.float32)
        return total

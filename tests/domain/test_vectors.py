"""Vectors of texts, asked for once."""

from collections.abc import Iterator, Sequence

import numpy as np

from domain.extraction_fakes import now
from recruit.domain.services.matching.vectors import VectorCache
from recruit.ports.embeddings import Vectors


class Embedder:
    """Answers at once; while `meanwhile` is set, another request runs first."""

    def __init__(self, strategy: str | None = "local") -> None:
        self.strategy = strategy
        self.meanwhile: VectorCache | None = None

    async def embed(self, texts: Sequence[str]) -> Vectors:
        other, self.meanwhile = self.meanwhile, None
        if other is not None:
            await other.cosines("x", ["y", "z"])
        return np.ones((len(texts), 1), np.float32)


def test_a_vector_that_is_pushed_out_while_others_are_waited_for_is_still_used() -> None:
    embedder = Embedder()
    cache = VectorCache(embedder, most=2)
    now(cache.cosines("a", ["b"]))
    embedder.meanwhile = cache
    assert now(cache.cosines("a", ["b", "c"])) == [1.0, 1.0]


def test_without_an_embedder_no_text_is_made() -> None:
    def costly() -> Iterator[str]:
        raise AssertionError("nobody needs it")
        yield ""

    assert now(VectorCache(Embedder(None)).cosines("a", costly())) is None

"""Embeddings of OpenAI, or of any server that speaks its protocol."""

from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import msgspec
import numpy as np

from recruit.adapters.openai.service import Service, clip, read
from recruit.domain.shared.errors import Unavailable
from recruit.ports.embeddings import Vectors

DIMENSIONS = 512

TEXT_BYTES = 8_000
"""Limit of a text, in bytes; the models read 8,192 tokens."""

BATCH_BYTES = 280_000
"""Limit of one request, in bytes; the service takes 300,000 tokens."""

BATCH_TEXTS = 256


class Embedding(msgspec.Struct):
    """One vector: base64 of little-endian float32, which is asked for, or a list from a server that ignores that."""

    index: int
    embedding: str | list[float]


class Embeddings(msgspec.Struct):
    """The body of a response."""

    data: list[Embedding]


class OpenAIEmbedder:
    """Embedder whose vectors have DIMENSIONS numbers."""

    strategy = "openai"
    batch_size = BATCH_BYTES // TEXT_BYTES

    def __init__(self, service: Service, name: str, span: tuple[float, float]) -> None:
        self._service = service
        self._name = name
        self.model = f"{name}/{DIMENSIONS}"
        self.similarity_range = span

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, made from its first TEXT_BYTES bytes. Batches are sent one after another."""
        parts: list[Vectors] = [np.empty((0, DIMENSIONS), dtype=np.float32)]
        if texts:
            async with self._service.call() as retries:
                create = partial(
                    retries.client.embeddings.with_raw_response.create,
                    model=self._name,
                    dimensions=DIMENSIONS,
                    encoding_format="base64",
                )
                for batch in batches(texts):
                    content = await retries.request(partial(create, input=batch))
                    parts.append(unit_vectors(content, len(batch)))
        return np.concatenate(parts)


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Split clipped `texts` into batches of one request each. A blank text, which is refused, is sent as a space."""
    batch: list[str] = []
    size = 0
    for text in texts:
        sent = clip(text.strip(), TEXT_BYTES) or " "
        length = len(sent.encode())
        if len(batch) == BATCH_TEXTS or size + length > BATCH_BYTES:
            yield batch
            batch, size = [], 0
        batch.append(sent)
        size += length
    if batch:
        yield batch


def unit_vectors(content: bytes, count: int) -> Vectors:
    """Return the vectors of a response, shape (count, DIMENSIONS), in the order of the request.

    Raises Unavailable if the number or the size of the vectors is wrong, or if one has no direction.
    """
    embeddings = sorted(read(content, Embeddings).data, key=lambda each: each.index)
    if [each.index for each in embeddings] != list(range(count)):
        raise Unavailable("The OpenAI service gave another number of embeddings than texts")
    with np.errstate(all="ignore"):  # an overflow or a number that isn't finite fails the check below
        try:
            vectors = np.array([_numbers(each.embedding) for each in embeddings], dtype=np.float64)
        except ValueError:
            raise Unavailable("The OpenAI service gave embeddings that can't be read") from None
        if vectors.shape != (count, DIMENSIONS):
            raise Unavailable(f"The OpenAI service gave embeddings that haven't {DIMENSIONS} dimensions")
        units: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
        lengths = np.linalg.norm(units, axis=1)
    # Every vector now has length 1, except if it was zero, its norm overflowed, or a number in it wasn't finite.
    if not np.allclose(lengths, 1, atol=1e-3):
        raise Unavailable("The OpenAI service gave an embedding that has no direction")
    return units


def _numbers(embedding: str | list[float]) -> Sequence[float] | Vectors:
    if isinstance(embedding, str):
        return np.frombuffer(b64decode(embedding, validate=True), dtype="<f4")
    return embedding

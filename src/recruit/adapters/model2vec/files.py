"""A static model, read from its directory and checked."""

from pathlib import Path
from typing import Annotated

import msgspec

from recruit.adapters.model2vec import tokenizer_file
from recruit.adapters.model2vec.model import StaticModel
from recruit.adapters.model2vec.safetensors import Array, arrays
from recruit.adapters.model2vec.wordpiece import WordPiece
from recruit.domain.model.errors import ConfigurationError

VECTORS = ("embeddings", "embedding.weight")
"""What the vectors are called: by model2vec, and by sentence-transformers, which writes such models too."""

TOKENS = 512
"""Of a text, where the model doesn't say."""

CHARACTERS = 100_000
"""Of a text, whatever the model says: no field is longer."""


class Config(msgspec.Struct):
    """config.json. A `max_length` of null is a model that reads any number of tokens."""

    max_length: Annotated[int, msgspec.Meta(gt=0)] | None = TOKENS


def load(directory: Path) -> StaticModel:
    """Return the model that a directory holds.

    Raises ConfigurationError where a file is missing, isn't what it should be or doesn't fit the others.
    """
    nested = directory / "0_StaticEmbedding"  # where some versions of sentence-transformers put it
    files = nested if nested.is_dir() else directory
    path = files / "model.safetensors"
    found = arrays(path, [*VECTORS, "weights", "mapping"])
    vectors = next((found[name] for name in VECTORS if name in found), None)
    if vectors is None or vectors.ndim != 2 or 0 in vectors.shape:  # noqa: PLR2004 - tokens and dimensions
        raise ConfigurationError(f"RECRUIT_EMBEDDER: {path} holds no table of vectors called {' or '.join(VECTORS)}")
    tokenizer = WordPiece(tokenizer_file.read(files / "tokenizer.json"))
    weights, mapping = found.get("weights"), found.get("mapping")
    if not _fit(tokenizer, vectors, weights, mapping):
        raise ConfigurationError(f"RECRUIT_EMBEDDER: {path} hasn't a vector for each token of the tokenizer.json")
    tokens = _config(directory / "config.json").max_length or CHARACTERS
    characters = min(CHARACTERS, tokens * tokenizer.token_characters)
    return StaticModel(tokenizer, vectors, weights, mapping, tokens, characters)


def _fit(tokenizer: WordPiece, vectors: Array, weights: Array | None, mapping: Array | None) -> bool:
    """Whether each token has a row, and a weight where there are any."""
    ids = len(vectors) if mapping is None else mapping.size
    return (
        all(0 <= each < ids for each in tokenizer.ids)
        and (weights is None or weights.shape == (ids,))
        and (mapping is None or (mapping.ndim == 1 and mapping.dtype.kind in "iu" and _within(mapping, len(vectors))))
    )


def _within(mapping: Array, rows: int) -> bool:
    return not mapping.size or bool(mapping.min() >= 0 and mapping.max() < rows)


def _config(path: Path) -> Config:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Config)
    except FileNotFoundError:  # sentence-transformers writes none
        return Config()
    except OSError as error:
        raise ConfigurationError(f"RECRUIT_EMBEDDER: {path} can't be read: {error.strerror}") from None
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise ConfigurationError(f"RECRUIT_EMBEDDER: {path} is no config.json that makes sense") from None

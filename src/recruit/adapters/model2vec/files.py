"""Loader of static models, with checks of their files."""

from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Annotated

import msgspec

from recruit.adapters.model2vec.arrays import Array, arrays
from recruit.adapters.model2vec.model import StaticModel
from recruit.adapters.model2vec.tokenizer import Tokenizer
from recruit.domain.shared.errors import ConfigurationError

VECTORS = ("embeddings", "embedding.weight")
"""Names of the array of vectors in files of model2vec, and of sentence-transformers, which writes such models too."""

WEIGHTS, TOKENIZER, CONFIG = "model.safetensors", "tokenizer.json", "config.json"

FINGERPRINT_DIGITS = 12

TOKENIZER_LIBRARY = b"tokenizers"
"""Part of the fingerprint, since another tokeniser gives some texts other vectors."""

TOKENS = 512
"""Tokens read of a text, unless the model's config.json gives a number."""

CHARACTERS = 100_000
"""Upper limit of the characters read of a text, for every model; no field is longer."""


class Config(msgspec.Struct):
    """config.json. A `max_length` of null is a model that reads any number of tokens."""

    max_length: Annotated[int, msgspec.Meta(gt=0)] | None = TOKENS


def load(directory: Path) -> StaticModel:
    """Load the model in a directory.

    Raises ConfigurationError if a file is missing, is malformed or doesn't fit the others.
    """
    files = _files(directory)
    path = files / WEIGHTS
    found = arrays(path, [*VECTORS, "weights", "mapping"])
    vectors = next((found[name] for name in VECTORS if name in found), None)
    if vectors is None or vectors.ndim != 2 or 0 in vectors.shape:  # noqa: PLR2004 - tokens and dimensions
        raise ConfigurationError(f"RECRUIT_EMBEDDER: {path} holds no table of vectors called {' or '.join(VECTORS)}")
    tokenizer = Tokenizer(files / TOKENIZER)
    weights, mapping = found.get("weights"), found.get("mapping")
    if not _sizes_match(tokenizer, vectors, weights, mapping):
        raise ConfigurationError(f"RECRUIT_EMBEDDER: {path} hasn't a vector for each token of the tokenizer.json")
    tokens = _config(directory / CONFIG).max_length or CHARACTERS
    characters = min(CHARACTERS, tokens * tokenizer.token_characters)
    return StaticModel(tokenizer, vectors, weights, mapping, tokens, characters)


def fingerprint(directory: Path) -> str:
    """Return a digest of the model's files and of what tokenises, FINGERPRINT_DIGITS hexadecimal digits."""
    files = _files(directory)
    found = sha256(TOKENIZER_LIBRARY)
    for path in (files / WEIGHTS, files / TOKENIZER, directory / CONFIG):
        with suppress(FileNotFoundError), path.open("rb") as file:
            found.update(file_digest(file, "sha256").digest())
    return found.hexdigest()[:FINGERPRINT_DIGITS]


def _files(directory: Path) -> Path:
    nested = directory / "0_StaticEmbedding"  # written by some versions of sentence-transformers
    return nested if nested.is_dir() else directory


def _sizes_match(tokenizer: Tokenizer, vectors: Array, weights: Array | None, mapping: Array | None) -> bool:
    """Return whether each token has a row, and a weight if the model has weights."""
    count = len(vectors) if mapping is None else mapping.size
    return (
        all(0 <= each < count for each in tokenizer.ids)
        and (weights is None or weights.shape == (count,))
        and (
            mapping is None
            or (mapping.ndim == 1 and mapping.dtype.kind in "iu" and _is_valid_mapping(mapping, len(vectors)))
        )
    )


def _is_valid_mapping(mapping: Array, rows: int) -> bool:
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

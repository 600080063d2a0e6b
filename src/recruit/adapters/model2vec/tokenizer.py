"""Tokeniser of a model, as its tokenizer.json describes it."""

from pathlib import Path
from statistics import median

import msgspec

from recruit.domain.shared.errors import ConfigurationError


class Model(msgspec.Struct):
    """The token for text outside the vocabulary, or its id."""

    unk_token: str | None = None
    unk_id: int | None = None


class TokenizerFile(msgspec.Struct):
    """The part of tokenizer.json that the library doesn't give for every kind of tokeniser."""

    model: Model


class Tokenizer:
    """Tokeniser that turns texts into token ids.

    `unknown` is the id of text that isn't in the vocabulary or None, `ids` is the set of all ids, and
    `token_characters` is the median length of a token in characters.
    """

    def __init__(self, path: Path) -> None:
        """Load tokenizer.json. Raises ConfigurationError if it can't be read or used."""
        import tokenizers  # noqa: PLC0415 - optional

        try:
            content = path.read_bytes()
            self._tokenizer = tokenizers.Tokenizer.from_buffer(content)
            model = msgspec.json.decode(content, type=TokenizerFile).model
        except OSError as error:
            raise ConfigurationError(f"RECRUIT_EMBEDDER: {path} can't be read: {error.strerror}") from None
        except ValueError as error:  # of both libraries
            raise _unusable(path, str(error)) from None
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        tokens = self._tokenizer.get_vocab()
        self.unknown = model.unk_id if model.unk_token is None else tokens.get(model.unk_token)
        self.ids = frozenset(tokens.values())
        self.token_characters = int(median(map(len, tokens))) if tokens else 0
        is_bpe = isinstance(self._tokenizer.model, tokenizers.models.BPE)
        if is_bpe:
            self._tokenizer.model.dropout = None  # leaves out merges at random, for training
        if self.unknown is None and (not is_bpe or model.unk_token is not None):
            raise _unusable(path, "it has no token for unknown text")

    def encode(self, text: str) -> list[int]:
        """Return the token ids of a text in order, `unknown` included, without special tokens around it.

        Unlike batches of the library, it starts no threads.
        """
        whole = text.encode(errors="ignore").decode()  # half a surrogate pair is no text to the library
        return self._tokenizer.encode(whole, add_special_tokens=False).ids


def _unusable(path: Path, reason: str) -> ConfigurationError:
    return ConfigurationError(f"RECRUIT_EMBEDDER: {path} is no tokenizer.json that can be used: {reason}")

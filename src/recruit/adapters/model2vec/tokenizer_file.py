"""Reader of tokenizer.json, limited to the supported kinds of tokeniser."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from recruit.domain.shared.errors import ConfigurationError

SPACE = "▁"
"""Mark that replaces a space in byte pairs, U+2581."""


class AddedToken(msgspec.Struct):
    """A token that is found in a text before anything is cut: in the normalised text, or in the text as it came."""

    id: int
    content: str
    single_word: bool = False
    normalized: bool = True


class BertNormalizer(msgspec.Struct):
    """How characters are made alike. `strip_accents` goes with `lowercase` where it isn't said."""

    clean_text: bool = True
    handle_chinese_chars: bool = True
    strip_accents: bool | None = None
    lowercase: bool = True


class WordPieceModel(msgspec.Struct):
    """The vocabulary, token → id, and the marks in it: of what is unknown, and of a piece that goes on a word."""

    vocab: dict[str, int]
    unk_token: str = "[UNK]"  # noqa: S105 - a token of text
    continuing_subword_prefix: str = "##"
    max_input_chars_per_word: int = 100


class WordPieceFile(msgspec.Struct):
    """What is followed. How special tokens frame a text doesn't count: static embeddings are taken without."""

    model: WordPieceModel
    normalizer: BertNormalizer
    added_tokens: list[AddedToken] = []


class BytePairModel(msgspec.Struct):
    """The vocabulary, token → id, and the pairs that are joined, the most usual first: each a list, or with a space."""

    vocab: dict[str, int]
    merges: list[str | tuple[str, str]]
    unk_token: str | None = None


class BytePairFile(msgspec.Struct):
    """What is followed of byte pairs."""

    model: BytePairModel
    added_tokens: list[AddedToken] = []

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the pairs that are merged."""
        for merge in self.model.merges:
            left, right = merge.split(" ") if isinstance(merge, str) else merge
            yield left, right

    def __post_init__(self) -> None:
        """Raise ValueError for a pair that isn't in the vocabulary, or a piece that crosses a space."""
        vocabulary = self.model.vocab
        if not all({left, right, left + right} <= vocabulary.keys() for left, right in self.pairs()):
            raise ValueError("a pair is not in the vocabulary")
        if any(re.search(f"[^{SPACE}]{SPACE}", token) for token in vocabulary):
            raise ValueError("a piece reaches over a space")


TokenizerFile: TypeAlias = WordPieceFile | BytePairFile

SPACES_AS_MARKS = {
    "type": "Sequence",
    "normalizers": [
        {"type": "Prepend", "prepend": SPACE},
        {"type": "Replace", "pattern": {"String": " "}, "content": SPACE},
    ],
}
"""The only normaliser supported with byte pairs: it replaces spaces by marks and prepends one more to the text."""


class Parts(msgspec.Struct):
    """The parts that can be of several types, as they are written."""

    model: dict[str, Any]
    normalizer: dict[str, Any] | None = None
    pre_tokenizer: dict[str, Any] | None = None


def read(path: Path) -> TokenizerFile:
    """Return the content of the file. Raises ConfigurationError if it can't be read or isn't supported."""
    try:
        content = path.read_bytes()
        return msgspec.json.decode(content, type=_kind(path, msgspec.json.decode(content, type=Parts)))
    except OSError as error:
        raise ConfigurationError(f"RECRUIT_EMBEDDER: {path} can't be read: {error.strerror}") from None
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise ConfigurationError(f"RECRUIT_EMBEDDER: {path} is no tokenizer.json that makes sense") from None


def _kind(path: Path, parts: Parts) -> type[WordPieceFile] | type[BytePairFile]:
    model = parts.model.get("type")
    normalizer, pre_tokenizer = (part and part.get("type") for part in (parts.normalizer, parts.pre_tokenizer))
    if (model, normalizer, pre_tokenizer) == ("WordPiece", "BertNormalizer", "BertPreTokenizer"):
        return WordPieceFile
    plain = not any(parts.model.get(name) for name in ("dropout", "continuing_subword_prefix", "end_of_word_suffix"))
    bytes_ = parts.model.get("byte_fallback") and not parts.model.get("ignore_merges")
    if model == "BPE" and plain and bytes_ and parts.normalizer == SPACES_AS_MARKS and pre_tokenizer is None:
        return BytePairFile
    raise ConfigurationError(
        f"RECRUIT_EMBEDDER: the tokeniser of {path} is {model} with {normalizer} and {pre_tokenizer}; supported are "
        f"WordPiece with BertNormalizer and BertPreTokenizer, and BPE with spaces as {SPACE} and bytes to fall back on"
    )

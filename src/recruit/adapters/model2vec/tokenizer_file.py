"""What a tokenizer.json says, and which ones can be followed."""

from pathlib import Path

import msgspec

from recruit.domain.model.errors import ConfigurationError

SUPPORTED = {"model": "WordPiece", "normalizer": "BertNormalizer", "pre_tokenizer": "BertPreTokenizer"}


class Part(msgspec.Struct):
    """A part of the tokeniser, of which only the type is of interest."""

    type: str | None = None


class Parts(msgspec.Struct):
    """The parts that can be of several types."""

    model: Part
    normalizer: Part | None = None
    pre_tokenizer: Part | None = None


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


class AddedToken(msgspec.Struct):
    """A token that is found in a text before anything is cut: in the normalised text, or in the text as it came."""

    id: int
    content: str
    single_word: bool = False
    normalized: bool = True


class TokenizerFile(msgspec.Struct):
    """What is followed. How special tokens frame a text doesn't count: static embeddings are taken without."""

    model: WordPieceModel
    normalizer: BertNormalizer
    added_tokens: list[AddedToken] = []


def read(path: Path) -> TokenizerFile:
    """Return what the file says. Raises ConfigurationError for a file that can't be read or followed."""
    try:
        content = path.read_bytes()
        parts = msgspec.json.decode(content, type=Parts)
        for name, supported in SUPPORTED.items():
            part: Part | None = getattr(parts, name)
            if part is None or part.type != supported:
                raise ConfigurationError(
                    f"RECRUIT_EMBEDDER: the {name} of {path} is {part.type if part else None}; "
                    f"supported are models of the type WordPiece with BertNormalizer and BertPreTokenizer"
                )
        return msgspec.json.decode(content, type=TokenizerFile)
    except OSError as error:
        raise ConfigurationError(f"RECRUIT_EMBEDDER: {path} can't be read: {error.strerror}") from None
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise ConfigurationError(f"RECRUIT_EMBEDDER: {path} is no tokenizer.json that makes sense") from None

"""A small static model in model2vec's file format, with meaningless but deterministic numbers."""

import json
import string
import struct
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

DIMENSIONS = 8
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = (
    "a account accountant and analyst analytic apache architect at back backend bank berlin build care chef clean "
    "cloud code cook cs data database day design develop developer doctor driver end engineer english for france "
    "front full german in java javascript job junior kafka kitchen kubernetes lead learn london machine manage "
    "manager market nurse of on own paris part pay person phd plan post product program python remote resume sale "
    "school senior shift sql stack staff strasse support system teach team the time to truck und we web with work "
    "year young zurich café Berlin Python SQL Nurse москва київ ελλην σ σασ 東 京 都 北 語 ﬁ ß œ ı 한 각"
).split()
PIECES = (
    "able al ed er ers ing ion ist ity ive ly ment ness or ress s ship tion ical ович ής".split()
)  # continue a word
FLOATS = {"F16": "e", "F32": "f", "F64": "d"}  # as `struct` calls them

FLAVOURS: dict[str, dict[str, Any]] = {
    "plain": {},
    "quantised": {"dtype": "I8"},
    "clustered": {"rows": 40},  # some tokens share a row, and each has a weight
    "cased": {"lowercase": False, "max_length": 5},
    "phrases": {"phrases": {"machine learning": "anywhere", "C++": "anywhere", "Front end": "whole words"}},
    "pairs": {"kind": "pairs"},
    "unigram": {"kind": "unigram"},
}


def write(directory: Path, flavour: str = "plain", **changes: Any) -> Path:
    """Write the model into `directory`, which need not exist, and return the directory."""
    directory.mkdir(parents=True, exist_ok=True)
    choices = FLAVOURS[flavour] | changes
    match choices.get("kind"):
        case "pairs":
            tokenizer = byte_pairs_json()
        case "unigram":
            tokenizer = unigram_json()
        case _:
            words = choices.get("words", WORDS)
            tokenizer = tokenizer_json(choices.get("phrases", {}), words, lowercase=choices.get("lowercase", True))
    config = {"model_type": "model2vec", "normalize": True, "max_length": choices.get("max_length", 512)}
    (directory / "tokenizer.json").write_text(json.dumps(tokenizer))
    (directory / "config.json").write_text(json.dumps(config))
    tokens = len(tokenizer["model"]["vocab"]) + len(choices.get("phrases", {}))
    write_arrays(directory / "model.safetensors", arrays(tokens, **choices))
    return directory


def tokenizer_json(phrases: dict[str, str], words: Iterable[str] = WORDS, *, lowercase: bool = True) -> dict[str, Any]:
    """Return a WordPiece tokeniser.

    Phrases are matched in the normalised text, special tokens in the original text.
    """
    characters = [*string.ascii_lowercase, *string.digits, *string.punctuation, "–", "«", "»"]
    starts = dict.fromkeys([*words, *characters, "B", "P", "é", "中"])
    pieces = dict.fromkeys([*PIECES, *string.ascii_lowercase, *string.digits, "B", "é", "а"])
    vocabulary = [*SPECIAL, *starts, *(f"##{piece}" for piece in pieces)]
    ids = {token: place for place, token in enumerate([*vocabulary, *phrases])}
    added = [
        *(added_token(ids[token], token, normalized=False, special=True) for token in SPECIAL),
        *(added_token(ids[each], each, single_word=where == "whole words") for each, where in phrases.items()),
    ]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": added,
        "normalizer": {
            "type": "BertNormalizer",
            "clean_text": True,
            "handle_chinese_chars": True,
            "strip_accents": None,
            "lowercase": lowercase,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": None,
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {
            "type": "WordPiece",
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": {token: ids[token] for token in vocabulary},
        },
    }


def byte_pairs_json() -> dict[str, Any]:
    """Return a BPE tokeniser, which merges characters into pieces and words."""
    special = ["<unk>", "<s>", "</s>"]
    pieces = ["▁▁", *(piece for piece in PIECES if piece.isascii()), *(f"▁{word}" for word in WORDS)]
    growing = [(piece[:end], piece[end]) for piece in pieces for end in range(1, len(piece))]
    merges = dict.fromkeys([*growing, ("g", "in"), ("'", "s"), ("er", "'s")])  # the last ones grow to the left
    characters = ["▁", *string.ascii_lowercase, *string.digits, *string.punctuation, *"".join(WORDS)]
    joined = [left + right for left, right in merges]
    vocabulary = dict.fromkeys([*special, *(f"<0x{byte:02X}>" for byte in range(256)), *characters, *joined])
    ids = {token: place for place, token in enumerate(vocabulary)}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [added_token(ids[token], token, normalized=False, special=True) for token in special],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "Prepend", "prepend": "▁"},
                {"type": "Replace", "pattern": {"String": " "}, "content": "▁"},
            ],
        },
        "pre_tokenizer": None,
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": "<unk>",
            "continuing_subword_prefix": None,
            "end_of_word_suffix": None,
            "fuse_unk": True,
            "byte_fallback": True,
            "vocab": ids,
            "merges": [f"{left} {right}" for left, right in merges],
        },
    }


def unigram_json() -> dict[str, Any]:
    """Return a Unigram tokeniser, which splits a word into its likeliest pieces. Longer pieces are likelier."""
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    pieces = dict.fromkeys([*(f"▁{word}" for word in WORDS), *PIECES, "▁", *string.ascii_lowercase, *string.digits])
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            added_token(place, each, normalized=False, special=True) for place, each in enumerate(special)
        ],
        "normalizer": {"type": "NFKC"},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "Unigram",
            "unk_id": special.index("<unk>"),
            "vocab": [[each, 0.0] for each in special] + [[piece, -10.0 - 1 / len(piece)] for piece in pieces],
            "byte_fallback": False,
        },
    }


def added_token(number: int, content: str, **flags: bool) -> dict[str, Any]:
    """Return an added token, which is matched before the text is split."""
    usual = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": True, "special": False}
    return {"id": number, "content": content, **usual, **flags}


Arrays = dict[str, tuple[str, list[int], bytes]]
"""Type, shape and bytes of each array, by name."""


def arrays(tokens: int, *, rows: int | None = None, dtype: str = "F32", **_: Any) -> Arrays:
    """Return type, shape and bytes of each array by name: one row per token, or `rows` rows that tokens share."""
    vectors = [numbers(f"row {row}") for row in range(rows or tokens)]
    found = {"embeddings": (dtype, [len(vectors), DIMENSIONS], b"".join(packed(row, dtype) for row in vectors))}
    if rows:
        places = [row % rows for row in range(tokens)]
        weights = [1 + place / 16 for place in range(tokens)]
        found["weights"] = ("F32", [tokens], struct.pack(f"<{tokens}f", *weights))
        found["mapping"] = ("I32", [tokens], struct.pack(f"<{tokens}i", *places))
    return found


def numbers(seed: str) -> list[float]:
    """Return numbers between -2 and 2 that every floating-point type represents exactly."""
    return [(byte - 127.5) / 64 for byte in sha256(seed.encode()).digest()[:DIMENSIONS]]


def packed(row: list[float], dtype: str) -> bytes:
    """Return the bytes of a row."""
    match dtype:
        case "I8":
            return struct.pack(f"<{len(row)}b", *(int(64 * number - 0.5) for number in row))
        case "BF16":
            return b"".join(struct.pack("<f", number)[2:] for number in row)
    return struct.pack(f"<{len(row)}{FLOATS[dtype]}", *row)


def write_arrays(path: Path, found: Arrays) -> None:
    """Write a safetensors file."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    data = b""
    for name, (dtype, shape, content) in found.items():
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    write_safetensors(path, json.dumps(header).encode(), data)


def write_safetensors(path: Path, header: bytes, data: bytes = b"") -> None:
    """Write header and data, unchecked, as a safetensors file. The header is padded as by the format's writers."""
    header += b" " * (-len(header) % 8)
    path.write_bytes(struct.pack("<Q", len(header)) + header + data)

"""WordPiece: words cut into the longest pieces that a vocabulary has.

Source: Wu et al., "Google's Neural Machine Translation System" (2016), as BERT applies it: greedily, from the left.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from statistics import median
from typing import TypeAlias

from recruit.adapters.model2vec.characters import Normaliser, Separator
from recruit.adapters.model2vec.tokenizer_file import AddedToken, TokenizerFile

Ids: TypeAlias = tuple[int, ...]

CHUNKS_KEPT = 50_000

CHUNK_CHARACTERS = 60
"""What is longer is seldom met again, and not kept."""


class WordPiece:
    """Texts as ids of tokens.

    `unknown` is the id that stands for a word that can't be cut, `ids` are all there are, and `token_characters`
    is the median length of a token.
    """

    def __init__(self, file: TokenizerFile) -> None:
        model, normaliser = file.model, file.normalizer
        self._vocabulary = model.vocab
        self._continues = model.continuing_subword_prefix
        self._word_characters = model.max_input_chars_per_word
        self._piece_characters = max(map(len, model.vocab), default=0)
        self._normaliser = Normaliser(
            clean=normaliser.clean_text,
            space_ideographs=normaliser.handle_chinese_chars,
            strip_accents=normaliser.lowercase if normaliser.strip_accents is None else normaliser.strip_accents,
            lowercase=normaliser.lowercase,
        )
        self._separator = Separator()
        added = [token for token in file.added_tokens if token.content]
        self._literal = AddedTokens({token.content: token for token in added if not token.normalized})
        self._normal = AddedTokens(
            {token.content.translate(self._normaliser): token for token in added if token.normalized}
        )
        self._kept = lru_cache(CHUNKS_KEPT)(self._cut)
        tokens = model.vocab | {token.content: token.id for token in added}
        self.unknown = tokens.get(model.unk_token, -1)
        self.ids = frozenset(tokens.values())
        self.token_characters = int(median(map(len, tokens))) if tokens else 0

    def encode(self, text: str) -> list[int]:
        """Return the ids of a text's tokens in their order, `unknown` among them, special ones not added."""
        ids: list[int] = []
        for part in self._parts(text):
            if isinstance(part, int):
                ids.append(part)
            else:
                for chunk in part.split():
                    ids += self._kept(chunk) if len(chunk) <= CHUNK_CHARACTERS else self._cut(chunk)
        return ids

    def _parts(self, text: str) -> Iterator[str | int]:
        for part in self._literal.split(text):
            if isinstance(part, int):
                yield part
            else:
                yield from self._normal.split(part.translate(self._normaliser))

    def _cut(self, chunk: str) -> Ids:
        return tuple(piece for word in chunk.translate(self._separator).split() for piece in self._pieces(word))

    def _pieces(self, word: str) -> list[int]:
        pieces: list[int] = []
        start, prefix = 0, ""
        while start < len(word) <= self._word_characters:
            for end in range(min(len(word), start + self._piece_characters), start, -1):
                piece = self._vocabulary.get(prefix + word[start:end])
                if piece is not None:
                    pieces.append(piece)
                    start, prefix = end, self._continues
                    break
            else:
                break
        return pieces if start == len(word) else [self.unknown]


class AddedTokens:
    """Tokens that are found in a text as they are, the leftmost first and the longest of those."""

    def __init__(self, tokens: dict[str, AddedToken]) -> None:
        self._ids = {content: token.id for content, token in tokens.items() if content}
        longest_first = sorted(((each, tokens[each]) for each in self._ids), key=lambda each: -len(each[0]))
        self._pattern = re.compile(f"({'|'.join(_patterns(longest_first))})")

    def split(self, text: str) -> Iterator[str | int]:
        """Yield the text in its order: the ids of tokens, and what stands between them."""
        if not self._ids:
            yield text
            return
        for place, part in enumerate(self._pattern.split(text)):
            yield self._ids[part] if place % 2 else part  # what the pattern's group matched stands at odd places


def _patterns(tokens: Iterable[tuple[str, AddedToken]]) -> Iterator[str]:
    for content, token in tokens:
        yield rf"(?<!\w){re.escape(content)}(?!\w)" if token.single_word else re.escape(content)

"""WordPiece tokenisation: words are split into the longest pieces in the vocabulary.

Source: Wu et al., "Google's Neural Machine Translation System" (2016), as BERT applies it: greedily, from the left.
"""

from collections.abc import Iterator
from statistics import median

from recruit.adapters.model2vec.added_tokens import AddedTokens
from recruit.adapters.model2vec.characters import Normaliser, Separator
from recruit.adapters.model2vec.chunks import Ids, remembering
from recruit.adapters.model2vec.tokenizer_file import WordPieceFile


class WordPiece:
    """WordPiece tokeniser.

    `unknown` is the id of a word that can't be split into known pieces, `ids` is the set of all ids, and
    `token_characters` is the median length of a token in characters.
    """

    def __init__(self, file: WordPieceFile) -> None:
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
        self._ids = remembering(self._cut)
        tokens = model.vocab | {token.content: token.id for token in added}
        self.unknown = tokens.get(model.unk_token, -1)
        self.ids = frozenset(tokens.values())
        self.token_characters = int(median(map(len, tokens))) if tokens else 0

    def encode(self, text: str) -> list[int]:
        """Return the token ids of a text in order, `unknown` included, without special tokens."""
        ids: list[int] = []
        for part in self._parts(text):
            if isinstance(part, int):
                ids.append(part)
            else:
                for chunk in part.split():
                    ids += self._ids(chunk)
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

"""Byte-pair encoding as SentencePiece has it: characters joined into pieces, the most usual pair first.

Sources: Sennrich et al., "Neural Machine Translation of Rare Words with Subword Units" (2016); Kudo and Richardson,
"SentencePiece" (2018), for the mark that stands for a space, and bytes for characters that the vocabulary hasn't.
"""

import re
from collections.abc import Iterator
from heapq import heapify, heappop, heappush
from statistics import median

from recruit.adapters.model2vec.added_tokens import AddedTokens
from recruit.adapters.model2vec.chunks import Ids, remembering
from recruit.adapters.model2vec.tokenizer_file import SPACE, BytePairFile

CHUNK = re.compile(f"{SPACE}+[^{SPACE}]*|[^{SPACE}]+")
"""A word with the spaces before it: no piece reaches over its end, for none has a space behind a letter."""

NOWHERE = -1
"""The place before the first piece, and behind the last one."""

SPENT = -2
"""Stands where a piece was that is part of another one by now. No id is so small."""


class BytePairs:
    """Texts as ids of tokens.

    `unknown` is the id that stands for a byte that isn't in the vocabulary, `ids` are all there are, and
    `token_characters` is the median length of a token.
    """

    def __init__(self, file: BytePairFile) -> None:
        model = file.model
        self._vocabulary = model.vocab
        self._merges = {
            (model.vocab[left], model.vocab[right]): (rank, model.vocab[left + right])
            for rank, (left, right) in enumerate(file.pairs())
        }
        self._literal = AddedTokens({token.content: token for token in file.added_tokens})
        self._ids = remembering(self._cut)
        tokens = model.vocab | {token.content: token.id for token in file.added_tokens}
        self.unknown = tokens.get(model.unk_token or "", -1)
        self.ids = frozenset(tokens.values())
        self.token_characters = int(median(map(len, tokens))) if tokens else 0

    def encode(self, text: str) -> list[int]:
        """Return the ids of a text's tokens in their order, `unknown` among them, special ones not added."""
        ids: list[int] = []
        for part in self._literal.split(text):
            if isinstance(part, int):
                ids.append(part)
            elif part:
                for chunk in CHUNK.findall(SPACE + part.replace(" ", SPACE)):
                    ids += self._ids(chunk)
        return ids

    def _cut(self, chunk: str) -> Ids:
        ids = [each for character in chunk for each in self._pieces(character)]
        self._join(ids)
        return tuple(each for each in ids if each != SPENT)

    def _pieces(self, character: str) -> Iterator[int]:
        piece = self._vocabulary.get(character)
        if piece is not None:
            yield piece
            return
        for byte in character.encode(errors="ignore"):
            yield self._vocabulary.get(f"<0x{byte:02X}>", self.unknown)

    def _join(self, ids: list[int]) -> None:
        """Join the pair of the least rank, the leftmost of several, until none is left. Its left place takes it."""
        after, before = [*range(1, len(ids)), NOWHERE], [NOWHERE, *range(len(ids) - 1)]
        waiting = [(*merge, place) for place in range(len(ids) - 1) if (merge := self._merge(ids, place, place + 1))]
        heapify(waiting)
        while waiting:
            rank, joined, place = heappop(waiting)
            right = after[place]
            if self._merge(ids, place, right) != (rank, joined):
                continue  # one of the two is part of another piece by now
            ids[place], ids[right] = joined, SPENT
            after[place] = beyond = after[right]
            if beyond != NOWHERE:
                before[beyond] = place
            for left, right in ((before[place], place), (place, beyond)):
                if merge := self._merge(ids, left, right):
                    heappush(waiting, (*merge, left))

    def _merge(self, ids: list[int], left: int, right: int) -> tuple[int, int] | None:
        """Return the rank of the pair at two places and what it becomes, or None where it isn't joined."""
        return None if left < 0 or right < 0 else self._merges.get((ids[left], ids[right]))

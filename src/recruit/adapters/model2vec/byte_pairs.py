"""Byte-pair encoding as in SentencePiece: characters are merged into pieces, the most frequent pair first.

Sources: Sennrich et al., "Neural Machine Translation of Rare Words with Subword Units" (2016); Kudo and Richardson,
"SentencePiece" (2018), for the mark that replaces a space, and for byte fallback of unknown characters.
"""

import re
from collections.abc import Iterator
from heapq import heapify, heappop, heappush
from statistics import median

from recruit.adapters.model2vec.added_tokens import AddedTokens
from recruit.adapters.model2vec.chunks import Ids, remembering
from recruit.adapters.model2vec.tokenizer_file import SPACE, BytePairFile

CHUNK = re.compile(f"{SPACE}+[^{SPACE}]*|[^{SPACE}]+")
"""A word with the spaces before it. No piece crosses its end, because no piece has a space after a letter."""

NOWHERE = -1
"""Index before the first piece and after the last one."""

SPENT = -2
"""Placeholder for a piece that was merged into another. No id has this value."""


class BytePairs:
    """Byte-pair tokeniser.

    `unknown` is the id of a byte that isn't in the vocabulary, `ids` is the set of all ids, and `token_characters` is
    the median length of a token in characters.
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
        """Return the token ids of a text in order, `unknown` included, without special tokens."""
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
        """Merge the leftmost pair of the lowest rank until none is left. The merged piece takes the left index."""
        after, before = [*range(1, len(ids)), NOWHERE], [NOWHERE, *range(len(ids) - 1)]
        waiting = [(*merge, place) for place in range(len(ids) - 1) if (merge := self._merge(ids, place, place + 1))]
        heapify(waiting)
        while waiting:
            rank, joined, place = heappop(waiting)
            right = after[place]
            if self._merge(ids, place, right) != (rank, joined):
                continue  # one of the two was merged into another piece meanwhile
            ids[place], ids[right] = joined, SPENT
            after[place] = beyond = after[right]
            if beyond != NOWHERE:
                before[beyond] = place
            for left, right in ((before[place], place), (place, beyond)):
                if merge := self._merge(ids, left, right):
                    heappush(waiting, (*merge, left))

    def _merge(self, ids: list[int], left: int, right: int) -> tuple[int, int] | None:
        """Return the rank and the merged id of the pair at two indices, or None if it can't be merged."""
        return None if left < 0 or right < 0 else self._merges.get((ids[left], ids[right]))

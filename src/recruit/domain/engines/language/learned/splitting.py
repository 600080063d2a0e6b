"""Splitting of compound messages into orders. Orders are split or not understood, never merged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recruit.domain.engines.language.learned.features import features
from recruit.domain.engines.language.learned.intents import NOTHING, SEVERAL, Model
from recruit.domain.engines.language.learned.kinds import HONORIFICS
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.quotation_spans import quotation_at

SEPARATORS = frozenset(
    ", ; . ! ? : – — - & + and then also n plus und dann sowie danach anschliessend et puis ensuite y e luego depois "
    "poi quindi en daarna vervolgens afterwards aswell".split()
)
FEWEST = 2
"""Fewest words of a part."""

MOST_PARTS = 4
MOST_SEPARATORS = 14


@dataclass(frozen=True, slots=True)
class Piece:
    """The words from `start` to before `end`, and the probability of each tool."""

    start: int
    end: int
    probabilities: Mapping[str, float]

    @property
    def tool(self) -> str:
        """The most probable tool."""
        tools = [one for one in self.probabilities if one not in {NOTHING, SEVERAL}]
        return max(tools, key=self.probabilities.__getitem__)

    @property
    def probability(self) -> float:
        """The tool's probability."""
        return self.probabilities[self.tool]


class Splitter:
    """Applies the model to the parts of one message."""

    def __init__(self, model: Model, linked: Linked, last: str | None) -> None:
        self._model = model
        self.linked = linked
        self._last = last
        self._read: dict[tuple[int, int], Piece] = {}

    def piece(self, start: int, end: int) -> Piece:
        """Return a part with its probabilities."""
        if (start, end) not in self._read:
            last = self._last if start == 0 else None
            found = features(self.linked, start, end, last)
            self._read[start, end] = Piece(start, end, self._model.probabilities(found))
        return self._read[start, end]

    def split(self, start: int, end: int, parts: int = MOST_PARTS) -> Sequence[Piece]:
        """Return the parts of the words: the cut with the clearest halves, each cut again if necessary."""
        best: tuple[float, Piece, Piece] | None = None
        for index in self.split_points(start, end):
            left, right = self.piece(start, index), self.piece(index, end)
            clear = min(_clearness(left), _clearness(right)) + 0.3 * (_clearness(left) + _clearness(right))
            if best is None or clear > best[0]:
                best = clear, left, right
        if best is None:
            return [self.piece(start, end)]
        found: list[Piece] = []
        for half in best[1:]:
            again = parts > 2 and half.probabilities[SEVERAL] > max(half.probability, 0.5)  # noqa: PLR2004
            found += self.split(half.start, half.end, parts - 1) if again else [half]
        return found

    def split_points(self, start: int, end: int) -> Sequence[int]:
        """Return the indexes where a part may end."""
        words, tags = self.linked.words, self.linked.tags
        points = range(start + FEWEST, end - FEWEST + 1)
        parting = [at for at in points if self._separates(at) or self._separates(at - 1)]
        outside = [at for at in parting if not self._is_quoted(at, end)]
        return [at for at in outside if not tags[at] or words[at].key in SEPARATORS][:MOST_SEPARATORS]

    def _is_quoted(self, index: int, end: int) -> bool:
        """Tell whether the words from a position begin inside a quotation, or with one after separators."""
        words = self.linked.words
        while index + 1 < end and words[index].key in SEPARATORS:
            index += 1
        return quotation_at(self.linked.message, words[index].start) is not None

    def _separates(self, index: int) -> bool:
        """Tell a separator of orders from the dots of "Mr." and "J." and from marks inside words."""
        word = self.linked.words[index]
        if word.key not in SEPARATORS:
            return False
        if not word.is_mark:
            return True
        before = self.linked.words[index - 1]
        apart = self.linked.message[word.end : word.end + 1].isspace()
        abbreviates = word.key == "." and (before.key in HONORIFICS or len(before.key) == 1)
        return (apart or word.key in "&;") and not abbreviates


def _clearness(piece: Piece) -> float:
    return piece.probability + 0.5 * piece.probabilities[SEVERAL]

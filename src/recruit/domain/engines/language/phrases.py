"""Sets of phrases, and their lookup in tokens."""

from collections import defaultdict
from collections.abc import Sequence

from recruit.domain.engines.language.tokens import Token


class Phrases:
    """Phrases with one meaning, written one a line."""

    def __init__(self, lines: str) -> None:
        self._by_first: defaultdict[str, list[list[str]]] = defaultdict(list)
        for phrase in sorted((line.split() for line in lines.splitlines()), key=len, reverse=True):
            if phrase:
                self._by_first[phrase[0]].append(phrase)

    def length_at(self, tokens: Sequence[Token], place: int) -> int:
        """Return the length in tokens of the longest phrase that begins at `place`; 0 if there is none."""
        if place >= len(tokens):
            return 0
        for phrase in self._by_first.get(tokens[place].text, ()):
            if phrase == [token.text for token in tokens[place : place + len(phrase)]]:
                return len(phrase)
        return 0

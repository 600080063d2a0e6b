"""A place in a clause, from which the rules of the grammar read on."""

from collections.abc import Collection, Sequence

from recruit.domain.engines.language.phrases import Phrases
from recruit.domain.engines.language.tokens import Token


class Cursor:
    """Reads tokens one after the other. A rule that fails sets `place` back to where it began."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.place = 0

    @property
    def next(self) -> Token | None:
        """The token to be read; None at the end."""
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    @property
    def word(self) -> str:
        """The text of the token to be read; empty at the end."""
        return self.next.text if self.next else ""

    @property
    def rest(self) -> Sequence[Token]:
        """The tokens that are still to be read."""
        return self.tokens[self.place :]

    def take(self, words: Collection[str]) -> str:
        """Read one of `words` and return it; empty when another stands here."""
        word = self.word if self.word in words else ""
        self.place += bool(word)
        return word

    def skip(self, words: Collection[str]) -> None:
        """Read as many of `words` as stand here."""
        while self.take(words):
            pass

    def take_phrase(self, phrases: Phrases) -> bool:
        """Read the longest of `phrases` that begins here, if one does."""
        length = phrases.length_at(self.tokens, self.place)
        self.place += length
        return length > 0

    def take_number(self) -> None:
        """Read a number where one stands here."""
        self.place += self.next is not None and self.next.id is not None

"""A position in a clause, from which the grammar's rules parse."""

from collections.abc import Collection, Sequence

from recruit.domain.engines.language.phrases import PhraseSet
from recruit.domain.engines.language.tokens import Token


class Cursor:
    """Reads tokens in sequence. A rule that fails resets `place` to its start."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.place = 0

    @property
    def next(self) -> Token | None:
        """The next token; None at the end."""
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    @property
    def word(self) -> str:
        """The text of the next token; empty at the end."""
        return self.next.text if self.next else ""

    @property
    def rest(self) -> Sequence[Token]:
        """The remaining tokens."""
        return self.tokens[self.place :]

    def take(self, words: Collection[str]) -> str:
        """Consume one of `words` and return it; return an empty string if another word is next."""
        word = self.word if self.word in words else ""
        self.place += bool(word)
        return word

    def skip(self, words: Collection[str]) -> None:
        """Consume all consecutive `words`."""
        while self.take(words):
            pass

    def take_phrase(self, phrases: PhraseSet) -> bool:
        """Consume the longest of `phrases` that begins here. Return whether there was one."""
        length = phrases.length_at(self.tokens, self.place)
        self.place += length
        return length > 0

    def take_number(self) -> None:
        """Consume a number if one is next."""
        self.place += self.next is not None and self.next.id is not None

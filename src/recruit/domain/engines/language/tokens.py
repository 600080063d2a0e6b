"""Tokens of a message: words, numbers and marks with their positions."""

import re
from collections.abc import Iterator
from typing import NamedTuple

MOST_DIGITS = 1_000
"""Most digits of a number, more than any id has. Python itself refuses to parse more than 4,300 digits."""

# A minus sign belongs to a number unless a word precedes it: "job -5" names no job, "job-5" names the fifth.
# Separated digits stay together: "5.5" and "1,234" are no ids, and their marks end no clause.
_TOKEN = re.compile(
    r"(?:(?<!\w)-)?\d++(?:[.,]\d++)*+(?![^\W_])"  # 5, -5, 1,234
    r"|\d[^\W_]*"  # 5a, 3rd
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"  # jobs, don't
    r"|\n|\S"
)
_ID = re.compile(rf"-?\d{{1,{MOST_DIGITS}}}")


class Token(NamedTuple):
    """A token of a message: `text` in lower case with straight apostrophes, from `start` to before `end`."""

    text: str
    start: int
    end: int
    capital: bool = False
    """Whether the first letter is a capital and the others are small."""

    @property
    def id(self) -> int | None:
        """The whole number that this token is; None for words, marks and other numbers."""
        return int(self.text) if _ID.fullmatch(self.text) else None

    @property
    def is_mark(self) -> bool:
        """Whether this is punctuation."""
        return len(self.text) == 1 and not self.text.isalnum()


def tokens(message: str) -> Iterator[Token]:
    """Yield the tokens of `message`, in order."""
    for found in _TOKEN.finditer(message):
        word = found[0]
        capital = word[0].isupper() and not word.isupper()
        yield Token(word.lower().replace("’", "'"), found.start(), found.end(), capital)

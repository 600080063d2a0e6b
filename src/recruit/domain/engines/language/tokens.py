"""Messages as words, numbers and marks that know where they stand."""

import re
from collections.abc import Iterator
from typing import NamedTuple

MOST_DIGITS = 1_000
"""Longer than any id. Python itself refuses to read numbers of more than 4,300 digits."""

# A minus belongs to a number unless it joins it to a word: "job -5" names no job, "job-5" names the fifth.
# Separated digits stay together: "5.5" and "1,234" are no ids, and their marks end no clause.
_TOKEN = re.compile(
    r"(?:(?<!\w)-)?\d++(?:[.,]\d++)*+(?![^\W_])"  # 5, -5, 1,234
    r"|\d[^\W_]*"  # 5a, 3rd
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"  # jobs, don't
    r"|\n|\S"
)
_ID = re.compile(rf"-?\d{{1,{MOST_DIGITS}}}")


class Token(NamedTuple):
    """A piece of a message: `text` in lower case with straight apostrophes, from `start` to before `end`."""

    text: str
    start: int
    end: int
    capital: bool = False
    """Whether it is written with a capital letter first, the others small."""

    @property
    def id(self) -> int | None:
        """The number that this token is; None for words, marks, and numbers that are no whole ones."""
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

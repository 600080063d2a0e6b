"""Words of a message with folded keys, which ignore case, accents and elisions."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

MOST_WORDS = 120
"""Most words of a message that are read."""

_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "‘": "'"})
_GROUPED = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})*[ \u00a0\u202f]\d00(?![\w.,:/-])"
"""A round amount with blanks between its thousands: "50 000". Other numbers with blanks are several."""

_WORD = re.compile(
    r"(?:dell|all|nell|sull|dall|un|quest|quell|qu|lorsqu|jusqu|aujourd|[ldnjmtsc])['’](?=[^\W\d_])"
    rf"|{_GROUPED}|\d+(?:[.,:/]\d+)*"
    r"|[^\W\d_]+(?:['’](?:s|re|ll|ve|d|m|t)\b)?"
    r"|[^\w\s]|_",
    re.IGNORECASE,
)


_BLANKS = re.compile(r"\s")


class Word(NamedTuple):
    """A word, a number or a mark: its folded key, and its position in the message."""

    key: str
    start: int
    end: int
    capital: bool

    @property
    def number(self) -> int | None:
        """The whole number that this is; None for any other word."""
        return int(self.key) if self.key.isdigit() and len(self.key) <= 10 else None  # noqa: PLR2004 - of any id

    @property
    def is_mark(self) -> bool:
        """Whether this is punctuation."""
        return not self.key[0].isalnum()


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """Return a word in lower case without accents."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(mark for mark in plain if not unicodedata.combining(mark)) or word


@lru_cache(maxsize=10_000)
def keys(text: str) -> tuple[str, ...]:
    """Return the folded words and numbers of a title, company, place or skill. Cached, as every message needs them."""
    return tuple(word.key for word in words(text) if not word.is_mark)


def words(message: str) -> list[Word]:
    """Return the words, numbers and marks of a message, in order."""
    found = []
    for match in _WORD.finditer(message):
        text = match[0]
        found.append(Word(folded(_BLANKS.sub("", text)), match.start(), match.end(), text[0].isupper()))
        if len(found) == MOST_WORDS:
            break
    return found

"""Search for known phrases in running text, in one pass.

word   = an optional dot before a letter, letters and digits with single inner dots, then any of + and #
phrase = 1 to 5 words with nothing but one or two of space, line end, hyphen, slash, ampersand or apostrophe between

".NET", "Node.js" and "C++" are words, "CI/CD" is a phrase of two. Where phrases overlap, the longest wins.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MOST_WORDS = 5

WORD = re.compile(r"(?:(?<!\w)\.(?=[A-Za-z]))?[^\W_]+(?:\.[^\W_]+)*[+#]*")
_JOINT = re.compile(r"[ \n/&'’-]{1,3}")


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """The meaning of a phrase, and its position."""

    name: str
    start: int
    end: int


class Phrases:
    """A case-insensitive table of phrase → meaning."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._names = {key(phrase): name for phrase, name in table.items()}

    def get(self, phrase: str) -> str | None:
        """Return the meaning of the whole of `phrase`, or None."""
        return self._names.get(key(phrase))

    def find(self, text: str) -> Iterator[PhraseMatch]:
        """Yield the phrases of `text` in order, none overlapping another."""
        words = [(found.group().casefold(), found.start(), found.end()) for found in WORD.finditer(text)]
        position = 0
        while position < len(words):
            found = self._at(text, words, position)
            if found is None:
                position += 1
            else:
                length, name = found
                yield PhraseMatch(name, words[position][1], words[position + length - 1][2])
                position += length

    def _at(self, text: str, words: list[tuple[str, int, int]], position: int) -> tuple[int, str] | None:
        best, phrase, reach = None, "", 0
        for length, (word, start, end) in enumerate(words[position : position + MOST_WORDS], 1):
            if phrase and not _JOINT.fullmatch(text, reach, start):
                break
            phrase = f"{phrase} {word}" if phrase else word
            reach = end
            if (name := self._names.get(phrase)) is not None:
                best = length, name
        return best


def key(phrase: str) -> str:
    """Return the normal form of a phrase for comparison."""
    return " ".join(WORD.findall(phrase)).casefold()

"""Regular expressions compiled on first use: compiling those of seven languages adds 0.25 s to every start."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern that matches the longest of these words.

    It is grouped by first letters, as `re` tries every alternative at every position.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())


class Lazy:
    """A regular expression with the methods of `re.Pattern` that are in use here."""

    def __init__(self, source: str, flags: int = 0) -> None:
        """Store the source; nothing is compiled."""
        self.pattern = source
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match between `start` and `end`."""
        return self._compiled.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match that begins at `start`, and ends at `end` at the latest."""
        return self._compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match of the whole range from `start` to `end`."""
        return self._compiled.fullmatch(text, start, end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield every match."""
        return self._compiled.finditer(text)

    def findall(self, text: str) -> list[str]:
        """Return every match of a pattern without groups."""
        return self._compiled.findall(text)

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """Return the text with every match replaced."""
        return self._compiled.sub(replacement, text, count=count)

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        """Return the parts of the text between the matches."""
        return [part or "" for part in self._compiled.split(text, maxsplit=maxsplit)]

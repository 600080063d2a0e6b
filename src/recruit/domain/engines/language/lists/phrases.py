"""Matching of phrases among the folded words of a message. A match consumes its words; the others weren't understood."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from recruit.domain.engines.language.learned.words import Word


def phrases(table: str) -> str:
    """Return the expression for a table's phrases, which are separated by bars between spaces or by line ends."""
    listed = (" ".join(one.split()) for one in re.split(r" \| |\n", table))
    return "(?:" + "|".join(sorted(filter(None, listed), key=len, reverse=True)) + ")"


@lru_cache(maxsize=200)
def compiled(expression: str) -> re.Pattern[str]:
    """Return a compiled expression for words that are each followed by a space. It matches whole words only."""
    return re.compile(rf"(?<!\S)(?:{expression})(?= )")


@lru_cache(maxsize=20_000)
def fits(expression: str, key: str) -> bool:
    """Tell whether a word matches. Results are cached, as messages share words."""
    return compiled(expression).match(f"{key} ") is not None


def spaced(keys: Iterable[str]) -> str:
    """Return folded words as the text that a compiled expression matches."""
    return "".join(f"{key} " for key in keys)


def occurs(expression: str, keys: Iterable[str]) -> bool:
    """Tell whether an expression matches some of the words."""
    return compiled(expression).search(spaced(keys)) is not None


def match_length(expression: str, keys: Iterable[str]) -> int:
    """Return the number of words that match at the beginning; 0 if there is no match."""
    found = compiled(expression).match(spaced(keys))
    return len(found[0].split()) if found else 0


class PhraseMatcher:
    """Finds phrases among the words of a message that no earlier phrase has consumed."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.consumed = [word.is_mark and word.key not in "€$£%+" for word in words]
        self._text = spaced(word.key for word in words)
        starts = accumulate((len(word.key) + 1 for word in words), initial=0)
        self._indexes = {start: index for index, start in enumerate(starts)}

    def find(self, expression: str) -> Iterator[tuple[re.Match[str], int, int]]:
        """Yield the matches among words that aren't consumed, each with its span."""
        for found in compiled(expression).finditer(self._text):
            start, end = self._indexes[found.start()], self._indexes[found.end() + 1]
            if not self.has_consumed(start, end):
                yield found, start, end

    def has(self, *expressions: str) -> bool:
        """Tell whether one of the expressions matches."""
        return any(any(self.find(expression)) for expression in expressions)

    def positions(self, expression: str) -> set[int]:
        """Return the indexes of the words that `find` matches."""
        return {at for _, start, end in self.find(expression) for at in range(start, end)}

    def take(self, expression: str) -> re.Match[str] | None:
        """Consume the first match and return it; None if there is none."""
        for found, start, end in self.find(expression):
            self.consume(start, end)
            return found
        return None

    def consume(self, start: int, end: int) -> None:
        """Consume the words from `start` to before `end`."""
        self.consumed[start:end] = [True] * (end - start)

    def consume_each(self, indexes: Iterable[int]) -> None:
        """Consume single words."""
        for index in indexes:
            self.consumed[index] = True

    def release(self, start: int, end: int) -> None:
        """Release consumed words, except marks."""
        for index in range(start, end):
            self.consumed[index] = self.words[index].is_mark

    def has_consumed(self, start: int, end: int) -> bool:
        """Tell whether any of the words, except marks, is consumed."""
        return any(self.consumed[at] and not self.words[at].is_mark for at in range(start, end))

    def consume_words(self, expression: str) -> None:
        """Consume each word that matches by itself."""
        self.consume_each(index for index in self.remaining() if fits(expression, self.words[index].key))

    def remaining(self) -> list[int]:
        """Return the positions of the words that aren't consumed."""
        return [index for index, consumed in enumerate(self.consumed) if not consumed]

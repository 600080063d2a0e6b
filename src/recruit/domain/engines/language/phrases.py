"""Lists of phrases, and their lookup in tokens."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

from recruit.domain.engines.language.tokens import Token

_Value = TypeVar("_Value")


def listed(table: str) -> list[str]:
    """Return the phrases of a table, which are separated by bars, with single spaces between their words."""
    return [" ".join(phrase.split()) for phrase in table.split("|") if phrase.strip()]


def by_phrase(tables: Mapping[_Value, str]) -> dict[str, _Value]:
    """Return the values by phrase, from a mapping of values to tables of phrases."""
    return {phrase: value for value, table in tables.items() for phrase in listed(table)}


class PhraseSet:
    """Phrases with one meaning, separated by bars or line ends."""

    def __init__(self, table: str) -> None:
        self._by_first: defaultdict[str, list[list[str]]] = defaultdict(list)
        for phrase in sorted((line.split() for line in re.split(r"[|\n]", table)), key=len, reverse=True):
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

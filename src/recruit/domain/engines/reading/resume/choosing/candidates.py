"""Candidates for a field: text from a résumé, with features."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from recruit.domain.engines.reading.text import lines

_WORDS = re.compile(r"[\w+#&]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Text that may be a field's value, its features, and the numbers of the lines around dates that contain it."""

    text: str
    features: Sequence[str]
    lines: frozenset[int] = frozenset()


@lru_cache(lines.CACHED)
def normal(text: str) -> str:
    """Return the normal form of a value for comparison."""
    return " ".join(_WORDS.findall(text.casefold()))


def true_features(*flags: tuple[str, bool]) -> Iterator[str]:
    """Yield the names of the features that are true."""
    return (name for name, is_true in flags if is_true)


def within(words: str, rule_value: str | None) -> Iterator[str]:
    """Yield features for text that is part of the rules' value, or contains it."""
    one, other = words.casefold(), (rule_value or "").casefold()
    if one and other and one != other:
        yield from true_features(("inruled", one in other), ("hasruled", other in one))


class Collector:
    """Collects candidates: each text once, with the features of all its occurrences."""

    def __init__(self, describe: Callable[[str], Iterable[str]]) -> None:
        """Store `describe`, which returns the features of a text that don't depend on its position."""
        self._describe = describe
        self._features: dict[str, dict[str, None]] = {}
        self._lines: dict[str, set[int]] = {}

    def add(self, text: str, features: Iterable[str], line: int | None = None) -> None:
        """Add an occurrence of a text."""
        text = text.strip()
        if not text:
            return
        self._features.setdefault(text, {}).update(dict.fromkeys(features))
        if line is not None:
            self._lines.setdefault(text, set()).add(line)

    def candidates(self) -> list[Candidate]:
        """Return the candidates in the order of their first occurrence."""
        return [
            Candidate(text, (*self._describe(text), *features), frozenset(self._lines.get(text, ())))
            for text, features in self._features.items()
        ]

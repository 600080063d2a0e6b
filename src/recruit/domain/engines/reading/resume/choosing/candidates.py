"""Candidates for a field: text from a résumé, with features."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

_WORDS = re.compile(r"[\w+#&]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Text that may be a field's value, its features, and the numbers of the lines around dates that contain it."""

    text: str
    signs: Sequence[str]
    lines: frozenset[int] = frozenset()


def normal(text: str) -> str:
    """Return the normal form of a value for comparison."""
    return " ".join(_WORDS.findall(text.casefold()))


def told(*signs: tuple[str, bool]) -> Iterator[str]:
    """Yield the names of the features that are true."""
    return (sign for sign, held in signs if held)


def within(words: str, ruled: str | None) -> Iterator[str]:
    """Yield features for text that is part of the rules' value, or contains it."""
    one, other = words.casefold(), (ruled or "").casefold()
    if one and other and one != other:
        yield from told(("inruled", one in other), ("hasruled", other in one))


class Offers:
    """Collects candidates: each text once, with the features of all its occurrences."""

    def __init__(self, describe: Callable[[str], Iterable[str]]) -> None:
        """Store `describe`, which returns the features of a text that don't depend on its position."""
        self._describe = describe
        self._signs: dict[str, dict[str, None]] = {}
        self._lines: dict[str, set[int]] = {}

    def add(self, text: str, signs: Iterable[str], line: int | None = None) -> None:
        """Add an occurrence of a text."""
        text = text.strip()
        if not text:
            return
        self._signs.setdefault(text, {}).update(dict.fromkeys(signs))
        if line is not None:
            self._lines.setdefault(text, set()).add(line)

    def candidates(self) -> list[Candidate]:
        """Return the candidates in the order of their first occurrence."""
        return [
            Candidate(text, (*self._describe(text), *signs), frozenset(self._lines.get(text, ())))
            for text, signs in self._signs.items()
        ]

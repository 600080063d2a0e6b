"""Candidates for a field: words that stand in a résumé, and their features."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

_WORDS = re.compile(r"[\w+#&]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be a field's value, their features, and the lines around dates on which they stand."""

    text: str
    signs: Sequence[str]
    lines: frozenset[int] = frozenset()


def normal(text: str) -> str:
    """Return the form in which values are compared."""
    return " ".join(_WORDS.findall(text.casefold()))


def told(*signs: tuple[str, bool]) -> Iterator[str]:
    """Yield the names of the features that hold."""
    return (sign for sign, held in signs if held)


def within(words: str, ruled: str | None) -> Iterator[str]:
    """Yield whether words are a piece of what the rules read, or have it for a piece."""
    one, other = words.casefold(), (ruled or "").casefold()
    if one and other and one != other:
        yield from told(("inruled", one in other), ("hasruled", other in one))


class Offers:
    """Gathers candidates: each text once, with the features of all places where it stands."""

    def __init__(self, describe: Callable[[str], Iterable[str]]) -> None:
        """Let `describe` give the features that a text has wherever it stands."""
        self._describe = describe
        self._signs: dict[str, dict[str, None]] = {}
        self._lines: dict[str, set[int]] = {}

    def add(self, text: str, signs: Iterable[str], line: int | None = None) -> None:
        """Offer a text."""
        text = text.strip()
        if not text:
            return
        self._signs.setdefault(text, {}).update(dict.fromkeys(signs))
        if line is not None:
            self._lines.setdefault(text, set()).add(line)

    def candidates(self) -> list[Candidate]:
        """Return the candidates in the order in which they were first offered."""
        return [
            Candidate(text, (*self._describe(text), *signs), frozenset(self._lines.get(text, ())))
            for text, signs in self._signs.items()
        ]

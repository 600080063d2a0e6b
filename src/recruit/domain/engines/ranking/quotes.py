"""The places of a quotation in another text, such as that of the file from which a profile was read.

The texts may differ in case, accents, ligatures, white space and line breaks, and in hyphens at the ends of lines.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice, takewhile
from typing import TypeAlias

from recruit.domain.engines.ranking.requirements import Evidence

MOST_PLACES = 20
"""A word that is everywhere shows nothing more at its hundredth place."""

MOST_COMPARED = 60
CONTEXT = 80
"""Characters on either side of a quotation by which its own place is found among those of the same words."""

Span: TypeAlias = tuple[int, int]
"""Start and end in characters."""

_BROKEN = re.compile(r"(?<=[^\W_])-[^\S\n]*\n\s*(?=[^\W_])")
"""A hyphen at the end of a line. It may be a part of the word or not."""

_SIGNS = {"‐": "-", "‑": "-", "’": "'", "ʼ": "'"}


class QuotedText:
    """A text in which quotations are searched."""

    def __init__(self, text: str) -> None:
        folded, starts = _folded(text)
        self._readings = [(folded, [*starts, len(text)])]
        """The text as it is, and with words joined that are hyphenated at a line break."""

        if _BROKEN.search(folded):
            joined, kept = _joined(folded, starts)
            self._readings.append((joined, [*kept, len(text)]))

    def places(self, evidence: Evidence, fields: Mapping[str, str]) -> list[Span]:
        """Return the places of a quotation as whole words, at most MOST_PLACES: its own place, then others in order.

        Its own place has the most text around it in common with the quoted field. `fields` are the texts of the
        profile by name.
        """
        words = _folded(evidence.quote)[0].split()
        if not words:
            return []
        pattern = r"\s+".join(re.escape(word).replace(r"\-", "-?") for word in words)
        ending = r"(?!\w|#|\+\+)" if words[-1][-1].isalnum() else ""
        whole = re.compile(rf"(?<!\w){pattern}{ending}")
        around = _Context(evidence, fields[evidence.field])
        found = dict[Span, int]()
        for folded, starts in self._readings:
            for match in islice(whole.finditer(folded), MOST_COMPARED):
                start, end = match.span()
                found.setdefault((starts[start], starts[end]), around.shared(folded, start, end))
        places = sorted(found)
        own = max(places, key=found.__getitem__, default=None)
        return sorted(places, key=lambda place: place != own)[:MOST_PLACES]


class _Context:
    """The letters around a quotation."""

    def __init__(self, evidence: Evidence, field: str) -> None:
        start, end = evidence.start, evidence.end
        self._before = _letters(_folded(field[max(0, start - CONTEXT) : start])[0])[::-1]
        self._after = _letters(_folded(field[end : end + CONTEXT])[0])

    def shared(self, folded: str, start: int, end: int) -> int:
        """Return how many of the letters are also around a place in a folded text."""
        before = _letters(folded[max(0, start - CONTEXT) : start])[::-1]
        return _equal(self._before, before) + _equal(self._after, _letters(folded[end : end + CONTEXT]))


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text without case, accents and ligatures, and for each of its characters the index of the original."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    letters = list(map(_folded_letter, text))
    return "".join(letters), [index for index, folded in enumerate(letters) for _ in folded]


@lru_cache(maxsize=10_000)
def _folded_letter(letter: str) -> str:
    if unicodedata.category(letter) == "Cf":  # a soft hyphen, or one of zero width
        return ""
    shown = unicodedata.normalize("NFKD", letter) if letter.isalpha() else _SIGNS.get(letter, letter)
    return "".join(part for part in shown.casefold() if not unicodedata.combining(part))


def _joined(text: str, starts: list[int]) -> tuple[str, list[int]]:
    """Return a folded text with the words joined that are hyphenated at a line break."""
    pieces, kept, end = list[str](), list[int](), 0
    for found in _BROKEN.finditer(text):
        pieces.append(text[end : found.start()])
        kept += starts[end : found.start()]
        end = found.end()
    return "".join([*pieces, text[end:]]), kept + starts[end:]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _equal(one: str, other: str) -> int:
    """Return the number of characters with which both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))

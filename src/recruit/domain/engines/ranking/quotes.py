"""The places of a quotation in another text, such as that of the file from which a profile was read.

The texts may differ in case, accents, ligatures, white space and line breaks, and in hyphens at the ends of lines.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import TypeAlias

from recruit.domain.engines.ranking.requirements import Evidence

MOST_PLACES = 20
"""A word that is everywhere shows nothing more at its hundredth place."""

MOST_COMPARED = 200
CONTEXT = 80
"""Characters on either side of a quotation by which its own place is found among those of the same words."""

Span: TypeAlias = tuple[int, int]
"""Start and end in characters."""

_PIECE = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]")
_BROKEN = re.compile(r"(?<=[^\W_])-[^\S\n]*\n\s*(?=[^\W_])")
"""A hyphen at the end of a line. It may be a part of the word or not."""

_SIGNS = {"‐": "-", "‑": "-", "’": "'", "ʼ": "'"}


class QuotedText:
    """A text in which quotations are searched."""

    def __init__(self, text: str) -> None:
        self._folded, self._starts = _without_breaks(*_folded(text))
        self._starts.append(len(text))

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
        found = []
        for count, match in enumerate(re.finditer(rf"(?<!\w){pattern}{ending}", self._folded)):
            if count == MOST_COMPARED:
                break
            found.append(match.span())
        if len(found) > 1:
            own = self._own_place(found, evidence, fields[evidence.field])
            found.remove(own)
            found.insert(0, own)
        return [(self._starts[start], self._starts[end]) for start, end in found[:MOST_PLACES]]

    def _own_place(self, found: list[Span], evidence: Evidence, field: str) -> Span:
        before = _letters(_folded(field[max(0, evidence.start - CONTEXT) : evidence.start])[0])[::-1]
        after = _letters(_folded(field[evidence.end : evidence.end + CONTEXT])[0])
        return max(
            found,
            key=lambda span: (
                _shared(before, _letters(self._folded[max(0, span[0] - CONTEXT) : span[0]])[::-1])
                + _shared(after, _letters(self._folded[span[1] : span[1] + CONTEXT]))
            ),
        )


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text without case, accents and ligatures, and for each of its characters the index of the original."""
    pieces, starts = list[str](), list[int]()
    for found in _PIECE.finditer(text):
        piece = found.group()
        if piece.isascii():
            pieces.append(piece.lower())
            starts.extend(range(*found.span()))
            continue
        shown = "".join(_shown(piece))
        pieces.append(shown)
        starts.extend([found.start()] * len(shown))
    return "".join(pieces), starts


def _shown(letter: str) -> Iterator[str]:
    if unicodedata.category(letter) == "Cf":  # a soft hyphen, or one of zero width
        return
    decomposed = unicodedata.normalize("NFKD", letter) if letter.isalpha() else _SIGNS.get(letter, letter)
    yield from (part for part in decomposed.casefold() if not unicodedata.combining(part))


def _without_breaks(text: str, starts: list[int]) -> tuple[str, list[int]]:
    """Return a folded text with the words joined that are hyphenated at a line break."""
    pieces, kept, end = list[str](), list[int](), 0
    for found in _BROKEN.finditer(text):
        pieces.append(text[end : found.start()])
        kept += starts[end : found.start()]
        end = found.end()
    return "".join([*pieces, text[end:]]), kept + starts[end:]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _shared(one: str, other: str) -> int:
    """Return the number of characters with which both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))

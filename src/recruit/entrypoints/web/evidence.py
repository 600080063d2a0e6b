"""Marks of evidence in a document's text: where the words are that show a requirement."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recruit.domain.engines.ranking.requirements import Requirement

MOST_MARKS = 20
"""Marks of one requirement. A word that is everywhere shows nothing more at its hundredth place."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a text. A marked one has the status and the numbers of the requirements that it shows.

    `first` are the numbers of those that no earlier segment shows.
    """

    text: str
    status: str | None = None
    numbers: tuple[int, ...] = ()
    first: tuple[int, ...] = ()


def segments(text: str, requirements: Sequence[Requirement]) -> Sequence[Segment]:
    """Return a text in parts, with marks where it has the quoted evidence. Requirements are numbered from 1."""
    places: dict[tuple[int, int], list[int]] = {}
    for number, requirement in enumerate(requirements, 1):
        for place in _places(text, requirement):
            places.setdefault(place, []).append(number)
    found, end, seen = [], 0, set[int]()
    for (start, stop), numbers in sorted(places.items()):
        if start < end:  # overlaps the mark before
            continue
        if start > end:
            found.append(Segment(text[end:start]))
        first = tuple(number for number in numbers if number not in seen)
        seen.update(numbers)
        status = requirements[numbers[0] - 1].status.value
        found.append(Segment(text[start:stop], status, tuple(numbers), first))
        end = stop
    return [*found, Segment(text[end:])]


def _places(text: str, requirement: Requirement) -> Iterator[tuple[int, int]]:
    """Yield the places of a requirement's quote as whole words, whatever blanks and case the text has."""
    words = requirement.evidence.quote.split() if requirement.evidence else []
    if not words:
        return
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
    for count, found in enumerate(re.finditer(pattern, text, re.IGNORECASE)):
        if count == MOST_MARKS:
            return
        yield found.span()

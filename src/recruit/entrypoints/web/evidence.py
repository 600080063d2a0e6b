"""Marks of evidence in a document: where the words are that show a requirement, and the sentence around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recruit.domain.engines.ranking.quotes import QuotedText
from recruit.domain.engines.ranking.requirements import Requirement
from recruit.domain.matching.evidence import LocatedRequirement
from recruit.entrypoints.web.quotations import Excerpt, excerpt


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a text. A marked one has the status and the numbers of the requirements that it shows.

    `own` are the numbers of those that were read here, rather than from another place with the same words.
    """

    text: str
    status: str | None = None
    numbers: tuple[int, ...] = ()
    own: tuple[int, ...] = ()


def segments(text: str, requirements: Sequence[Requirement], fields: Mapping[str, str]) -> Sequence[Segment]:
    """Return a text in parts, with marks where it has the quoted evidence. Requirements are numbered from 1.

    `fields` are the texts of the profile by name. Quotations that overlap have one mark.
    """
    quoted = QuotedText(text)
    places = sorted(
        (*place, number, at == 0)
        for number, one in enumerate(requirements, 1)
        if one.evidence
        for at, place in enumerate(quoted.places(one.evidence, fields))
    )
    found, end = list[Segment](), 0
    while places:
        start, stop, *_ = places[0]
        here = []
        while places and places[0][0] < stop:
            here.append(places.pop(0))
            stop = max(stop, here[-1][1])
        numbers = tuple(sorted({number for _, _, number, _ in here}))
        own = tuple(sorted(number for _, _, number, is_own in here if is_own))
        found += [Segment(text[end:start])] if start > end else []
        found.append(Segment(text[start:stop], requirements[numbers[0] - 1].status.value, numbers, own))
        end = stop
    return [*found, Segment(text[end:])]


def excerpts(parts: Sequence[Segment]) -> dict[int, Excerpt]:
    """Return the excerpts of a text for the requirements that were read from it, by number."""
    text, start, found = "".join(part.text for part in parts), 0, dict[int, Excerpt]()
    for part in parts:
        end = start + len(part.text)
        found |= {number: excerpt(text, start, end) for number in part.own}
        start = end
    return found


def located(found: Sequence[LocatedRequirement]) -> list[dict[str, Any]]:
    """Return the places of requirements for the script that draws them, as lists of page, left, top, right, bottom."""
    return [
        {
            "number": number,
            "status": one.requirement.status.value,
            "places": [
                [[part.page, part.left, part.top, part.right, part.bottom] for part in place] for place in one.places
            ],
        }
        for number, one in enumerate(found, 1)
    ]

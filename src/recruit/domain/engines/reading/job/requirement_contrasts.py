"""Sentences that set required skills against optional ones: "Spark and Airflow required, dbt nice to have".

    sentence = stretch , { ( "," | "(" | ")" | "but" ) , stretch }
    stretch  = marker , skills | skills , marker | skills | marker

A marker is a word for "required" or "optional". It applies to the skills of its stretch, and to those of neighbouring
stretches without a marker: before it if it follows its own skills ("Go, SQL required"), else behind it ("required: Go,
SQL"). A stretch with a marker and no skills applies to the stretch before it. Only paragraphs with markers of both kinds
are read; in others the model decides.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from recruit.domain.engines.reading.job.requirement_words import MUST_TAIL, NICE_AHEAD, TAIL
from recruit.domain.engines.reading.text.lazy_patterns import Lazy

Span: TypeAlias = tuple[int, int]

LONGEST_SENTENCE = 400

_PARAGRAPH = Lazy(r"\n\s*\n")
_SENTENCE = Lazy(r"(?<=[^\W_][^\W_)\]][.!?])\s+|(?<=[)\]\d][.!?])\s+|;\s?|\n+")
_BOUNDS = Lazy(
    r",(?!\d)|[()\[\]]|\s[-–—]\s|\s(?:but|aber|doch|mais|pero|mas|ma|maar|while|whereas|während|tandis que|mientras)\s",
    re.IGNORECASE,
)
_OPTIONAL = Lazy(
    r"(?<!\w)(?:optional(?:e[rns]?)?|opcional(?:es)?|facultati(?:f|ve)s?|facoltativ[oaie]|pluspunkte?|(?:als|von) vorteil|"
    r"bonus(?: points)?|preferred|(?:a|un|um|ein|een) plus|(?:gerne? )?willkommen)(?!\w)",
    re.IGNORECASE,
)
_REQUIRED = Lazy(
    r"(?<!\w)(?:must[- ]haves?|must (?:know|have|bring)|needed|muss|unbedingt|pflicht|voraussetzung|(?:wird |werden )?vorausgesetzt|"
    r"il faut|(?:se )?(?:requiere|exige|necesita|pide)n?|hace(?:n)? falta|exige-se|si richied(?:e|ono)|serv(?:e|ono))(?!\w)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Stretch:
    """A part of a sentence: its offsets, its markers by offset with whether they say optional, and its skills."""

    start: int
    end: int
    markers: Sequence[tuple[int, bool]]
    skills: list[Span] = field(default_factory=list)

    @property
    def leads(self) -> bool:
        """Whether a marker stands before the skills."""
        return bool(self.markers and self.skills) and self.markers[0][0] < self.skills[0][0]

    def marker_of(self, skill: Span) -> bool:
        """Return the marker of one of the skills of a stretch with markers."""
        before = [optional for offset, optional in self.markers if offset < skill[0]]
        behind = [optional for offset, optional in self.markers if offset >= skill[0]]
        return before[-1] if before and (self.leads or not behind) else behind[0]


def optional_by_contrast(text: str, skills: Sequence[Span]) -> Mapping[Span, bool]:
    """Return whether skills are optional, for those of `skills`, offsets in order, of which a contrast says it."""
    found: dict[Span, bool] = {}
    for first, last in _spans(text, 0, len(text), _PARAGRAPH, skills):
        sentences = [
            list(_stretches(text, start, end, skills)) for start, end in _spans(text, first, last, _SENTENCE, skills)
        ]
        markers = {optional for sentence in sentences for one in sentence for _, optional in one.markers}
        for sentence in sentences if len(markers) > 1 else ():
            found |= _marked(sentence)
    return found


def _spans(text: str, first: int, last: int, end_mark: Lazy, skills: Sequence[Span]) -> Iterator[Span]:
    """Yield the parts of text[first:last] between end marks that name skills."""
    marks = [first, *(first + found.end() for found in end_mark.finditer(text[first:last])), last]
    for start, end in pairwise(marks):
        if _starting(skills, start, end):
            yield start, end


def _starting(skills: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Return the skills that start in text[start:end]."""
    return skills[bisect_left(skills, (start,)) : bisect_left(skills, (end,))]


def _stretches(text: str, start: int, end: int, skills: Sequence[Span]) -> Iterator[_Stretch]:
    sentence = text[start : min(end, start + LONGEST_SENTENCE)]
    bounds = [(0, 0), *(found.span() for found in _BOUNDS.finditer(sentence)), (len(sentence), len(sentence))]
    for (_, first), (last, _) in pairwise(bounds):
        inside = [skill for skill in _starting(skills, start + first, start + last) if skill[1] <= start + last]
        yield _Stretch(start + first, start + last, list(_markers(sentence[first:last], start + first)), inside)


def _markers(stretch: str, start: int) -> Iterator[tuple[int, bool]]:
    """Yield the markers of a stretch: words for optional skills first, since they contain others ("not required")."""
    taken = [found.span() for pattern in (TAIL, NICE_AHEAD, _OPTIONAL) for found in pattern.finditer(f"{stretch} ")]
    needed = [found.span() for pattern in (MUST_TAIL, _REQUIRED) for found in pattern.finditer(stretch)]
    marks = [(first, True) for first, _ in taken]
    marks += [(first, False) for first, last in needed if not any(first < end and begin < last for begin, end in taken)]
    return ((start + first, optional) for first, optional in sorted(marks))


def _marked(sentence: Sequence[_Stretch]) -> Iterator[tuple[Span, bool]]:
    """Yield the skills of a sentence that have a marker, with whether it says optional."""
    for number, stretch in enumerate(sentence):
        if not stretch.skills:
            continue
        following = sentence[number + 1] if number + 1 < len(sentence) else None
        if stretch.markers:
            yield from ((skill, stretch.marker_of(skill)) for skill in stretch.skills)
        elif following and following.markers and not following.skills:
            yield from ((skill, following.markers[0][1]) for skill in stretch.skills)
        elif (marker := _neighbour(sentence, number)) is not None:
            yield from ((skill, marker) for skill in stretch.skills)


def _neighbour(sentence: Sequence[_Stretch], number: int) -> bool | None:
    """Return the marker that reaches a stretch without one: ahead of the skills before, or behind the first ones."""
    before = next((one for one in reversed(sentence[:number]) if one.markers), None)
    if before:
        return before.markers[-1][1] if before.leads else None
    behind = next((one for one in sentence[number + 1 :] if one.markers), None)
    return behind.markers[0][1] if behind and behind.skills and not behind.leads else None

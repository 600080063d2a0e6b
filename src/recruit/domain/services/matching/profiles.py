"""What scoring reads of a candidate, as whole numbers: a pure function of that one record."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from recruit.domain.model.candidate import Candidate
from recruit.domain.services.matching.acronyms import initials, short_forms
from recruit.domain.services.matching.concepts import point
from recruit.domain.services.matching.details import UNKNOWN, level, place
from recruit.domain.services.matching.neutral import neutral
from recruit.domain.services.matching.occupations import occupations
from recruit.domain.services.matching.pairs import Filter, pairs
from recruit.domain.services.matching.skills import find, known
from recruit.domain.services.matching.terms import terms
from recruit.domain.services.matching.vocabulary import (
    Numbers,
    Sparse,
    capitals_mark,
    initials_mark,
    numbers,
    skill_mark,
    sparse,
    term_number,
)

FIELDS = {"current_title": (4.0, 3.0), "headline": (3.0, 5.0), "current_company": (0.5, 2.0), "notes": (1.0, 400.0)}
"""Field of a candidate → (weight, usual length in terms). The lengths are fixed: a pair's score is its own."""

LENGTH_NORMALISATION = 0.6
"""BM25F's b."""

SATURATION = 10.0
"""BM25F's k1."""

GAIN_STEPS = 65_535
"""Steps of a gain to 1."""

ROLE_SAYS, TEXT_SAYS = 3.0, 1.0
"""How much a title or headline says of what a record is about, and how much a skill or running text does."""

MOST_YEARS = 255


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A candidate as whole numbers.

    `terms`: f / (k1 + f) of each term in steps of 1/GAIN_STEPS, where f is its frequency over all fields, weighted and
    normalised by their lengths. `marks`: the skills it names, capitals and initials (`vocabulary`), ascending.
    `neighbours`: which terms stand next to each other (`pairs`). `title`, `headline` and `point`: occupations
    (`occupations`, `concepts`). `length`: terms of notes. `level`, `years` and `place`: see `details`.
    """

    terms: Sparse
    marks: Numbers
    neighbours: Filter
    title: Sparse
    headline: Sparse
    point: Sparse
    length: int
    level: int
    years: int
    place: int


def profile(candidate: Candidate) -> Profile:
    """Return what scoring reads of a candidate. Name and links are not among it."""
    texts = scored_texts(candidate)
    found = {field: terms(text) for field, text in texts.items()}
    headline = () if found["headline"] == found["current_title"] else found["headline"]
    years = candidate.experience_years
    return Profile(
        terms=sparse((term_number(term), _gain(often)) for term, often in _frequencies(found).items()),
        marks=np.array(sorted(set(_marks(texts))), np.uint32),
        neighbours=pairs(numbers(field) for field in found.values()),
        title=occupations(texts["current_title"]),
        headline=occupations(texts["headline"]),
        point=point([(found["current_title"], ROLE_SAYS), (headline, ROLE_SAYS), (found["notes"], TEXT_SAYS)]),
        length=len(found["notes"]),
        level=max(level(texts["current_title"]), level(texts["headline"])),
        years=UNKNOWN if years is None else min(years, MOST_YEARS),
        place=place(candidate.location),
    )


def scored_texts(candidate: Candidate) -> Mapping[str, str]:
    """Return the fields that scoring and embedders read, without what must not count for or against anybody."""
    texts = {field: getattr(candidate, field) or "" for field in FIELDS}
    return texts | {field: neutral(texts[field], candidate.full_name) for field in ("headline", "notes")}


def _frequencies(found: Mapping[str, tuple[str, ...]]) -> Mapping[str, float]:
    frequencies: defaultdict[str, float] = defaultdict(float)
    for field, (weight, usual) in FIELDS.items():
        length = 1 - LENGTH_NORMALISATION + LENGTH_NORMALISATION * len(found[field]) / usual
        for term, count in Counter(found[field]).items():
            frequencies[term] += weight * count / length
    return frequencies


def _gain(frequency: float) -> int:
    return round(GAIN_STEPS * frequency / (SATURATION + frequency))


def _marks(texts: Mapping[str, str]) -> Iterator[int]:
    for field in ("current_title", "headline"):
        if skill := known(texts[field]):
            yield skill_mark(skill)
    for field in ("current_title", "headline", "notes"):
        yield from (capitals_mark(form) for form, _, _ in short_forms(texts[field]))
        yield from (initials_mark(form) for form, _, _ in initials(texts[field]))
    for text in texts.values():
        yield from (skill_mark(mention.skill) for mention in find(text))

"""What scoring reads of a candidate, as whole numbers: a pure function of that one record."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.occupations.meaning import Vector
from recruit.domain.engines.ranking.concepts import point
from recruit.domain.engines.ranking.language_detection import language
from recruit.domain.engines.ranking.negation import undenied
from recruit.domain.engines.ranking.neutral_text import neutral
from recruit.domain.engines.ranking.noise import blanked
from recruit.domain.engines.ranking.repetition import unrepeated
from recruit.domain.engines.ranking.roles import Roles, roles
from recruit.domain.engines.ranking.terms import terms
from recruit.domain.engines.ranking.tie_breakers import UNKNOWN, level, place
from recruit.domain.engines.ranking.title_claims import claim
from recruit.domain.engines.ranking.vocabulary import (
    Numbers,
    Sparse,
    capitals_mark,
    initials_mark,
    numbers,
    skill_mark,
    sparse,
    term_number,
    translated_mark,
)
from recruit.domain.engines.ranking.word_pairs import Filter, pairs
from recruit.domain.engines.skills.acronyms import initials, short_forms
from recruit.domain.engines.skills.catalog import find, known
from recruit.domain.engines.skills.translations import named_in

OWN_FIELDS = {"current_title": (4.0, 3.0), "headline": (3.0, 5.0), "current_company": (0.5, 2.0), "notes": (1.0, 400.0)}
SKILLS = "profile.skills"
FIELDS = {**OWN_FIELDS, SKILLS: (2.0, 30.0)}
"""Field of a candidate or their profile → (weight, usual length in terms). The lengths are fixed: a pair's score is its
own."""

BETWEEN = ", "
"""Stands between the skills of a profile where they are read as a text."""

TEXTS_KEPT = 16
"""Texts whose skills are kept: those of one candidate are asked for again and again."""

LENGTH_NORMALISATION = 0.6
"""BM25F's b."""

SATURATION = 10.0
"""BM25F's k1."""

GAIN_STEPS = 65_535
"""Steps of a gain to 1."""

ROLE_SAYS, TEXT_SAYS = 3.0, 1.0
"""How much a title or headline says of what a record is about, and how much a skill or running text does."""

HALF_RICH = 70
"""Terms of notes at which a profile is half way from thin to rich."""

MOST_YEARS = 255


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A candidate as whole numbers.

    `terms`: f / (k1 + f) of each term in steps of 1/GAIN_STEPS, where f is its frequency over all fields, weighted and
    normalised by their lengths. `marks`: the skills it names, capitals and initials (`vocabulary`), ascending.
    `neighbours`: which terms stand next to each other (`pairs`). `title` and `headline`: what they mean (`roles`), and
    `sure` of each, in steps of 1/SURE_STEPS, and the `kinds` of both (`kinds`). `occupations`: those that they are
    nearest to. `point`: see `concepts`. `length`: terms of notes. `language`: see `speech`. `level`, `years` and
    `place`: see `details`.
    """

    terms: Sparse
    marks: Numbers
    neighbours: Filter
    title: Vector
    headline: Vector
    sure: tuple[int, int]
    kinds: tuple[int, int]
    occupations: Numbers
    point: Sparse
    length: int
    language: int
    level: int
    years: int
    place: int


@dataclass(frozen=True, slots=True)
class Neutral:
    """All that scoring reads of a candidate, without what must not count for or against anybody.

    Name and links are not among it. Those of whom it is equal have equal profiles.
    """

    texts: Mapping[str, str]
    location: str | None
    experience_years: int | None


def profile(candidate: Candidate) -> Profile:
    """Return a candidate's profile."""
    return profile_of(neutralised(candidate))


def neutralised(candidate: Candidate) -> Neutral:
    """Return what scoring reads of a candidate."""
    texts = texts_of(candidate)
    texts |= {
        field: blanked(undenied(neutral(texts[field], candidate.full_name))) for field in ("headline", "notes", SKILLS)
    }
    return Neutral(texts, candidate.location, candidate.experience_years)


def profile_of(read: Neutral) -> Profile:
    """Return the profile that is made of what scoring reads."""
    told = _told_once(read.texts)
    texts = _parted(told)
    found = {field: terms(text) for field, text in texts.items()}
    did = roles(told["current_title"], texts["headline"], texts["notes"])
    headline = () if found["headline"] == found["current_title"] else found["headline"]
    text = found["notes"] + found[SKILLS]
    years = read.experience_years
    roles_say = [(found["current_title"], ROLE_SAYS * did.standing), (headline, ROLE_SAYS * did.hope * did.trust)]
    about = point([*roles_say, (text, TEXT_SAYS)])
    return Profile(
        terms=sparse((term_number(term), _gain(often)) for term, often in _frequencies(found, did).items()),
        marks=np.array(sorted(set(_marks(texts))), np.uint32),
        neighbours=pairs(numbers(field) for field in found.values()),
        title=did.title.vector,
        headline=did.headline.vector,
        sure=did.sure,
        kinds=did.kinds,
        occupations=did.occupations,
        point=_counting(about, 1.0 - (1.0 - did.standing) * HALF_RICH / (HALF_RICH + len(found["notes"]))),
        length=len(found["notes"]),
        language=language(texts["notes"]),
        level=max(level(texts["current_title"]), level(texts["headline"])),
        years=UNKNOWN if years is None else min(years, MOST_YEARS),
        place=place(read.location),
    )


def texts_of(candidate: Candidate) -> dict[str, str]:
    """Return the fields that matching reads, as they are."""
    own = {field: getattr(candidate, field) or "" for field in OWN_FIELDS}
    return own | {SKILLS: BETWEEN.join(candidate.skills)}


def scored_texts(candidate: Candidate) -> Mapping[str, str]:
    """Return the fields that scoring and embedders read, without what must not count for or against anybody."""
    return _told_once(neutralised(candidate).texts)


def _told_once(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Leave out what a field says again, and of the profile's skills those that another field names.

    Repetition must not pay; a résumé's own skills are in the notes already, and count once.
    """
    texts = {**texts, **{field: unrepeated(texts[field]) for field in OWN_FIELDS}}
    return {**texts, SKILLS: BETWEEN.join(dict.fromkeys(_untold(texts)))}


def _parted(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the same with the employer that a title names beside the company, and without its degree."""
    held = claim(texts["current_title"])
    return {**texts, "current_title": held.work, "current_company": f"{texts['current_company']} {held.employer}"}


def _untold(texts: Mapping[str, str]) -> Iterator[str]:
    """Yield the profile's skills that no other field names."""
    if not texts[SKILLS]:
        return
    others = [texts[field] for field in OWN_FIELDS]
    named = frozenset[str]().union(*map(_named, others))
    stems = "".join(f" {' '.join(terms(text))} " for text in others)
    for name in texts[SKILLS].split(BETWEEN):
        skill, own = known(name), terms(name)
        if skill not in named if skill else own and f" {' '.join(own)} " not in stems:
            yield " ".join(name.split())


@lru_cache(maxsize=TEXTS_KEPT)
def _named(text: str) -> frozenset[str]:
    return frozenset(mention.skill for mention in find(text))


def _counting(about: Sparse, share: float) -> Sparse:
    """Return a point that is less of what it is, where little but a title says so that counts in part."""
    if share >= 1.0:
        return about
    return sparse(zip(about.places.tolist(), np.rint(share * about.weights).astype(int).tolist(), strict=True))


def _frequencies(found: Mapping[str, tuple[str, ...]], did: Roles) -> Mapping[str, float]:
    frequencies: defaultdict[str, float] = defaultdict(float)
    trusted = {"current_title": did.standing, "headline": did.hope * did.trust}
    for field, (weight, usual) in FIELDS.items():
        trust = trusted.get(field, 1.0)
        length = 1 - LENGTH_NORMALISATION + LENGTH_NORMALISATION * len(found[field]) / usual
        for term, count in Counter(found[field]).items():
            frequencies[term] += trust * weight * count / length
    return frequencies


def _gain(frequency: float) -> int:
    return round(GAIN_STEPS * frequency / (SATURATION + frequency))


def _marks(texts: Mapping[str, str]) -> Iterator[int]:
    for name in (texts["current_title"], texts["headline"], *texts[SKILLS].split(BETWEEN)):
        if skill := known(name):
            yield skill_mark(skill)
    for field in ("current_title", "headline", "notes", SKILLS):
        yield from (capitals_mark(form) for form, _, _ in short_forms(texts[field]))
        yield from (initials_mark(form) for form, _, _ in initials(texts[field]))
    for text in texts.values():
        yield from map(skill_mark, _named(text))
        yield from (translated_mark(named.skill) for named in named_in(text))

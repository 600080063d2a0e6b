"""The features of a candidate for scoring, as integers: a pure function of the candidate's record."""

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
"""Field of a candidate or their profile → (weight, usual length in terms). The lengths are constants, not averages, so
that a pair's score doesn't depend on other records."""

BETWEEN = ", "
"""Separator of a profile's skills where they are read as one text."""

TEXTS_KEPT = 16
"""Size of the cache of the skills of texts: those of one candidate are read repeatedly."""

LENGTH_NORMALISATION = 0.6
"""BM25F's b."""

SATURATION = 10.0
"""BM25F's k1."""

GAIN_STEPS = 65_535
"""Fixed-point units per 1.0 of a gain."""

ROLE_SAYS, TEXT_SAYS = 3.0, 1.0
"""Weight in a concept vector of a title or headline, and of a skill or running text."""

HALF_RICH = 70
"""Number of terms in the notes at which a profile is half way from thin to rich."""

MOST_YEARS = 255


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The features of a candidate, as integers.

    `terms`: f / (k1 + f) of each term in units of 1/GAIN_STEPS, where f is its frequency over all fields, weighted and
    normalised by their lengths. `marks`: hashes of named skills, capitals and initials (`vocabulary`), ascending.
    `neighbours`: the filter of adjacent terms (`word_pairs`). `title` and `headline`: their meanings (`roles`).
    `sure`: confidence in each, in units of 1/SURE_STEPS. `kinds`: the kind of each (`seniority_kinds`). `occupations`:
    the occupations nearest to them. `point`: see `concepts`. `length`: number of terms in the notes. `language`: see
    `language_detection`. `level`, `years` and `place`: see `tie_breakers`.
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
    """The fields of a candidate that scoring reads, without text that is never scored (`neutral_text`).

    Name and links are not included. Candidates whose fields are equal have equal profiles.
    """

    texts: Mapping[str, str]
    location: str | None
    experience_years: int | None


def profile(candidate: Candidate) -> Profile:
    """Return the profile of a candidate."""
    return profile_of(neutralised(candidate))


def neutralised(candidate: Candidate) -> Neutral:
    """Return the fields of a candidate that scoring reads, neutralised."""
    texts = texts_of(candidate)
    texts |= {
        field: blanked(undenied(neutral(texts[field], candidate.full_name))) for field in ("headline", "notes", SKILLS)
    }
    return Neutral(texts, candidate.location, candidate.experience_years)


def profile_of(read: Neutral) -> Profile:
    """Return the profile of the neutralised fields of a candidate."""
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
    """Return the text fields that matching reads, unchanged."""
    own = {field: getattr(candidate, field) or "" for field in OWN_FIELDS}
    return own | {SKILLS: BETWEEN.join(candidate.skills)}


def scored_texts(candidate: Candidate) -> Mapping[str, str]:
    """Return the text fields that scoring and embedders read, without never-scored and repeated text."""
    return _told_once(neutralised(candidate).texts)


def _told_once(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Remove repeated text from each field, and the profile's skills that another field names.

    Repetition must not raise a score. The skills of a résumé are in its notes already, and count once.
    """
    texts = {**texts, **{field: unrepeated(texts[field]) for field in OWN_FIELDS}}
    return {**texts, SKILLS: BETWEEN.join(dict.fromkeys(_untold(texts)))}


def _parted(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the texts with the employer moved from the title to the company, and the degree removed."""
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
    """Return a concept vector scaled by `share`: a title that counts in part weakens the vector of a short profile."""
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

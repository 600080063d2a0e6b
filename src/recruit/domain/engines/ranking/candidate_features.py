"""The features of a candidate for scoring, as integers: a pure function of the candidate's record."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.occupations.meaning import Vector
from recruit.domain.engines.ranking.concepts import point
from recruit.domain.engines.ranking.language_detection import detect_language
from recruit.domain.engines.ranking.negation import without_negated
from recruit.domain.engines.ranking.neutral_text import neutralise
from recruit.domain.engines.ranking.noise import without_noise
from recruit.domain.engines.ranking.repetition import without_repetition
from recruit.domain.engines.ranking.roles import Roles, roles
from recruit.domain.engines.ranking.terms import terms
from recruit.domain.engines.ranking.tie_breakers import UNKNOWN, level, place
from recruit.domain.engines.ranking.title_claims import parse_title
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
from recruit.domain.engines.skills.catalog import canonical_name, find
from recruit.domain.engines.skills.translations import find_translated

OWN_FIELDS = {"current_title": (4.0, 3.0), "headline": (3.0, 5.0), "current_company": (0.5, 2.0), "notes": (1.0, 400.0)}
SKILLS = "profile.skills"
FIELDS = {**OWN_FIELDS, SKILLS: (2.0, 30.0)}
"""Field of a candidate or their profile → (weight, usual length in terms). The lengths are constants, not averages, so
that a pair's score doesn't depend on other records."""

BETWEEN = ", "
"""Separator of a profile's skills where they are read as one text."""

TEXTS_CACHED = 16
"""Size of the cache of the skills of texts: those of one candidate are read repeatedly."""

LENGTH_NORMALISATION = 0.6
"""BM25F's b."""

SATURATION = 10.0
"""BM25F's k1."""

GAIN_STEPS = 65_535
"""Fixed-point units per 1.0 of a gain."""

ROLE_WEIGHT, TEXT_WEIGHT = 3.0, 1.0
"""Weight in a concept vector of a title or headline, and of a skill or running text."""

THIN = 40
"""Number of terms in the notes below which a skill that a profile doesn't mention is unknown, not missing."""

HALF_RICH = 70
"""Number of terms in the notes at which a profile is half way from thin to rich."""

MOST_YEARS = 255


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The features of a candidate, as integers.

    `terms`: f / (k1 + f) of each term in units of 1/GAIN_STEPS, where f is its frequency over all fields, weighted and
    normalised by their lengths. `marks`: hashes of named skills, capitals and initials (`vocabulary`), ascending.
    `word_pairs`: the filter of adjacent terms (`word_pairs`). `title` and `headline`: their meanings (`roles`).
    `confidence`: the confidence in each, in units of 1/CONFIDENCE_STEPS. `kinds`: the kind of each (`seniority_kinds`). `occupations`:
    the occupations nearest to them. `concept_point`: see `concepts`. `titled`: whether there is a title or headline.
    `length`: number of terms in the notes. `language`: see `language_detection`. `level`, `years` and `place`: see
    `tie_breakers`.
    """

    terms: Sparse
    marks: Numbers
    word_pairs: Filter
    title: Vector
    headline: Vector
    confidence: tuple[int, int]
    kinds: tuple[int, int]
    occupations: Numbers
    concept_point: Sparse
    titled: bool
    length: int
    language: int
    level: int
    years: int
    place: int


@dataclass(frozen=True, slots=True)
class NeutralFields:
    """The fields that scoring reads, without text that is never scored. Equal ones give equal profiles."""

    texts: Mapping[str, str]
    location: str | None
    experience_years: int | None


def build_profile(candidate: Candidate) -> Profile:
    """Return the profile of a candidate."""
    return profile_from_fields(neutral_fields(candidate))


@lru_cache(maxsize=TEXTS_CACHED)
def neutral_fields(candidate: Candidate) -> NeutralFields:
    """Return the fields of a candidate that scoring reads, neutralised."""
    texts = raw_texts(candidate)
    texts |= {
        field: without_noise(without_negated(neutralise(texts[field], candidate.full_name)))
        for field in ("headline", "notes", SKILLS)
    }
    return NeutralFields(texts, candidate.location, candidate.experience_years)


def profile_from_fields(fields: NeutralFields) -> Profile:
    """Return the profile of the neutralised fields of a candidate."""
    unique_texts = _without_repetition(fields.texts)
    texts = _split_title(unique_texts)
    found = {field: terms(text) for field, text in texts.items()}
    candidate_roles = roles(unique_texts["current_title"], texts["headline"], texts["notes"])
    headline = () if found["headline"] == found["current_title"] else found["headline"]
    text = found["notes"] + found[SKILLS]
    years = fields.experience_years
    concept_vector = point(
        [
            (found["current_title"], ROLE_WEIGHT * candidate_roles.title_weight),
            (headline, ROLE_WEIGHT * candidate_roles.headline_weight * candidate_roles.trust),
            (text, TEXT_WEIGHT),
        ]
    )
    return Profile(
        terms=sparse((term_number(term), _gain(often)) for term, often in _frequencies(found, candidate_roles).items()),
        marks=np.array(sorted(set(_marks(texts))), np.uint32),
        word_pairs=pairs(numbers(field) for field in found.values()),
        title=candidate_roles.title.vector,
        headline=candidate_roles.headline.vector,
        confidence=candidate_roles.confidence,
        kinds=candidate_roles.kinds,
        occupations=candidate_roles.occupations,
        concept_point=_scaled(
            concept_vector, 1.0 - (1.0 - candidate_roles.title_weight) * HALF_RICH / (HALF_RICH + len(found["notes"]))
        ),
        titled=bool(texts["current_title"].strip() or texts["headline"].strip()),
        length=len(found["notes"]),
        language=detect_language(texts["notes"]),
        level=max(level(texts["current_title"]), level(texts["headline"])),
        years=UNKNOWN if years is None else min(years, MOST_YEARS),
        place=place(fields.location),
    )


def raw_texts(candidate: Candidate) -> dict[str, str]:
    """Return the text fields that matching reads, unchanged."""
    own = {field: getattr(candidate, field) or "" for field in OWN_FIELDS}
    return own | {SKILLS: BETWEEN.join(candidate.skills)}


def scored_texts(candidate: Candidate) -> Mapping[str, str]:
    """Return the text fields that scoring and embedders read, without never-scored and repeated text."""
    return _without_repetition(neutral_fields(candidate).texts)


def _without_repetition(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Remove repeated text from each field, and the profile's skills that another field names.

    Repetition must not raise a score. The skills of a résumé are in its notes already, and count once.
    """
    texts = {**texts, **{field: without_repetition(texts[field]) for field in OWN_FIELDS}}
    return {**texts, SKILLS: BETWEEN.join(dict.fromkeys(_skills_only_in_profile(texts)))}


def _split_title(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the texts with the employer moved from the title to the company, and the degree removed."""
    title = parse_title(texts["current_title"])
    return {**texts, "current_title": title.work, "current_company": f"{texts['current_company']} {title.employer}"}


def _skills_only_in_profile(texts: Mapping[str, str]) -> Iterator[str]:
    """Yield the profile's skills that no other field names."""
    if not texts[SKILLS]:
        return
    others = [texts[field] for field in OWN_FIELDS]
    named = frozenset[str]().union(*map(_skills_in, others))
    stems = "".join(f" {' '.join(terms(text))} " for text in others)
    for name in texts[SKILLS].split(BETWEEN):
        skill, own = canonical_name(name), terms(name)
        if skill not in named if skill else own and f" {' '.join(own)} " not in stems:
            yield " ".join(name.split())


@lru_cache(maxsize=TEXTS_CACHED)
def _skills_in(text: str) -> frozenset[str]:
    return frozenset(mention.skill for mention in find(text))


def _scaled(vector: Sparse, share: float) -> Sparse:
    """Return a concept vector scaled by `share`: a title that counts in part weakens the vector of a short profile."""
    if share >= 1.0:
        return vector
    return sparse(zip(vector.places.tolist(), np.rint(share * vector.weights).astype(int).tolist(), strict=True))


def _frequencies(found: Mapping[str, tuple[str, ...]], candidate_roles: Roles) -> Mapping[str, float]:
    frequencies: defaultdict[str, float] = defaultdict(float)
    trusted = {
        "current_title": candidate_roles.title_weight,
        "headline": candidate_roles.headline_weight * candidate_roles.trust,
    }
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
        if skill := canonical_name(name):
            yield skill_mark(skill)
    for field in ("current_title", "headline", "notes", SKILLS):
        yield from (capitals_mark(form) for form, _, _ in short_forms(texts[field]))
        yield from (initials_mark(form) for form, _, _ in initials(texts[field]))
    for text in texts.values():
        yield from map(skill_mark, _skills_in(text))
        yield from (translated_mark(named.skill) for named in find_translated(text))

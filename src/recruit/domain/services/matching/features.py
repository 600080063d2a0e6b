"""What scoring reads of a job and of a candidate, each a pure function of that one record."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log2

from recruit.domain.model.candidate import Candidate
from recruit.domain.model.job import Job
from recruit.domain.services.matching.background import idf
from recruit.domain.services.matching.concepts import Point, point
from recruit.domain.services.matching.neutral import neutral
from recruit.domain.services.matching.occupations import Vector, occupations
from recruit.domain.services.matching.skills import canonical, find
from recruit.domain.services.matching.terms import stem, terms, words

TITLE, REQUIRED, NICE, DESCRIPTION = 3.0, 1.5, 0.7, 0.35
"""How much a term of each part of a job weighs, before its idf."""

FIELDS = {"current_title": (4.0, 3.0), "headline": (3.0, 5.0), "current_company": (0.5, 2.0), "notes": (1.0, 400.0)}
"""Field of a candidate → (weight, usual length in terms). The lengths are fixed: a pair's score is its own."""

LENGTH_NORMALISATION = 0.6
"""BM25F's b."""

ROLE_SAYS, TEXT_SAYS = 3.0, 1.0
"""How much a title or headline says of what a record is about, and how much a skill or running text does."""

HALF_RICH = 80
"""Terms of notes at which a profile is half way from thin to rich."""

JOBS_KEPT, PROFILES_KEPT = 2_000, 20_000


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill of a job: its key, its stems in order, and what it weighs: its idf, half of it when nice to have."""

    key: str
    terms: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Query:
    """A job as weighted terms (stem → weight), the word each stem was seen as, its skills, and what it is about."""

    weights: Mapping[str, float]
    words: Mapping[str, str]
    skills: tuple[Skill, ...]
    occupations: Vector
    point: Point


@dataclass(frozen=True, slots=True)
class Profile:
    """A candidate as term frequencies, weighted over fields and normalised by their lengths, and as running stems.

    `skills` holds the keys of the skills that it names; `titles` the occupations of the title and of the headline;
    `thinness` is 1 without notes and nears 0 with long ones.
    """

    frequencies: Mapping[str, float]
    text: str
    skills: frozenset[str]
    titles: tuple[Vector, Vector]
    point: Point
    thinness: float


@lru_cache(maxsize=JOBS_KEPT)
def query(job: Job) -> Query:
    """Return what scoring reads of a job."""
    weights: defaultdict[str, float] = defaultdict(float)
    seen: dict[str, str] = {}
    parts = [(job.title, TITLE)]
    parts += [(skill, REQUIRED) for skill in job.required_skills]
    parts += [(skill, NICE) for skill in job.nice_to_have_skills]
    for text, weight in parts:
        for word in words(text):
            seen.setdefault(stem(word), word)
            weights[stem(word)] = max(weights[stem(word)], weight)
    for word, count in Counter(words(job.description)).items():
        seen.setdefault(stem(word), word)
        weights[stem(word)] += DESCRIPTION * log2(1 + count)
    about = [(terms(job.title), ROLE_SAYS), (terms(job.description), TEXT_SAYS)]
    about += [(terms(skill), TEXT_SAYS) for skill in (*job.required_skills, *job.nice_to_have_skills)]
    return Query(
        weights={term: weight * idf(term) for term, weight in weights.items()},
        words=seen,
        skills=_skills(job),
        occupations=occupations(job.title),
        point=point(about),
    )


@lru_cache(maxsize=PROFILES_KEPT)
def profile(candidate: Candidate) -> Profile:
    """Return what scoring reads of a candidate. Name, place and links are not among it."""
    frequencies: defaultdict[str, float] = defaultdict(float)
    texts = scored_texts(candidate)
    found = {field: terms(text) for field, text in texts.items()}
    for field, (weight, usual) in FIELDS.items():
        length = 1 - LENGTH_NORMALISATION + LENGTH_NORMALISATION * len(found[field]) / usual
        for term, count in Counter(found[field]).items():
            frequencies[term] += weight * count / length
    headline = () if found["headline"] == found["current_title"] else found["headline"]
    return Profile(
        frequencies=dict(frequencies),
        text=f" {' | '.join(' '.join(field) for field in found.values())} ",
        skills=frozenset(mention.skill for text in texts.values() for mention in find(text))
        | {canonical(text) for text in (texts["current_title"], texts["headline"])},
        titles=(occupations(texts["current_title"]), occupations(texts["headline"])),
        point=point([(found["current_title"], ROLE_SAYS), (headline, ROLE_SAYS), (found["notes"], TEXT_SAYS)]),
        thinness=HALF_RICH / (HALF_RICH + len(found["notes"])),
    )


def scored_texts(candidate: Candidate) -> Mapping[str, str]:
    """Return the fields that scoring and embedders read, without what must not count for or against anybody."""
    texts = {field: getattr(candidate, field) or "" for field in FIELDS}
    return texts | {field: neutral(texts[field], candidate.full_name) for field in ("headline", "notes")}


def _skills(job: Job) -> tuple[Skill, ...]:
    named = [(name, 1.0) for name in job.required_skills] + [(name, 0.5) for name in job.nice_to_have_skills]
    stems = {name: terms(name) for name, _ in named}
    return tuple(
        Skill(canonical(name), stems[name], share * sum(idf(term) for term in stems[name]) / len(stems[name]))
        for name, share in named
        if stems[name]
    )

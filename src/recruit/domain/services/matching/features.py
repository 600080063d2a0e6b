"""What scoring reads of a job and of a candidate, each a pure function of that one record."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log2

from recruit.domain.model.candidate import Candidate
from recruit.domain.model.job import Job
from recruit.domain.services.matching.terms import stem, terms, words

TITLE, REQUIRED, NICE, DESCRIPTION = 3.0, 1.5, 0.7, 0.35
"""How much a term of each part of a job weighs."""

FIELDS = {"current_title": (4.0, 3.0), "headline": (3.0, 5.0), "current_company": (0.5, 2.0), "notes": (1.0, 150.0)}
"""Field of a candidate → (weight, usual length in terms). The lengths are fixed: a pair's score is its own."""

LENGTH_NORMALISATION = 0.6
"""BM25F's b."""

JOBS_KEPT, PROFILES_KEPT = 2_000, 20_000


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill of a job: its name, its terms in order, and 1.0 when required or 0.5 when nice to have."""

    name: str
    terms: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Query:
    """A job as weighted terms (stem → weight), the word each stem was seen as, and its skills."""

    weights: Mapping[str, float]
    words: Mapping[str, str]
    skills: tuple[Skill, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A candidate as term frequencies, weighted over fields and normalised by their lengths, and as running text."""

    frequencies: Mapping[str, float]
    text: str


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
    skills = [Skill(name, terms(name), 1.0) for name in job.required_skills]
    skills += [Skill(name, terms(name), 0.5) for name in job.nice_to_have_skills]
    return Query(dict(weights), seen, tuple(skill for skill in skills if skill.terms))


@lru_cache(maxsize=PROFILES_KEPT)
def profile(candidate: Candidate) -> Profile:
    """Return what scoring reads of a candidate. Name, place and links are not among it."""
    frequencies: defaultdict[str, float] = defaultdict(float)
    texts = []
    for field, (weight, usual) in FIELDS.items():
        found = terms(getattr(candidate, field))
        length = 1 - LENGTH_NORMALISATION + LENGTH_NORMALISATION * len(found) / usual
        for term, count in Counter(found).items():
            frequencies[term] += weight * count / length
        texts.append(" ".join(found))
    return Profile(dict(frequencies), f" {' | '.join(texts)} ")

"""The features of a job for scoring, as integers: a pure function of the job's record."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import fsum, log2

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.occupations.meaning import Vector, meaning
from recruit.domain.engines.ranking.candidate_features import ROLE_WEIGHT, TEXT_WEIGHT
from recruit.domain.engines.ranking.concepts import point
from recruit.domain.engines.ranking.document_frequencies import idf
from recruit.domain.engines.ranking.language_detection import detect_language
from recruit.domain.engines.ranking.noise import without_noise
from recruit.domain.engines.ranking.roles import confidence
from recruit.domain.engines.ranking.terms import stem, terms, words
from recruit.domain.engines.ranking.tie_breakers import LEVELS, level, place, required_years
from recruit.domain.engines.ranking.title_claims import title_without_employer
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
from recruit.domain.engines.ranking.word_pairs import hashes, sample
from recruit.domain.engines.skills.acronyms import is_short_form, short_forms_of
from recruit.domain.engines.skills.catalog import canonical_name, implying
from recruit.domain.engines.skills.translations import translated
from recruit.domain.jobs.model import Job

TITLE, DESCRIPTION = 3.0, 0.35
"""Weight, before idf, of a term of a title, and of a term of a description for each doubling of its count plus one."""

IDF_STEPS = 64
"""Fixed-point units per 1.0 of a term's weight."""

SKILLS_CACHED = 10_000
JOBS_CACHED = 500
REMOTE = "remote"

_LEVELS = frozenset(map(stem, LEVELS))


@dataclass(frozen=True, slots=True, eq=False)
class SkillQuery:
    """The features of a skill that a job asks for by one of its names.

    `terms`: its terms, each weighted by its idf in units of 1/IDF_STEPS. `phrase`: hashes of its adjacent word pairs,
    empty for one word. `names`: marks of profiles that name the skill. `implied_by`: marks of profiles that imply it.
    `concept_point`: see `concepts`. `weight`: the mean idf of its terms in units of 1/IDF_STEPS.
    """

    terms: Sparse
    phrase: NDArray[np.uint64]
    names: Numbers
    implied_by: Numbers
    concept_point: Sparse
    weight: int


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """The features of a job, as integers.

    `terms`: weight · idf of the terms of title and description, in units of 1/IDF_STEPS. `title`: its meaning. `confidence`:
    the confidence in that meaning, in units of 1/CONFIDENCE_STEPS. `kind`: see `seniority_kinds`. `occupations`: the occupations
    nearest to the title. `concept_point`: see `concepts`. `concept_weight`: total weight of title and description in the concept
    similarity, in units of 1/IDF_STEPS. `skills`: their names, and whether they are required. `sampled`: hashes of a
    sample of the description's word pairs (`word_pairs`). `language`: see `language_detection`. `level`, `years` and
    `place`: see `tie_breakers`.
    """

    terms: Sparse
    title: Vector
    confidence: int
    kind: int
    occupations: Numbers
    concept_point: Sparse
    concept_weight: int
    skills: tuple[tuple[str, bool], ...]
    sampled: NDArray[np.uint64]
    language: int
    level: int
    years: int
    place: int


def build_query(job: Job) -> Query:
    """Return the features of a job."""
    work = title_without_employer(job.title)
    title, description = _without_level(terms(work)), terms(without_noise(job.description or ""))
    weights = defaultdict(float, dict.fromkeys(title, TITLE))
    for term, count in Counter(description).items():
        weights[term] += DESCRIPTION * log2(1 + count)
    concept_weights = chain(
        (ROLE_WEIGHT * idf(term) for term in set(title)), (TEXT_WEIGHT * idf(term) for term in set(description))
    )
    title_meaning = meaning(work)
    named = [(name, True) for name in job.required_skills] + [(name, False) for name in job.nice_to_have_skills]
    return Query(
        terms=sparse((term_number(term), round(IDF_STEPS * weight * idf(term))) for term, weight in weights.items()),
        title=title_meaning.vector,
        confidence=confidence(title_meaning),
        kind=title_meaning.kind,
        occupations=np.array(title_meaning.occupations, np.uint32),
        concept_point=point([(title, ROLE_WEIGHT), (description, TEXT_WEIGHT)]),
        concept_weight=round(IDF_STEPS * fsum(concept_weights)),
        skills=tuple((name, required) for name, required in named if terms(name)),
        sampled=sample(numbers(description)),
        language=detect_language(job.description or ""),
        level=level(job.title),
        years=required_years(job.description),
        place=0 if (job.remote_option or "").lower() == REMOTE else place(job.location),
    )


def _without_level(title: tuple[str, ...]) -> tuple[str, ...]:
    """Return the terms of a title without those of its seniority level, unless there are no others."""
    return tuple(term for term in title if term not in _LEVELS) or title


@lru_cache(maxsize=SKILLS_CACHED)
def skill_query(name: str) -> SkillQuery:
    """Return the features of a skill by one of its names, which has at least one term."""
    stems = terms(name)
    weights = {term_number(term): round(IDF_STEPS * idf(term)) for term in stems}
    skill = canonical_name(name)
    implied_by = [capitals_mark(form) for form in short_forms_of(name)]
    if skill:
        implied_by += map(skill_mark, sorted(implying(skill)))
    elif is_short_form(name):
        implied_by.append(initials_mark(name))
    return SkillQuery(
        terms=sparse(weights.items()),
        phrase=hashes(numbers(stems)),
        names=np.array(sorted(_names(name, skill)), np.uint32),
        implied_by=np.array(implied_by, np.uint32),
        concept_point=point([(stems, TEXT_WEIGHT)]),
        weight=round(IDF_STEPS * fsum(idf(term) for term in stems) / len(stems)),
    )


def _names(name: str, skill: str | None) -> Iterator[int]:
    if skill:
        yield skill_mark(skill)
    if abroad := translated(name):
        yield translated_mark(abroad)


@lru_cache(maxsize=JOBS_CACHED)
def job_words(job: Job) -> Mapping[int, str]:
    """Return the first word for each term of a job, by the number of the term."""
    seen: dict[int, str] = {}
    for text in (job.title, *job.required_skills, *job.nice_to_have_skills, without_noise(job.description or "")):
        for word in words(text):
            seen.setdefault(term_number(stem(word)), word)
    return seen

"""The detailed comparison of one job and one candidate."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.occupations.meaning import name as occupation_name
from recruit.domain.engines.occupations.meaning import similarity
from recruit.domain.engines.occupations.seniority_kinds import LIMITS
from recruit.domain.engines.ranking.candidate_columns import CandidateRows
from recruit.domain.engines.ranking.candidate_features import Profile
from recruit.domain.engines.ranking.index import Found, found
from recruit.domain.engines.ranking.job_features import Query, asked
from recruit.domain.engines.ranking.scoring import scores
from recruit.domain.engines.ranking.vocabulary import Numbers, Sparse
from recruit.domain.engines.ranking.word_pairs import together

QUERIES_KEPT = 100
"""Size of the cache of queries as sets, keyed by identity: one query is compared with all candidates of a response."""

SAME_OCCUPATION = 0.6
"""Similarity of two titles from which they are reported to share an occupation."""

THIN = 40
"""Number of terms in the notes below which a skill that a profile doesn't mention is unknown, not missing."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The terms, skills and occupation that a job and a candidate have in common.

    `terms`: numbers of terms, the greatest contribution to the score first. `absent`: the required skills that the
    profile neither names nor implies.
    """

    terms: Sequence[int]
    skills: Sequence[str]
    absent: Sequence[str]
    occupation: str | None


def scored(query: Query, profile: Profile, similarity: float | None) -> Found:
    """Score one pair. The id and version of the result are 0."""
    similarities = np.array([np.nan if similarity is None else similarity])
    return found(scores(CandidateRows.of([profile]).parts(query, similarities)), 0, 0, 0)


def shared(query: Query, profile: Profile) -> Shared:
    """Return the terms, skills and occupation that a job and a candidate have in common."""
    wanted = _wanted(query)
    terms, gains = _gains(wanted, profile)
    held, marks = set(terms.tolist()), set(profile.marks.tolist())
    skills, absent = [], []
    for skill in wanted.skills:
        whole = skill.terms <= held
        if not marks.isdisjoint(skill.names) or (whole and (not len(skill.phrase) or _together(skill.phrase, profile))):
            skills.append(skill.name)
        elif skill.required and not whole and marks.isdisjoint(skill.shows):
            absent.append(skill.name)
    return Shared(
        terms=terms[np.argsort(-gains, kind="stable")].tolist(),
        skills=list(dict.fromkeys(skills)),
        absent=list(dict.fromkeys(absent)),
        occupation=_occupation(query, profile),
    )


@dataclass(frozen=True, slots=True)
class _WantedSkill:
    name: str
    required: bool
    terms: frozenset[int]
    phrase: NDArray[np.uint64]
    names: frozenset[int]
    shows: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A query as sets: its terms in ascending order, their weights, and its skills."""

    terms: Numbers
    weights: NDArray[np.int64]
    skills: Sequence[_WantedSkill]


@lru_cache(maxsize=QUERIES_KEPT)
def _wanted(query: Query) -> _Wanted:
    weights = dict(_pairs(query.terms))
    skills = []
    for name, required in query.skills:
        skill = asked(name)
        terms, names, shows = (frozenset(n.tolist()) for n in (skill.terms.places, skill.names, skill.shows))
        skills.append(_WantedSkill(name, required, terms, skill.phrase, names, shows))
        weights |= {term: max(weight, weights.get(term, 0)) for term, weight in _pairs(skill.terms)}
    ordered = sorted(weights)
    return _Wanted(
        np.array(ordered, np.uint32),
        np.array([weights[term] for term in ordered], np.int64),
        skills,
    )


def _gains(wanted: _Wanted, profile: Profile) -> tuple[Numbers, NDArray[np.int64]]:
    """Return the common terms of a query and a profile in ascending order, and the gain of each."""
    held = profile.terms
    if not len(held.places):
        return held.places, np.empty(0, np.int64)
    at = np.minimum(np.searchsorted(held.places, wanted.terms), len(held.places) - 1)
    common = held.places[at] == wanted.terms
    return wanted.terms[common], wanted.weights[common] * held.weights[at[common]]


def _pairs(vector: Sparse) -> Sequence[tuple[int, int]]:
    return list(zip(vector.places.tolist(), vector.weights.tolist(), strict=True))


def _together(phrase: NDArray[np.uint64], profile: Profile) -> bool:
    starts = np.array([0, len(profile.neighbours)])
    return bool(together(phrase, profile.neighbours, starts, np.zeros(1, np.int64))[0])


def _occupation(query: Query, profile: Profile) -> str | None:
    """Return the name of the occupation nearest to the job's title that the candidate's titles are near to as well.

    Return None if there is no such occupation, or if the titles are less similar than SAME_OCCUPATION.
    """
    meant = zip((profile.title, profile.headline), profile.kinds, strict=True)
    alike = max(min(similarity(query.title, title), LIMITS[query.kind, kind]) for title, kind in meant)
    both = [place for place in query.occupations.tolist() if place in profile.occupations]
    return occupation_name(both[0]) if both and alike >= SAME_OCCUPATION else None

"""The detailed comparison of one job and one candidate."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.occupations.meaning import occupation_name, similarity
from recruit.domain.engines.occupations.seniority_kinds import LIMITS
from recruit.domain.engines.ranking.candidate_columns import CandidateRows
from recruit.domain.engines.ranking.candidate_features import Profile
from recruit.domain.engines.ranking.index import ScoredRecord, scored_record
from recruit.domain.engines.ranking.job_features import Query, skill_query
from recruit.domain.engines.ranking.scoring import score_pairs
from recruit.domain.engines.ranking.vocabulary import Numbers, Sparse
from recruit.domain.engines.ranking.word_pairs import contains_phrase

QUERIES_CACHED = 100
"""Size of the cache of queries as sets, keyed by identity: one query is compared with all candidates of a response."""

SAME_OCCUPATION = 0.6
"""Similarity of two titles from which they are reported to share an occupation."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """The terms, skills and occupation that a job and a candidate have in common.

    `terms`: numbers of terms, the greatest contribution to the score first. `absent`: the required skills that the
    profile doesn't mention: missing or unknown (`requirements`).
    """

    terms: Sequence[int]
    skills: Sequence[str]
    absent: Sequence[str]
    occupation: str | None


def score_pair(query: Query, profile: Profile, similarity: float | None) -> ScoredRecord:
    """Score one pair. The id and version of the result are 0."""
    similarities = np.array([np.nan if similarity is None else similarity])
    return scored_record(score_pairs(CandidateRows.of([profile]).score_inputs(query, similarities)), 0, 0, 0)


def overlap(query: Query, profile: Profile) -> Overlap:
    """Return the terms, skills and occupation that a job and a candidate have in common."""
    query_sets = _query_sets(query)
    terms, gains = _gains(query_sets, profile)
    profile_terms, marks = set(terms.tolist()), set(profile.marks.tolist())
    skills, absent = [], []
    for skill in query_sets.skills:
        whole = skill.terms <= profile_terms
        if not marks.isdisjoint(skill.names) or (
            whole and (not len(skill.phrase) or _contains_phrase(skill.phrase, profile))
        ):
            skills.append(skill.name)
        elif skill.required and skill.terms.isdisjoint(profile_terms) and marks.isdisjoint(skill.implied_by):
            absent.append(skill.name)
    return Overlap(
        terms=terms[np.argsort(-gains, kind="stable")].tolist(),
        skills=list(dict.fromkeys(skills)),
        absent=list(dict.fromkeys(absent)),
        occupation=_occupation(query, profile),
    )


@dataclass(frozen=True, slots=True)
class _QuerySkill:
    name: str
    required: bool
    terms: frozenset[int]
    phrase: NDArray[np.uint64]
    names: frozenset[int]
    implied_by: frozenset[int]


@dataclass(frozen=True, slots=True)
class _QuerySets:
    """A query as sets: its terms in ascending order, their weights, and its skills."""

    terms: Numbers
    weights: NDArray[np.int64]
    skills: Sequence[_QuerySkill]


@lru_cache(maxsize=QUERIES_CACHED)
def _query_sets(query: Query) -> _QuerySets:
    weights = dict(_pairs(query.terms))
    skills = []
    for name, required in query.skills:
        skill = skill_query(name)
        terms, names, implied_by = (frozenset(n.tolist()) for n in (skill.terms.places, skill.names, skill.implied_by))
        skills.append(_QuerySkill(name, required, terms, skill.phrase, names, implied_by))
        weights |= {term: max(weight, weights.get(term, 0)) for term, weight in _pairs(skill.terms)}
    ordered = sorted(weights)
    return _QuerySets(
        np.array(ordered, np.uint32),
        np.array([weights[term] for term in ordered], np.int64),
        skills,
    )


def _gains(query_sets: _QuerySets, profile: Profile) -> tuple[Numbers, NDArray[np.int64]]:
    """Return the common terms of a query and a profile in ascending order, and the gain of each."""
    profile_terms = profile.terms
    if not len(profile_terms.places):
        return profile_terms.places, np.empty(0, np.int64)
    at = np.minimum(np.searchsorted(profile_terms.places, query_sets.terms), len(profile_terms.places) - 1)
    common = profile_terms.places[at] == query_sets.terms
    return query_sets.terms[common], query_sets.weights[common] * profile_terms.weights[at[common]]


def _pairs(vector: Sparse) -> Sequence[tuple[int, int]]:
    return list(zip(vector.places.tolist(), vector.weights.tolist(), strict=True))


def _contains_phrase(phrase: NDArray[np.uint64], profile: Profile) -> bool:
    starts = np.array([0, len(profile.word_pairs)])
    return bool(contains_phrase(phrase, profile.word_pairs, starts, np.zeros(1, np.int64))[0])


def _occupation(query: Query, profile: Profile) -> str | None:
    """Return the occupation nearest to the job's title and to a similar title of the candidate, or None."""
    meanings = zip((profile.title, profile.headline), profile.kinds, strict=True)
    most_similar = max(min(similarity(query.title, title), LIMITS[query.kind, kind]) for title, kind in meanings)
    common = [place for place in query.occupations.tolist() if place in profile.occupations]
    return occupation_name(common[0]) if common and most_similar >= SAME_OCCUPATION else None

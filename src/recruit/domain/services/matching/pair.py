"""One job and one candidate, in detail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from recruit.domain.services.matching.candidate_rows import CandidateRows
from recruit.domain.services.matching.index import Found, found
from recruit.domain.services.matching.occupations import name as occupation_name
from recruit.domain.services.matching.pairs import together
from recruit.domain.services.matching.profiles import Profile
from recruit.domain.services.matching.queries import Query, asked
from recruit.domain.services.matching.scoring import scores
from recruit.domain.services.matching.vocabulary import Sparse

QUERIES_KEPT = 100
"""Queries, each by its identity, whose sets are kept: one is compared with all candidates of an answer."""

THIN = 40
"""Terms of notes below which a profile's silence says nothing."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a job and a candidate have in common: numbers of terms, the weightiest first; skills; an occupation.

    `absent`: the required skills that the profile neither names nor shows.
    """

    terms: Sequence[int]
    skills: Sequence[str]
    absent: Sequence[str]
    occupation: str | None


def scored(query: Query, profile: Profile, similarity: float | None) -> Found:
    """Score one pair; its id and version are 0."""
    similarities = np.array([np.nan if similarity is None else similarity])
    return found(scores(CandidateRows.of([profile]).parts(query, similarities)), 0, 0, 0)


def shared(query: Query, profile: Profile) -> Shared:
    """Return what a job and a candidate have in common."""
    wanted = _wanted(query)
    held = dict(_pairs(profile.terms))
    marks = set(profile.marks.tolist())
    skills, absent = [], []
    for skill in wanted.skills:
        whole = skill.terms <= held.keys()
        if not marks.isdisjoint(skill.names) or (whole and _together(skill.phrase, profile)):
            skills.append(skill.name)
        elif skill.required and not whole and marks.isdisjoint(skill.shows):
            absent.append(skill.name)
    gains = {term: held[term] * wanted.weights[term] for term in wanted.weights.keys() & held.keys()}
    return Shared(
        terms=sorted(gains, key=lambda term: (-gains[term], term)),
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
    """A query as sets: what it weighs each term at, and its skills."""

    weights: Mapping[int, int]
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
    return _Wanted(weights, skills)


def _pairs(vector: Sparse) -> Sequence[tuple[int, int]]:
    return list(zip(vector.places.tolist(), vector.weights.tolist(), strict=True))


def _together(phrase: NDArray[np.uint64], profile: Profile) -> bool:
    starts = np.array([0, len(profile.neighbours)])
    return bool(together(phrase, profile.neighbours, starts, np.zeros(1, np.int64))[0])


def _occupation(query: Query, profile: Profile) -> str | None:
    """Return what both titles are closest to, if anything."""
    wanted = dict(_pairs(query.title))
    both = [
        (weight * wanted[place], -place)
        for title in (profile.title, profile.headline)
        for place, weight in _pairs(title)
        if place in wanted
    ]
    return occupation_name(-max(both)[1]) if both else None

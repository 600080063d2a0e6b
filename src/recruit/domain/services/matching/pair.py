"""One job and one candidate, in detail."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from recruit.domain.services.matching.candidate_rows import CandidateRows
from recruit.domain.services.matching.index import Found, found
from recruit.domain.services.matching.occupations import name
from recruit.domain.services.matching.pairs import together
from recruit.domain.services.matching.profiles import Profile
from recruit.domain.services.matching.queries import Query, asked
from recruit.domain.services.matching.scoring import scores
from recruit.domain.services.matching.vocabulary import Sparse

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
    held = set(profile.terms.places.tolist())
    marks = set(profile.marks.tolist())
    weights = dict(_pairs(query.terms))
    skills, absent = [], []
    for skill, required in query.skills:
        wanted = asked(skill)
        words = wanted.terms.places.tolist()
        weights |= {term: max(weight, weights.get(term, 0)) for term, weight in _pairs(wanted.terms)}
        whole = held.issuperset(words)
        if not marks.isdisjoint(wanted.names.tolist()) or (whole and _together(wanted.phrase, profile)):
            skills.append(skill)
        elif required and not whole and marks.isdisjoint(wanted.shows.tolist()):
            absent.append(skill)
    gains = {term: gain * weights[term] for term, gain in _pairs(profile.terms) if term in weights}
    return Shared(
        terms=sorted(gains, key=lambda term: (-gains[term], term)),
        skills=list(dict.fromkeys(skills)),
        absent=list(dict.fromkeys(absent)),
        occupation=_occupation(query, profile),
    )


def _pairs(vector: Sparse) -> Sequence[tuple[int, int]]:
    return list(zip(vector.places.tolist(), vector.weights.tolist(), strict=True))


def _together(phrase: np.ndarray, profile: Profile) -> bool:
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
    return name(-max(both)[1]) if both else None

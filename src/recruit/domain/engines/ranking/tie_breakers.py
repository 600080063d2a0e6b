"""Tie-breakers of the score: seniority level, years of experience, and place.

level  = intern … head, as stated by a title; most titles state none
years  = "5+ years", "3-5 years", "at least 4 years" in a job's description; a candidate's own figure
place  = a location up to its first comma, case ignored
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.ranking.vocabulary import place_number

UNKNOWN = -1
TITLES_CACHED = 50_000
DESCRIPTIONS_CACHED = 16
"""Size of the cache by description: the job of a ranking is looked up for each of the results."""

MOST_YEARS = 30
"""Maximum years that count as required experience."""

FARTHEST = 3.0
"""Difference of levels from which the agreement is 0."""

Integers: TypeAlias = Any
"""An integer, or an array of integers."""

_LEVELS = (
    "intern internship trainee apprentice",
    "junior jr graduate entry",
    "mid intermediate",
    "senior sr snr experienced",
    "lead principal",
    "head director chief vp",
)
LEVELS = {word: level for level, words in enumerate(_LEVELS) for word in words.split()}
_YEARS = re.compile(r"\b(\d{1,2})(?: ?\+| ?(?:-|–|to) ?\d{1,2})?(?: or more)? ?(?:years?|yrs)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_ANYWHERE = frozenset({"remote", "anywhere", "worldwide", "various", "hybrid"})


@lru_cache(maxsize=TITLES_CACHED)
def level(title: str | None) -> int:
    """Return the seniority level of a title, 0 (intern) to 5 (head), or UNKNOWN for a title without one."""
    found = (LEVELS.get(word) for word in _WORD.findall((title or "").lower()))
    return next((level for level in found if level is not None), UNKNOWN)


@lru_cache(maxsize=DESCRIPTIONS_CACHED)
def required_years(description: str | None) -> int:
    """Return the minimum of the first years of experience that a description states, or UNKNOWN."""
    found = (int(found[1]) for found in _YEARS.finditer(description or ""))
    return next((years for years in found if 0 < years <= MOST_YEARS), UNKNOWN)


def place(location: str | None) -> int:
    """Return the number of a place, or 0 for none."""
    name = " ".join((location or "").casefold().partition(",")[0].split())
    return 0 if not name or name in _ANYWHERE else place_number(name)


def agreement(
    job_side: Sequence[Integers], candidate_side: Sequence[Integers]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the sum of the agreements of level, years and place, 0..1 each, and the number known on both sides."""
    levels = (job_side[0] != UNKNOWN) & (candidate_side[0] != UNKNOWN)
    years = (job_side[1] != UNKNOWN) & (candidate_side[1] != UNKNOWN)
    places = (job_side[2] != 0) & (candidate_side[2] != 0)
    apart = np.abs(np.subtract(job_side[0], candidate_side[0], dtype=np.float64))
    agreed = np.where(levels, np.maximum(0.0, 1.0 - apart / FARTHEST), 0.0)
    agreed = agreed + np.where(years, np.minimum(1.0, np.divide(candidate_side[1], np.maximum(job_side[1], 1))), 0.0)
    agreed = agreed + np.where(places & (job_side[2] == candidate_side[2]), 1.0, 0.0)
    return agreed, levels.astype(np.float64) + years + places

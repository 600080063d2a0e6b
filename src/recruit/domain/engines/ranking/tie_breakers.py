"""What breaks ties: how far somebody has come, for how long, and where.

level  = junior … head, as a title says; most titles say nothing
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
TITLES_KEPT = 50_000
DESCRIPTIONS_KEPT = 16
"""That of the job of a ranking is asked for with each of its answers."""

MOST_YEARS = 30
"""More than this is no experience that a job asks for."""

FARTHEST = 3.0
"""Levels apart from which on nothing agrees."""

Whole: TypeAlias = Any
"""A whole number, or an array of them."""

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


@lru_cache(maxsize=TITLES_KEPT)
def level(title: str | None) -> int:
    """Return 0 (intern) to 5 (head), or UNKNOWN for a title that doesn't say."""
    found = (LEVELS.get(word) for word in _WORD.findall((title or "").lower()))
    return next((level for level in found if level is not None), UNKNOWN)


@lru_cache(maxsize=DESCRIPTIONS_KEPT)
def years_asked(description: str | None) -> int:
    """Return the least years of experience that a description asks for first, or UNKNOWN."""
    found = (int(found[1]) for found in _YEARS.finditer(description or ""))
    return next((years for years in found if 0 < years <= MOST_YEARS), UNKNOWN)


def place(location: str | None) -> int:
    """Return the number of a place, or 0 for none."""
    name = " ".join((location or "").casefold().partition(",")[0].split())
    return 0 if not name or name in _ANYWHERE else place_number(name)


def agreement(asked: Sequence[Whole], had: Sequence[Whole]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how well details agree, and how many both sides know.

    Each side is its level, years and place; one or both are arrays.
    """
    levels = (asked[0] != UNKNOWN) & (had[0] != UNKNOWN)
    years = (asked[1] != UNKNOWN) & (had[1] != UNKNOWN)
    places = (asked[2] != 0) & (had[2] != 0)
    apart = np.abs(np.subtract(asked[0], had[0], dtype=np.float64))
    agreed = np.where(levels, np.maximum(0.0, 1.0 - apart / FARTHEST), 0.0)
    agreed = agreed + np.where(years, np.minimum(1.0, np.divide(had[1], np.maximum(asked[1], 1))), 0.0)
    agreed = agreed + np.where(places & (asked[2] == had[2]), 1.0, 0.0)
    return agreed, levels.astype(np.float64) + years + places

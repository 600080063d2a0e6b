"""Removal of text without information on the work: addresses, and the "bi-" of "bi-weekly", which isn't "BI"."""

import re

from recruit.domain.engines.ranking.language_detection import SMALL_WORDS
from recruit.domain.engines.ranking.stop_words import FILLERS

LONGEST = 120
"""Maximum characters of a piece without blanks that is searched. A longer piece is neither a word nor an address."""

_LINK = re.compile(r"\b(?:https?|ftp)://\S+|\bwww\.\S+", re.IGNORECASE)
_PIECE = re.compile(r"(?<!\S)[^\s@.-]*[@.-]\S*")  # noise has one of these characters
_NOISE = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|de|fr|es|pt|it|nl|br|uk|eu)(?:/\S*)?(?![\w.])"
    r"|\b(?:bi|tri|semi)-(?=\w)",
    re.IGNORECASE,
)


def without_noise(text: str) -> str:
    """Return a text with noise replaced by blanks of the same length, so that other positions don't change."""
    return _PIECE.sub(_without_noise, _LINK.sub(_blanks, text))


def is_informative(word: str) -> bool:
    """Return whether a word is meaningful by itself: not a number, a single letter, a function word or a filler."""
    if word in FILLERS or word in SMALL_WORDS:
        return False
    return sum(map(str.isalpha, word)) > 1 or word.endswith(("+", "#"))


def _without_noise(piece: re.Match[str]) -> str:
    return _NOISE.sub(_blanks, piece[0]) if len(piece[0]) <= LONGEST else piece[0]


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])

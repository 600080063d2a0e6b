"""The criterion for correct answers, as in the evaluation: word overlap of a value with the accepted forms."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

MIN_OVERLAP, MIN_PLACE_OVERLAP = 0.75, 0.66
"""Minimum F1 of the words of a correct value, and of a correct place."""


def is_similar(value: str, accepted: Sequence[str], *, place: bool = False) -> bool:
    """Return whether a value is similar enough to an accepted form. A place may also match by its first two words."""
    words = _words(value)
    for form in map(_words, accepted):
        common = sum((Counter(words) & Counter(form)).values())
        overlap = 2 * common / (len(words) + len(form)) if common else 0.0
        if words == form or overlap >= (MIN_PLACE_OVERLAP if place else MIN_OVERLAP):
            return True
        if place and len(form) > 1 and words[:2] == form[:2]:
            return True
    return False


def _words(text: str) -> list[str]:
    text = re.sub(r"[^\w+#&/.\s]|_", " ", unicodedata.normalize("NFKC", text).lower())
    return re.sub(r"\.(?!\w)|(?<!\w)\.", " ", text).split()

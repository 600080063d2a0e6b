"""The criterion for correct answers: word overlap of a title or place with the accepted forms."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

ALIKE, ALIKE_PLACE = 0.75, 0.66
"""Minimum F1 of the words of a correct answer: of a title, and of a place."""

TWO = 2


def is_right(got: str, accepted: Sequence[str], *, place: bool = False) -> bool:
    """Whether an answer is similar enough to an accepted form. A place may also match by its first two words."""
    words = _words(got)
    for form in map(_words, accepted):
        common = sum((Counter(words) & Counter(form)).values())
        alike = 2 * common / (len(words) + len(form)) if common else 0.0
        if alike >= (ALIKE_PLACE if place else ALIKE) or (place and len(form) >= TWO and words[:TWO] == form[:TWO]):
            return True
    return False


def _words(text: str) -> list[str]:
    text = re.sub(r"[^\w+#&/.\s]|_", " ", unicodedata.normalize("NFKC", text).lower())
    return re.sub(r"\.(?!\w)|(?<!\w)\.", " ", text).split()

"""The table `background`: the idf of each term over descriptions of occupations, their groups and skills."""

from collections import Counter
from collections.abc import Sequence
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.ranking.document_frequencies import STEP
from recruit.domain.engines.ranking.terms import stem, terms
from tools.gazetteers.text import joined

RARE = 2
"""Minimum documents with a term of the table."""

HOUSEHOLD_WORDS = frozenset(
    stem(word)
    for word in "apply applicant background based benefit candidate career company degree employee employer employment "
    "excellent experience experienced expert full great growth hire hiring ideal including join knowledge level new "
    "opportunity part passion people position professional proven qualification responsibility resume salary skill "
    "strong successful talent team time today week work worked working world".split()
)
HOUSEHOLD_SHARE = 0.2
"""Minimum document frequency, as a fraction, of HOUSEHOLD_WORDS, which are frequent in advertisements and résumés but
not in descriptions of occupations."""


def table(texts: Sequence[str]) -> dict[str, NDArray[Any]]:
    """Return the arrays that `recruit.domain.engines.ranking.document_frequencies` reads."""
    counts = Counter(term for text in texts for term in set(terms(text)))
    for term in HOUSEHOLD_WORDS & counts.keys():
        counts[term] = max(counts[term], round(HOUSEHOLD_SHARE * len(texts)))
    found = sorted(term for term, count in counts.items() if count >= RARE)
    idf = [log((len(texts) + 1) / (counts[term] + 0.5)) for term in found]
    return {"terms": joined(found), "idf": np.array([round(STEP * value) for value in idf], np.uint8)}

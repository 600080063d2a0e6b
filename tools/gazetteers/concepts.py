"""The table `concepts`: the weight of each term in each occupation, from all texts on the occupation.

A term's weight in an occupation is (1 + ln tf) · idf², normalised so that occupations have length 1, in units of 1/255.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.ranking.concepts import STEPS
from recruit.domain.engines.ranking.document_frequencies import idf
from recruit.domain.engines.ranking.terms import terms
from tools.gazetteers.text import joined


def table(texts: Sequence[str]) -> dict[str, NDArray[Any]]:
    """Return the arrays that `recruit.domain.engines.ranking.concepts` reads."""
    postings: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, text in enumerate(texts):
        weights = {term: (1 + log(count)) * idf(term) ** 2 for term, count in Counter(terms(text)).items()}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        for term, weight in weights.items():
            if step := round(STEPS * weight / length):
                postings[term].append((place, step))
    vocabulary = sorted(postings)
    pairs = [pair for term in vocabulary for pair in postings[term]]
    return {
        "terms": joined(vocabulary),
        "starts": np.cumsum([0, *(len(postings[term]) for term in vocabulary)], dtype=np.uint32),
        "occupations": np.array([place for place, _ in pairs], np.uint16),
        "weights": np.array([step for _, step in pairs], np.uint8),
        "size": np.array(len(texts), np.uint32),
    }

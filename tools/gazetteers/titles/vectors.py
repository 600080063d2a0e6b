"""The vectors of occupations, from skills, group and words, reduced to the strongest dimensions.

There are three views, each normalised to length 1 before weighting: ESCO's skills (optional ones count half); the path
of the ISCO-08 group; the stems of name, titles and description. All are weighted by idf. O*NET's occupations get the
skills and groups of their equivalents in the crosswalk.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.ranking.terms import terms
from tools.gazetteers.titles.sources import Occupation

SKILLS, GROUP, WORDS = 1.0, 0.6, 0.6
"""Weights of the views."""

SPREAD = 0.25
"""Exponent of an axis' eigenvalue in its scale. It is less than 1/2, so that fine differences count as well."""

RARE = 2
"""Minimum occupations with a feature that is used."""

Features = dict[str, float]


def vectors(base: Mapping[str, Occupation], names: Mapping[str, Sequence[str]], size: int) -> NDArray[np.float64]:
    """Return the vector of each occupation, shape (len(base), size), of length 1. `names`: English titles by key."""
    skills = _joined(base, {key: one.skills for key, one in base.items()})
    groups = _joined(base, {key: _path(one.isco) for key, one in base.items()})
    words = {key: _words([one.name, one.text, *names.get(key, ())]) for key, one in base.items()}
    views = [(SKILLS, skills), (GROUP, groups), (WORDS, words)]
    product = sum((weight**2 * _cosines(list(view.values())) for weight, view in views), np.zeros(()))
    values, places = np.linalg.eigh(np.round(product, 9))
    strongest = np.argsort(-values)[:size]
    found: NDArray[np.float64] = places[:, strongest] * np.maximum(values[strongest], 0.0) ** SPREAD
    # The sign of an eigenvector is arbitrary.
    found *= np.sign(found[np.abs(found).argmax(axis=0), np.arange(found.shape[1])])
    return unit(found)


def unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the rows normalised to length 1. Rows of zeros stay zeros."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    found: NDArray[np.float64] = rows / np.where(lengths > 0, lengths, 1.0)
    return found


def _joined(base: Mapping[str, Occupation], views: Mapping[str, Features]) -> dict[str, Features]:
    found = {}
    for key, one in base.items():
        joined: defaultdict[str, float] = defaultdict(float)
        for source in [key, *one.like]:
            for feature, weight in views[source].items():
                joined[feature] += weight
        found[key] = dict(joined)
    return found


def _path(isco: str) -> Features:
    return {isco[:length]: 1.0 for length in range(1, len(isco) + 1)}


def _words(texts: Iterable[str]) -> Features:
    return {term: 1 + log(count) for term, count in Counter(term for text in texts for term in terms(text)).items()}


def _cosines(bags: Sequence[Features]) -> NDArray[np.float64]:
    counts = Counter(feature for bag in bags for feature in bag)
    columns = {feature: place for place, feature in enumerate(sorted(f for f in counts if counts[f] >= RARE))}
    rows = np.zeros((len(bags), len(columns)), np.float32)
    for row, bag in enumerate(bags):
        weights = {f: weight * log(len(bags) / counts[f]) for f, weight in bag.items() if f in columns}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        for feature, weight in weights.items():
            rows[row, columns[feature]] = weight / length if length else 0.0
    found: NDArray[np.float64] = (rows @ rows.T).astype(np.float64)
    return found

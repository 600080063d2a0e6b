"""The table `occupations`: labels of occupations as postings, and which occupations lie close to one another.

Two occupations are as close as the cosine of their labels and descriptions: stems weighted (1 + ln tf) · ln(N / df).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log

import numpy as np
from numpy.typing import NDArray

from recruit.domain.services.matching.occupations import STEPS, WEIGHT_STEPS
from recruit.domain.services.matching.terms import terms
from recruit.domain.services.matching.titles import SENIORITY, title_terms
from tools.gazetteers.labels import entry, labels, last_words
from tools.gazetteers.sources import Described
from tools.gazetteers.text import joined

NEIGHBOURS = 32
SENIORITY_SHARE = 0.15
"""How much of its weight a word of seniority keeps."""

USUAL = 12
"""Occupations whose preferred label ends in a word before that word alone names none of them ("manager")."""

RARE = 2
"""Occupations that a term is in before it says that they are close."""


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation: its names, the preferred one first, and all that is said of it."""

    labels: tuple[str, ...]
    text: str


def gather(described: Described, handbook: Mapping[str, Sequence[str]]) -> list[Occupation]:
    """Return the occupations of ESCO, then those of the handbook."""
    entries = [entry(text) for text in described.occupations]
    ends = last_words(entries, (title for titles in handbook.values() for title in titles))
    found = [Occupation(labels(item, ends), f"{' '.join(item.words)} {item.description}") for item in entries]
    for name, titles in handbook.items():
        names = tuple(dict.fromkeys([name.lower(), *titles]))
        found.append(Occupation(names, " ".join(names)))
    return found


def table(occupations: Sequence[Occupation]) -> dict[str, NDArray[np.generic]]:
    """Return the arrays that `recruit.domain.services.matching.occupations` reads."""
    bags = _bags(occupations)
    weights = _weights(bags)
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for label, bag in enumerate(chain.from_iterable(bags)):
        for term in bag:
            postings[term].append(label)
    vocabulary = sorted(postings)
    return {
        "terms": joined(vocabulary),
        "weights": np.array([round(weights[term] * WEIGHT_STEPS) for term in vocabulary], np.uint16),
        "starts": np.cumsum([0, *(len(postings[term]) for term in vocabulary)], dtype=np.uint32),
        "labels": np.array([label for term in vocabulary for label in postings[term]], np.uint16),
        "firsts": np.cumsum([0, *(len(of_one) for of_one in bags[:-1])], dtype=np.uint16),
        "names": joined(occupation.labels[0].lower() for occupation in occupations),
        **_neighbours([occupation.text for occupation in occupations]),
    }


def _bags(occupations: Sequence[Occupation]) -> list[list[frozenset[str]]]:
    """The labels of each occupation as bags of stems, each once, in order, without those that name none of them."""
    last = Counter(tuple(title_terms(occupation.labels[0]))[-1:] for occupation in occupations)
    usual = SENIORITY.union(*(term for term, count in last.items() if count >= USUAL))
    found = []
    for occupation in occupations:
        bags = dict.fromkeys(frozenset(title_terms(label)) for label in occupation.labels)
        found.append([bag for bag in bags if len(bag) > 1 or not bag <= usual] or list(bags))
    return found


def _weights(bags: Sequence[Sequence[frozenset[str]]]) -> dict[str, float]:
    counts = Counter(term for of_one in bags for term in frozenset[str]().union(*of_one))
    idf = {term: log(1 + len(bags) / (1 + count)) for term, count in counts.items()}
    return {term: weight * (SENIORITY_SHARE if term in SENIORITY else 1.0) for term, weight in idf.items()}


def _neighbours(texts: Sequence[str]) -> dict[str, NDArray[np.generic]]:
    """How close occupations are, in steps, row by row: pairs of which one is among the other's nearest."""
    vectors = _vectors(texts)
    # Rounded, so that a last bit doesn't decide an order.
    closeness = np.round(vectors @ vectors.T * STEPS).astype(np.int16)
    np.fill_diagonal(closeness, 0)
    nearest = np.argsort(-closeness, axis=1, kind="stable")[:, :NEIGHBOURS]
    kept = np.zeros(closeness.shape, bool)
    np.put_along_axis(kept, nearest, values=True, axis=1)
    kept = (kept | kept.T) & (closeness > 0)
    return {
        "rows": np.cumsum([0, *kept.sum(axis=1)], dtype=np.uint32),
        "neighbours": np.nonzero(kept)[1].astype(np.uint16),
        "closeness": closeness[kept].astype(np.uint8),
    }


def _vectors(texts: Sequence[str]) -> NDArray[np.float64]:
    bags = [Counter(terms(text)) for text in texts]
    counts = Counter(term for bag in bags for term in bag)
    columns = {term: place for place, term in enumerate(sorted(term for term in counts if counts[term] >= RARE))}
    vectors = np.zeros((len(texts), len(columns)))
    for row, bag in enumerate(bags):
        for term, count in bag.items():
            if term in columns:
                vectors[row, columns[term]] = (1 + log(count)) * log(len(texts) / counts[term])
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= np.where(lengths > 0, lengths, 1)
    return vectors

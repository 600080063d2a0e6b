"""Nearest-neighbour index of known titles: TF-IDF over the roots of words, with fuzzy matching of words.

    likeness of two words   = cosine of their sets of four-character n-grams, with a marker at each end of a word
    likeness of two titles  = Σ weight · idf of a word · likeness · idf of the words like it, normalised to length 1

so that "Anwendungsentwickler" matches "Softwareentwickler", and a misspelling or another ending costs little. All sums
are over integers and later results are rounded, so that a title has the same neighbours on every machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

IDF_STEPS = 16
"""Fixed-point units per 1.0 of a word's idf."""

LIKE_STEPS = 64
"""Fixed-point units per 1.0 of the likeness of two words."""

STEPS = 1000
"""Fixed-point units per 1.0 of the likeness of two titles."""

DIVISOR = 4
"""Divisor of the terms of a sum, so that the sum fits into 32 bits."""

LEAST_LIKE = 0.55
"""Minimum cosine of two words that count as alike."""

KNOWN_WORD_FACTOR = 0.6
"""Factor on the likeness of similar words if the word itself is known."""

MOST_ALIKE = 24
"""Maximum similar words of a word."""

UNKNOWN_IDF = 9 * IDF_STEPS
"""The idf of a word that no title has."""

BUCKETS = 2**16
"""Hash buckets of n-grams. Collisions are rare, and never the only reason for the likeness of two words."""

WORDS_CACHED = 2_000

_HASH = np.uint32(0x9E3779B1)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The known titles near a title, nearest first: their numbers, and their likeness in units of 1/STEPS."""

    titles: NDArray[np.int64]
    likeness: NDArray[np.int64]


class TitleIndex:
    """An index of titles as sets of words."""

    def __init__(self, words: Sequence[str], idf: NDArray[Any], sizes: NDArray[Any], entries: NDArray[Any]) -> None:
        """Index titles. `entries` has the word numbers of all titles in sequence, sizes[i] of them for title i.

        `words` ascend, in ASCII. `idf` has one value for each word, in units of 1/IDF_STEPS.
        """
        self._words = np.array([word.encode("ascii", "replace") for word in words])
        self._idf = idf.astype(np.int32)
        self._titles = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)[np.argsort(entries, kind="stable")]
        self._starts = _starts(entries, len(words))
        squares = np.add.reduceat(np.square(self._idf)[entries], np.cumsum(sizes, dtype=np.int64) - sizes)
        self._lengths = np.sqrt(squares).astype(np.float32)
        self._grams, self._owners, self._sizes = _grams_of(self._words)
        self._having: dict[frozenset[str], NDArray[np.bool_]] = {}
        self._alike = lru_cache(maxsize=WORDS_CACHED)(self._words_like)

    def nearest(self, words: Mapping[str, int], most: int) -> Neighbours:
        """Return up to `most` titles nearest to one that is given by its words and their weights."""
        scores, square = np.zeros(len(self._lengths), np.int32), 0
        for word, weight in words.items():
            idf, alike = self._alike(word)
            square += (weight * idf) ** 2
            for like, like_steps in alike:
                scores[self._titles[self._starts[like] : self._starts[like + 1]]] += weight * idf * like_steps
        found = np.flatnonzero(scores != 0)
        if not len(found):
            return Neighbours(found, found)
        steps = _fixed_point(scores[found], self._lengths[found], square)
        if len(steps) > most:
            is_near = steps >= np.partition(steps, -most)[-most]
            found, steps = found[is_near], steps[is_near]
        order = np.lexsort((found, -steps))[:most]
        return Neighbours(found[order], steps[order])

    def having(self, words: frozenset[str]) -> NDArray[np.bool_]:
        """Return for each title whether it has at least one of the words."""
        if words not in self._having:
            found = np.zeros(len(self._lengths), np.bool_)
            for number in np.flatnonzero(np.isin(self._words, [word.encode() for word in words])):
                found[self._titles[self._starts[number] : self._starts[number + 1]]] = True
            self._having[words] = found
        return self._having[words]

    def _words_like(self, word: str) -> tuple[int, tuple[tuple[int, int], ...]]:
        """Return the idf of a word, and the numbers of similar words, each with idf · likeness / DIVISOR, rounded down.

        The units are 1/IDF_STEPS for idf and 1/LIKE_STEPS for likeness.
        """
        written = np.array([word.encode("ascii", "replace")])
        number = int(np.searchsorted(self._words, written[0]))
        known = number < len(self._words) and self._words[number] == written[0]
        grams = _hashed(written)[0]
        spans = [self._owners[self._grams[gram] : self._grams[gram + 1]] for gram in grams.tolist()]
        owners, counts = np.unique(np.concatenate(spans), return_counts=True)
        cosines = counts / np.sqrt(self._sizes[owners] * float(len(grams)))
        kept = cosines >= LEAST_LIKE
        owners, cosines = owners[kept], np.minimum(cosines[kept], 1.0)
        worth = np.rint(LIKE_STEPS * np.square(cosines) * (KNOWN_WORD_FACTOR if known else 1.0)).astype(np.int64)
        order = np.lexsort((owners, -worth))[:MOST_ALIKE]
        alike = dict(zip(owners[order].tolist(), worth[order].tolist(), strict=True))
        if known:
            alike[number] = LIKE_STEPS
        idf = int(self._idf[number]) if known else UNKNOWN_IDF
        return idf, tuple((like, int(self._idf[like]) * steps // DIVISOR) for like, steps in alike.items())


def _fixed_point(scores: NDArray[np.int32], lengths: NDArray[np.float32], square: int) -> NDArray[np.int64]:
    """Return likeness in units of 1/STEPS, from sums that were divided by DIVISOR."""
    likeness = scores * (DIVISOR / LIKE_STEPS) / (lengths.astype(np.float64) * np.sqrt(float(square)))
    steps: NDArray[np.int64] = np.rint(STEPS * np.minimum(likeness, 1.0)).astype(np.int64)
    return steps


def _grams_of(words: NDArray[np.bytes_]) -> tuple[NDArray[np.int64], NDArray[np.uint16], NDArray[np.uint8]]:
    """Return the starts of each n-gram's owners, the owners, and the number of n-grams of each word."""
    grams, owners = _hashed(words)
    order = np.argsort(grams, kind="stable")
    return _starts(grams, BUCKETS), owners[order], np.bincount(owners, minlength=len(words)).astype(np.uint8)


def _hashed(words: NDArray[np.bytes_]) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """Return the hash bucket of each four-character n-gram, with the ends of words, and the number of its word."""
    text = np.frombuffer(b"\0" + b"\0".join(words.tolist()) + b"\0\0", np.uint8).astype(np.uint32)
    inner = (text[1:-2] != 0) & (text[2:-1] != 0)
    inner |= (text[1:-2] != 0) & (text[:-3] == 0)  # a word of one character is an n-gram
    packed = text[:-3] << 24 | text[1:-2] << 16 | text[2:-1] << 8 | text[3:]
    owners = np.cumsum(text == 0)[:-3][inner] - 1
    return (packed[inner] * _HASH >> np.uint32(16)).astype(np.uint16), owners.astype(np.uint16)


def _starts(numbers: NDArray[Any], size: int) -> NDArray[np.int64]:
    """Return the start of each of `size` numbers in the sorted array of `numbers`, and the end of the last one."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(numbers, minlength=size))])

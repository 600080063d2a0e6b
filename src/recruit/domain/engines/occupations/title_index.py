"""Known titles nearest to a title, by TF-IDF over the roots of words; words that are spelt alike meet as well.

    likeness of two words   = cosine of their sets of four characters, the ends of a word being characters too
    likeness of two titles  = Σ weight · idf of a word · likeness · idf of the words like it, of length 1 each

so that "Anwendungsentwickler" meets "Softwareentwickler", and a slip of the pen or another ending costs little. All
sums are over whole numbers and what follows is rounded: the same title has the same neighbours everywhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

IDF_STEPS = 16
"""Steps of a word's idf to 1."""

LIKE_STEPS = 64
"""Steps of the likeness of two words to 1."""

STEPS = 1000
"""Steps of the likeness of two titles to 1."""

DIVISOR = 4
"""By which sums are smaller, so that 32 bits hold them."""

LEAST_LIKE = 0.55
"""Cosine from which two words count as alike."""

DOUBT = 0.6
"""What the likeness of a word is worth that stands beside the very word."""

MOST_ALIKE = 24
"""Words that are taken for one."""

UNKNOWN_IDF = 9 * IDF_STEPS
"""Of a word that no title has."""

BUCKETS = 2**16
"""Grams that are told apart: two share a bucket now and then, which no two words owe their likeness to."""

WORDS_KEPT = 2_000

_HASH = np.uint32(0x9E3779B1)


@dataclass(frozen=True, slots=True)
class Near:
    """Known titles near a title: their numbers, and how near each is, in steps of 1/STEPS, nearest first."""

    titles: NDArray[np.int64]
    likeness: NDArray[np.int64]


class TitleIndex:
    """Titles as sets of words, to be asked for the nearest."""

    def __init__(self, words: Sequence[str], idf: NDArray[Any], sizes: NDArray[Any], entries: NDArray[Any]) -> None:
        """Index titles: title i has sizes[i] words, numbers of `words`, one title's after the other's in `entries`.

        `words` ascend, in ASCII; `idf` of each is in steps of 1/IDF_STEPS.
        """
        self._words = np.array([word.encode("ascii", "replace") for word in words])
        self._idf = idf.astype(np.int32)
        self._titles = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)[np.argsort(entries, kind="stable")]
        self._starts = _starts(entries, len(words))
        squares = np.add.reduceat(np.square(self._idf)[entries], np.cumsum(sizes, dtype=np.int64) - sizes)
        self._lengths = np.sqrt(squares).astype(np.float32)
        self._grams, self._owners, self._sizes = _grams_of(self._words)
        self._having: dict[frozenset[str], NDArray[np.bool_]] = {}
        self._alike = lru_cache(maxsize=WORDS_KEPT)(self._words_like)

    def nearest(self, words: Mapping[str, int], most: int) -> Near:
        """Return the titles nearest to one given by its words and their weights, at most `most`."""
        scores, square = np.zeros(len(self._lengths), np.int32), 0
        for word, weight in words.items():
            idf, alike = self._alike(word)
            square += (weight * idf) ** 2
            for like, steps in alike:
                scores[self._titles[self._starts[like] : self._starts[like + 1]]] += weight * idf * steps
        found = np.flatnonzero(scores)
        if not len(found):
            return Near(found, found)
        whole = _whole(scores[found], self._lengths[found], square)
        if len(whole) > most:
            near = whole >= np.partition(whole, -most)[-most]
            found, whole = found[near], whole[near]
        order = np.lexsort((found, -whole))[:most]
        return Near(found[order], whole[order])

    def having(self, words: frozenset[str]) -> NDArray[np.bool_]:
        """Return for each title whether it has one of some words."""
        if words not in self._having:
            found = np.zeros(len(self._lengths), np.bool_)
            for number in np.flatnonzero(np.isin(self._words, [word.encode() for word in words])):
                found[self._titles[self._starts[number] : self._starts[number + 1]]] = True
            self._having[words] = found
        return self._having[words]

    def _words_like(self, word: str) -> tuple[int, tuple[tuple[int, int], ...]]:
        """Return the idf of a word, and the words that are spelt like it, each with idf · likeness in steps."""
        written = np.array([word.encode("ascii", "replace")])
        number = int(np.searchsorted(self._words, written[0]))
        known = number < len(self._words) and self._words[number] == written[0]
        grams = _hashed(written)[0]
        spans = [self._owners[self._grams[gram] : self._grams[gram + 1]] for gram in grams.tolist()]
        owners, counts = np.unique(np.concatenate(spans), return_counts=True)
        cosines = counts / np.sqrt(self._sizes[owners] * float(len(grams)))
        kept = cosines >= LEAST_LIKE
        owners, cosines = owners[kept], np.minimum(cosines[kept], 1.0)
        worth = np.rint(LIKE_STEPS * np.square(cosines) * (DOUBT if known else 1.0)).astype(np.int64)
        order = np.lexsort((owners, -worth))[:MOST_ALIKE]
        alike = dict(zip(owners[order].tolist(), worth[order].tolist(), strict=True))
        if known:
            alike[number] = LIKE_STEPS
        idf = int(self._idf[number]) if known else UNKNOWN_IDF
        return idf, tuple((like, int(self._idf[like]) * steps // DIVISOR) for like, steps in alike.items())


def _whole(scores: NDArray[np.int32], lengths: NDArray[np.float32], square: int) -> NDArray[np.int64]:
    """Return likeness in steps, of sums that lack DIVISOR."""
    likeness = scores * (DIVISOR / LIKE_STEPS) / (lengths.astype(np.float64) * np.sqrt(float(square)))
    whole: NDArray[np.int64] = np.rint(STEPS * np.minimum(likeness, 1.0)).astype(np.int64)
    return whole


def _grams_of(words: NDArray[np.bytes_]) -> tuple[NDArray[np.int64], NDArray[np.uint16], NDArray[np.uint8]]:
    """Return where the owners of each gram start, the owners, and how many grams each word has."""
    grams, owners = _hashed(words)
    order = np.argsort(grams, kind="stable")
    return _starts(grams, BUCKETS), owners[order], np.bincount(owners, minlength=len(words)).astype(np.uint8)


def _hashed(words: NDArray[np.bytes_]) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """Return the bucket of each four characters of words that have an end on either side, and whose they are."""
    text = np.frombuffer(b"\0" + b"\0".join(words.tolist()) + b"\0\0", np.uint8).astype(np.uint32)
    inner = (text[1:-2] != 0) & (text[2:-1] != 0)
    inner |= (text[1:-2] != 0) & (text[:-3] == 0)  # a word of one character is a gram
    packed = text[:-3] << 24 | text[1:-2] << 16 | text[2:-1] << 8 | text[3:]
    owners = np.cumsum(text == 0)[:-3][inner] - 1
    return (packed[inner] * _HASH >> np.uint32(16)).astype(np.uint16), owners.astype(np.uint16)


def _starts(numbers: NDArray[Any], size: int) -> NDArray[np.int64]:
    """Return where each of `size` numbers starts among the sorted ones, and where the last one ends."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(numbers, minlength=size))])

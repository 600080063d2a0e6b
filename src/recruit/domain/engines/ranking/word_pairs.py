"""Bloom filters of adjacent words, 12 bits a pair, to distinguish a phrase from its words apart.

The filter (Bloom, "Space/Time Trade-offs in Hash Coding with Allowable Errors", 1970) has five probes. Its rate of
false positives is one in 200, for phrases that a text doesn't have but whose words it has.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.ranking.vocabulary import Numbers

BITS = 12
PROBES = np.arange(5, dtype=np.uint64)

FEWEST, FIRST, SAMPLED = 10, 8, 64
"""Word pairs of a text: minimum for a check for copying, number checked first, and maximum checked."""

_FIRST, _SECOND, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)

Filter = NDArray[np.uint8]


def pairs(texts: Iterable[Numbers]) -> Filter:
    """Return the filter of all adjacent pairs in some texts, each given by the numbers of its terms in order."""
    found = [hashes(text) for text in texts]
    hashed = np.unique(np.concatenate(found)) if found else np.empty(0, np.uint64)
    bits = np.zeros((len(hashed) * BITS + 7) // 8 * 8, np.uint8)
    if len(bits):
        bits[_probes(hashed, np.uint64(len(bits)))] = 1
    return np.packbits(bits)


def hashes(text: Numbers) -> NDArray[np.uint64]:
    """Return one hash for each adjacent pair."""
    left, right = text[:-1].astype(np.uint64), text[1:].astype(np.uint64)
    mixed = (left * _FIRST) ^ (right * _SECOND)
    hashed: NDArray[np.uint64] = (mixed ^ (mixed >> _HALF)) * _MIX
    return hashed


def sample(text: Numbers) -> NDArray[np.uint64]:
    """Return up to SAMPLED of the lowest hashes of a text's pairs, ascending; none for fewer than FEWEST pairs."""
    found = np.unique(hashes(text))
    return found[:SAMPLED] if len(found) >= FEWEST else found[:0]


def pair_shares(
    sampled: NDArray[np.uint64], filters: Filter, starts: NDArray[np.int64], rows: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the fraction of sampled pairs that the filter of each row has; 0 if it has none of the first FIRST."""
    found = np.zeros(len(rows))
    if len(sampled) and len(filters):
        some = np.flatnonzero(_pair_counts(sampled[:FIRST], filters, starts, rows))
        found[some] = _pair_counts(sampled, filters, starts, rows[some]) / len(sampled)
    return found


def _pair_counts(
    hashed: NDArray[np.uint64], filters: Filter, starts: NDArray[np.int64], rows: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the number of pairs that the filter of each row has."""
    begins, sizes = starts[rows], (starts[rows + 1] - starts[rows]).astype(np.uint64) * np.uint64(8)
    row, pair = np.divmod(np.flatnonzero(np.repeat(sizes > 0, len(hashed))), len(hashed))
    for number in PROBES:  # each probe rejects two of three absent pairs
        probes = _probe(hashed[pair], number) % sizes[row]
        octets = filters[begins[row] + (probes >> np.uint64(3)).astype(np.int64)]
        left = (octets >> (7 - (probes & np.uint64(7))).astype(np.uint8) & 1).astype(np.bool_)
        row, pair = row[left], pair[left]
    counts: NDArray[np.int64] = np.bincount(row, minlength=len(rows))
    return counts


def contains_phrase(
    phrase: NDArray[np.uint64], filters: Filter, starts: NDArray[np.int64], rows: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return for each row i whether the filter filters[starts[i]:starts[i + 1]] has all pairs of a phrase."""
    begins = starts[rows]
    sizes = (starts[rows + 1] - begins).astype(np.uint64) * np.uint64(8)
    found = (sizes > 0) | (len(phrase) == 0)
    for pair in phrase if len(filters) else ():
        probes = _probes(pair[None], np.maximum(sizes, np.uint64(1))[:, None])
        octets = filters[np.minimum(begins[:, None] + (probes >> np.uint64(3)).astype(np.int64), len(filters) - 1)]
        found &= (octets >> (7 - (probes & np.uint64(7))).astype(np.uint8) & 1).all(axis=1)
    return found


def _probes(hashed: NDArray[np.uint64], size: NDArray[np.uint64] | np.uint64) -> NDArray[np.uint64]:
    """Return the five bit positions of each hash, shape (hashes, 5)."""
    probes: NDArray[np.uint64] = _probe(hashed[:, None], PROBES) % size
    return probes


def _probe(hashed: NDArray[np.uint64], number: NDArray[np.uint64] | np.uint64) -> NDArray[np.uint64]:
    found: NDArray[np.uint64] = hashed + number * ((hashed >> _HALF) | np.uint64(1))
    return found

"""The meaning of a job title: a vector in the space of occupations, by nearest-neighbour search over known titles.

    meaning     = Σ weight · vector of a code  over the known titles nearest to the title, normalised to length 1
    weight      = likeness · e^(10 · likeness), times eight for titles written by hand
    code        = an occupation of ESCO or O*NET, or a mix of them for a code of another classification
    similarity  = cosine of two meanings

so that "Krankenschwester" is "Staff Nurse", "Attorney" is "Lawyer", and a "Boiler Sales Representative" sells. A title
whose nearest known title is too far away has no meaning, that is, no known occupation. The table `occupations` is made
by `tools.gazetteers.titles`. All sums are over integers, so that a meaning is the same on every machine.
"""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import exp

import numpy as np
from numpy.typing import NDArray

from recruit.data import arrays, lines
from recruit.domain.engines.occupations.nordic_polish_titles import in_english
from recruit.domain.engines.occupations.seniority_kinds import LIMITS, Kind, title_kind
from recruit.domain.engines.occupations.title_index import STEPS, Neighbours, TitleIndex
from recruit.domain.engines.occupations.title_words import NON_TRADE_ROOTS, title_words

SIZE = 160
"""Dimensions of a meaning."""

SCALE = 254
"""Fixed-point units per 1.0 of a meaning's length."""

NEAREST = 30
"""Known titles that make up a meaning, at most."""

MIXED = 6
"""Maximum occupations of a code."""

SHARE_STEPS = 255
"""Fixed-point units per 1.0 of an occupation's share in a code."""

NEARNESS = np.array([round(16 * step * exp(10 * step / STEPS) / STEPS) for step in range(STEPS + 1)], np.int64)
"""Likeness, in units of 1/STEPS → weight."""

BY_HAND = 8
"""Weight of titles written by hand, relative to others."""

LEAST = 220
"""Minimum likeness of the nearest known title, in units of 1/STEPS. Below it, no occupation is known."""

WITHIN = 500
"""Maximum difference of a known title's likeness from that of the nearest, in units of 1/STEPS."""

AGREEING = 0.3, 0.6
"""Agreement among the nearest known titles at which the confidence is 0, and at which it is full."""

ALIKE = 900
"""Likeness, in units of 1/STEPS, from which a title counts as known."""

TRADE_FACTOR = 3
"""Factor, in tenths, on the weight of a word beside one that means "sells", "teaches" or "hires"."""

LEAST_TRADE_CONFIDENCE, CONTRARY = 0.6, 0.25
"""Minimum confidence in the trade that a title assists or leads, and similarity to the trade below which the meaning of
such a title's words is discarded: "Ayudante" alone means a kitchen assistant."""

NAMED = 3
"""Maximum named occupations of a meaning."""

MIXES_PER_BATCH = 1_000
"""Mixes computed in one batch."""

TITLES_CACHED = 20_000

Vector = NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """The meaning of a title.

    `vector`: of length SCALE, zeros for no known occupation. `likeness`: of the nearest known title, in units of
    1/STEPS, 0 for no known occupation. `confidence`: confidence in the meaning, 0..1, low for a title far from all known
    ones and for one that fits many trades ("Specialist"). `occupations`: up to NAMED occupations of ESCO, strongest
    first. `kind`: see `seniority_kinds`.
    """

    vector: Vector
    likeness: int
    confidence: float
    occupations: tuple[int, ...]
    kind: Kind = Kind.ANY


@dataclass(frozen=True, slots=True)
class _Table:
    """The index of known titles, their codes, and the meanings of the C codes.

    Codes are the O occupations, then the mixes, those of titles written by hand last.
    """

    index: TitleIndex
    codes: NDArray[np.uint16]  # of each title
    meanings: Vector  # (C, SIZE)
    weights: NDArray[np.int64]  # (C,)
    places: NDArray[np.uint16]  # (C - O, MIXED): occupations of a mix
    shares: NDArray[np.uint8]  # (C - O, MIXED)
    size: int  # O
    names: list[str]  # of ESCO's occupations, which come first


NO_MEANING = Meaning(np.zeros(SIZE, np.int8), 0, 0.0, ())


@lru_cache(maxsize=TITLES_CACHED)
def meaning(title: str | None) -> Meaning:
    """Return the meaning of a job title or headline. A title that assists or leads a trade is similar to the trade."""
    parsed = title_kind(title or "")
    own, trade = _by_words(title), _by_words(parsed.trade) if parsed.trade else NO_MEANING
    if trade.likeness < ALIKE or trade.confidence < LEAST_TRADE_CONFIDENCE:
        return replace(own, kind=parsed.kind)
    if similarity(own.vector, trade.vector) < CONTRARY:
        return replace(trade, kind=parsed.kind)
    both = own.vector.astype(np.int64) + trade.vector
    confidence = max(own.confidence, trade.confidence)
    return replace(own, vector=quantised(both.astype(np.float64)), confidence=confidence, kind=parsed.kind)


def _by_words(title: str | None) -> Meaning:
    """Return the meaning of a title by the known titles nearest to its words."""
    table = _table()
    words = title_words(in_english(title or "") or title)
    near = _same_group(table.index, nearest(table.index, words), words)
    if not len(near.titles) or near.likeness[0] < LEAST:
        return NO_MEANING
    kept = near.likeness >= near.likeness[0] - WITHIN
    codes, likeness = table.codes[near.titles[kept]], int(near.likeness[0])
    weights = NEARNESS[near.likeness[kept]] * table.weights[codes]
    total = (weights @ table.meanings[codes].astype(np.int64)).astype(np.float64)
    agreement = float(np.sqrt(np.square(total).sum())) / (SCALE * float(weights.sum()))
    return Meaning(
        quantised(total),
        likeness,
        round(fraction(likeness, LEAST, ALIKE) * fraction(agreement, *AGREEING), 3),
        _strongest(table, codes.tolist(), weights.tolist()),
    )


def fraction(value: float, least: float, most: float) -> float:
    """Return the position of a value between `least` (0) and `most` (1), limited to 0..1."""
    return min(1.0, max(0.0, (value - least) / (most - least)))


def similarity(one: Vector, other: Vector) -> float:
    """Return the cosine of two meanings, at least 0."""
    return max(0.0, float(one.astype(np.int64) @ other.astype(np.int64)) / SCALE**2)


def title_similarity(one: Meaning, other: Meaning) -> float:
    """Return the similarity of two titles, limited to the maximum for their kinds."""
    return min(similarity(one.vector, other.vector), float(LIMITS[one.kind, other.kind]))


def occupation_name(occupation: int) -> str:
    """Return the name of an occupation, in lower case."""
    return _table().names[occupation]


def quantised(vectors: NDArray[np.float64]) -> Vector:
    """Return a vector, or rows of vectors, scaled to length SCALE and rounded to integers. Zeros stay zeros."""
    lengths = np.sqrt(np.square(vectors).sum(axis=-1, keepdims=True))
    scaled = np.rint(vectors * (SCALE / np.where(lengths > 0, lengths, 1.0)))
    return np.clip(scaled, -127, 127).astype(np.int8)


def nearest(index: TitleIndex, words: dict[str, int]) -> Neighbours:
    """Return the known titles nearest to one.

    If the title is of selling, teaching or assisting a trade, these words count more than the trade.
    """
    near = index.nearest(words, NEAREST)
    around = NON_TRADE_ROOTS.intersection(words)
    if around and len(near.titles) and near.likeness[0] < ALIKE:
        weakened = {
            root: weight if root in around else max(1, weight * TRADE_FACTOR // 10) for root, weight in words.items()
        }
        near = index.nearest(weakened, NEAREST)
    return near


def _same_group(index: TitleIndex, near: Neighbours, words: dict[str, int]) -> Neighbours:
    """Keep the near titles that, like the title itself, do or don't sell, teach or assist a trade."""
    kept = index.having(NON_TRADE_ROOTS)[near.titles] == (not NON_TRADE_ROOTS.isdisjoint(words))
    return Neighbours(near.titles[kept], near.likeness[kept]) if kept.any() else near


def _strongest(table: _Table, codes: list[int], weights: list[int]) -> tuple[int, ...]:
    found = Counter[int]()
    for code, weight in zip(codes, weights, strict=True):
        if code < table.size:
            found[code] += SHARE_STEPS * weight
        else:
            mix = zip(table.places[code - table.size].tolist(), table.shares[code - table.size].tolist(), strict=True)
            for place, share in mix:
                found[place] += share * weight
    named = [(-weight, place) for place, weight in found.items() if weight and place < len(table.names)]
    return tuple(place for _, place in sorted(named)[:NAMED])


@cache
def _table() -> _Table:
    table = arrays("occupations")
    vectors, places, shares = table["vectors"], table["places"], table["shares"]
    weights = np.ones(len(vectors) + len(places), np.int64)
    weights[len(weights) - int(table["by_hand"]) :] = BY_HAND
    return _Table(
        index=TitleIndex(lines(table["words"]), table["idf"], table["sizes"], table["entries"]),
        codes=np.repeat(np.arange(len(weights), dtype=np.uint16), table["counts"]),
        meanings=np.concatenate([vectors, _mixed(vectors, places, shares)]),
        weights=weights,
        places=places,
        shares=shares,
        size=len(vectors),
        names=lines(table["names"]),
    )


def _mixed(vectors: Vector, places: NDArray[np.uint16], shares: NDArray[np.uint8]) -> Vector:
    """Return the meanings of mixes, computed in batches, because the intermediate arrays are many times larger."""
    found = np.zeros((len(places), SIZE), np.int8)
    for start in range(0, len(places), MIXES_PER_BATCH):
        span = slice(start, start + MIXES_PER_BATCH)
        sums = np.zeros((len(places[span]), SIZE), np.int32)
        for column in range(MIXED):
            sums += shares[span, column, None].astype(np.int32) * vectors[places[span, column]]
        found[span] = quantised(sums.astype(np.float64))
    return found

"""What a job title means: a place in the space of occupations, by the known titles nearest to it.

    meaning     = Σ weight · place of a code  over the known titles nearest to the title, of length 1
    weight      = likeness · e^(10 · likeness), eight times that for titles written by hand
    code        = an occupation of ESCO or O*NET, or a mix of them for a code of another classification
    similarity  = cosine of two meanings

so that "Krankenschwester" is "Staff Nurse", "Attorney" is "Lawyer", and a "Boiler Sales Representative" sells. A title
whose nearest known title is too far has no meaning: no occupation is known. The table `occupations` is made by
`tools.gazetteers.titles`. All sums are over whole numbers: a meaning is the same everywhere.
"""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import exp

import numpy as np
from numpy.typing import NDArray

from recruit.data import arrays, lines
from recruit.domain.engines.occupations.nordic_polish_titles import in_english
from recruit.domain.engines.occupations.seniority_kinds import LIMITS, Kind, standing
from recruit.domain.engines.occupations.title_index import STEPS, Near, TitleIndex
from recruit.domain.engines.occupations.title_words import AROUND_ROOTS, title_words

SIZE = 160
"""Dimensions."""

SCALE = 254
"""Steps of a meaning's length to 1."""

NEAREST = 30
"""Known titles that a title is taken for."""

MIXED = 6
"""Occupations of a code, at most."""

SHARE_STEPS = 255
"""Steps of an occupation's share in a code to 1."""

NEARNESS = np.array([round(16 * step * exp(10 * step / STEPS) / STEPS) for step in range(STEPS + 1)], np.int64)
"""Likeness in steps → weight."""

BY_HAND = 8
"""How much more titles written by hand count."""

LEAST = 220
"""Likeness in steps below which the nearest known title says nothing."""

WITHIN = 500
"""How much farther than the nearest a known title may be, in steps."""

AGREEING = 0.3, 0.6
"""Agreement of the known titles near one from which on it isn't for nothing, and is all that can be asked."""

ALIKE = 900
"""Likeness from which a title is known as it is."""

OF_THE_TRADE = 3
"""Tenths that are left of the weight of a word beside one that says "sells", "teaches" or "hires"."""

SURE_TRADE, CONTRARY = 0.6, 0.25
"""Sureness from which the trade is known that a title helps in or leads, and likeness below which the words of such a
title say something else: "Ayudante" alone is of a kitchen."""

NAMED = 3
"""Occupations that are kept by name."""

AT_ONCE = 1_000
"""Mixes that are made at a time."""

TITLES_KEPT = 20_000

Vector = NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """What a title means.

    `vector`: of length SCALE, zeros for none. `likeness`: of the nearest known title, in steps of 1/STEPS, 0 for no
    known occupation. `sureness`: how sure that is, 0..1: little for a title that is far from all, or names many trades
    ("Specialist"). `occupations`: the NAMED strongest of ESCO, strongest first. `kind`: see `kinds`.
    """

    vector: Vector
    likeness: int
    sureness: float
    occupations: tuple[int, ...]
    kind: Kind = Kind.ANY


@dataclass(frozen=True, slots=True)
class _Table:
    """Titles, their codes, and what the C codes mean: occupations first, then mixes, those written by hand last."""

    index: TitleIndex
    codes: NDArray[np.uint16]  # of each title
    meanings: Vector  # (C, SIZE)
    weights: NDArray[np.int64]  # (C,)
    places: NDArray[np.uint16]  # (C - O, MIXED): occupations of a mix
    shares: NDArray[np.uint8]  # (C - O, MIXED)
    size: int  # O
    names: list[str]  # of ESCO's occupations, which come first


NONE = Meaning(np.zeros(SIZE, np.int8), 0, 0.0, ())


@lru_cache(maxsize=TITLES_KEPT)
def meaning(title: str | None) -> Meaning:
    """Return what a job title or headline means: one that helps in a trade or leads it is near to the trade."""
    stands = standing(title or "")
    own, trade = _by_words(title), _by_words(stands.trade) if stands.trade else NONE
    if trade.likeness < ALIKE or trade.sureness < SURE_TRADE:
        return replace(own, kind=stands.kind)
    if similarity(own.vector, trade.vector) < CONTRARY:
        return replace(trade, kind=stands.kind)
    both = own.vector.astype(np.int64) + trade.vector
    sure = max(own.sureness, trade.sureness)
    return replace(own, vector=whole(both.astype(np.float64)), sureness=sure, kind=stands.kind)


def _by_words(title: str | None) -> Meaning:
    """Return what a title means by the known titles nearest to its words."""
    table = _table()
    words = title_words(in_english(title or "") or title)
    near = _of_its_kind(table.index, nearest(table.index, words), words)
    if not len(near.titles) or near.likeness[0] < LEAST:
        return NONE
    kept = near.likeness >= near.likeness[0] - WITHIN
    codes, likeness = table.codes[near.titles[kept]], int(near.likeness[0])
    weights = NEARNESS[near.likeness[kept]] * table.weights[codes]
    total = (weights @ table.meanings[codes].astype(np.int64)).astype(np.float64)
    agreement = float(np.sqrt(np.square(total).sum())) / (SCALE * float(weights.sum()))
    return Meaning(
        whole(total),
        likeness,
        round(between(likeness, LEAST, ALIKE) * between(agreement, *AGREEING), 3),
        _strongest(table, codes.tolist(), weights.tolist()),
    )


def between(value: float, least: float, most: float) -> float:
    """Return how far a value is from the least to the most, 0..1."""
    return min(1.0, max(0.0, (value - least) / (most - least)))


def similarity(one: Vector, other: Vector) -> float:
    """Return the cosine of two meanings, at least 0."""
    return max(0.0, float(one.astype(np.int64) @ other.astype(np.int64)) / SCALE**2)


def likeness(one: Meaning, other: Meaning) -> float:
    """Return how like two titles are, at most what their kinds allow."""
    return min(similarity(one.vector, other.vector), float(LIMITS[one.kind, other.kind]))


def name(occupation: int) -> str:
    """Return what an occupation is called, in lower case."""
    return _table().names[occupation]


def whole(vectors: NDArray[np.float64]) -> Vector:
    """Return vectors, one or rows of them, as whole numbers of length SCALE; zeros stay zeros."""
    lengths = np.sqrt(np.square(vectors).sum(axis=-1, keepdims=True))
    scaled = np.rint(vectors * (SCALE / np.where(lengths > 0, lengths, 1.0)))
    return np.clip(scaled, -127, 127).astype(np.int8)


def nearest(index: TitleIndex, words: dict[str, int]) -> Near:
    """Return the known titles nearest to one: of a trade that somebody sells, teaches or helps in, that counts more."""
    near = index.nearest(words, NEAREST)
    around = AROUND_ROOTS.intersection(words)
    if around and len(near.titles) and near.likeness[0] < ALIKE:
        weakened = {
            root: weight if root in around else max(1, weight * OF_THE_TRADE // 10) for root, weight in words.items()
        }
        near = index.nearest(weakened, NEAREST)
    return near


def _of_its_kind(index: TitleIndex, near: Near, words: dict[str, int]) -> Near:
    """Return the near titles that sell, teach or help in a trade, or those that don't, as the title itself."""
    kept = index.having(AROUND_ROOTS)[near.titles] == (not AROUND_ROOTS.isdisjoint(words))
    return Near(near.titles[kept], near.likeness[kept]) if kept.any() else near


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
    """Return the meanings of mixes, some at a time: as floats they are many times larger."""
    found = np.zeros((len(places), SIZE), np.int8)
    for start in range(0, len(places), AT_ONCE):
        span = slice(start, start + AT_ONCE)
        sums = np.zeros((len(places[span]), SIZE), np.int32)
        for column in range(MIXED):
            sums += shares[span, column, None].astype(np.int32) * vectors[places[span, column]]
        found[span] = whole(sums.astype(np.float64))
    return found

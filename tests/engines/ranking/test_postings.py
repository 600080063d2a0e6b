"""The inverted index against a plain dictionary of dictionaries."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.ranking.test_properties import REPEATABLE
from recruit.domain.engines.ranking.postings import LONG, MOST_ROWS, Postings
from recruit.domain.engines.ranking.vocabulary import Sparse, sparse

GREATEST_PLACE, GREATEST_WEIGHT = 2**32 - 1, 2**16 - 1

places = st.one_of(st.integers(0, 12), st.sampled_from([GREATEST_PLACE - 1, GREATEST_PLACE]))
weights = st.one_of(st.integers(0, 9), st.just(GREATEST_WEIGHT))
plain = st.lists(st.dictionaries(places, weights, max_size=8), max_size=12)
asked = st.dictionaries(places, st.integers(0, 1_000), max_size=8)


def indexed(vectors: Sequence[Mapping[int, int]]) -> Postings:
    return Postings.of([sparse(vector.items()) for vector in vectors])


def vector(wanted: Mapping[int, int]) -> Sparse:
    return Sparse(np.array(list(wanted), np.uint32), np.array(list(wanted.values()), np.uint16))


def sums(postings: Postings, wanted: Mapping[int, int]) -> list[float]:
    found: list[float] = postings.sums(vector(wanted).places, vector(wanted).weights.astype(np.float64)).tolist()
    return found


def products(postings: Postings, several: Sequence[Mapping[int, int]]) -> list[list[float]]:
    found: list[list[float]] = postings.products([vector(wanted) for wanted in several]).tolist()
    return found


def counts(postings: Postings, several: Sequence[Mapping[int, int]]) -> list[list[float]]:
    found: list[list[float]] = postings.counts([vector(wanted).places for wanted in several]).tolist()
    return found


@pytest.mark.parametrize("long", [0, LONG])
@given(vectors=plain, several=st.lists(asked, max_size=4))
@settings(REPEATABLE)
def test_sums_products_and_counts_equal_those_of_plain_dictionaries(
    long: int, vectors: list[dict[int, int]], several: list[dict[int, int]]
) -> None:
    postings = indexed(vectors)
    expected = [
        [sum(factor * row.get(place, 0) for place, factor in wanted.items()) for row in vectors] for wanted in several
    ]
    assert postings.size == len(vectors)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("recruit.domain.engines.ranking.postings.LONG", long)
        assert [sums(postings, wanted) for wanted in several] == products(postings, several) == expected
        assert counts(postings, several) == [[len(wanted.keys() & row.keys()) for row in vectors] for wanted in several]


@given(st.lists(st.tuples(plain, st.sets(st.integers(0, 11))), min_size=1, max_size=4), asked)
@settings(REPEATABLE)
def test_merging_equals_indexing_the_remaining_rows(
    parts: list[tuple[list[dict[int, int]], set[int]]], wanted: dict[int, int]
) -> None:
    kept = [sorted(row for row in rows if row < len(vectors)) for vectors, rows in parts]
    merged = Postings.merged(
        [(indexed(vectors), np.array(rows, np.int64)) for (vectors, _), rows in zip(parts, kept, strict=True)]
    )
    expected = indexed([vectors[row] for (vectors, _), rows in zip(parts, kept, strict=True) for row in rows])
    assert (merged.size, merged.nbytes) == (expected.size, expected.nbytes)
    assert sums(merged, wanted) == sums(expected, wanted)
    assert counts(merged, [wanted]) == counts(expected, [wanted])


@pytest.mark.parametrize("vectors", [[], [{}], [{}, {}]])
def test_empty_postings_give_zero_sums(vectors: Sequence[Mapping[int, int]]) -> None:
    zeros = [0.0] * len(vectors)
    assert sums(indexed(vectors), {0: 1, GREATEST_PLACE: 1}) == zeros
    assert counts(indexed(vectors), [{}, {1: 1}]) == products(indexed(vectors), [{}, {1: 1}]) == [zeros, zeros]


def test_postings_hold_the_maximum_number_of_rows() -> None:
    rows = np.arange(MOST_ROWS)
    vectors = [Sparse(np.array([row % 7], np.uint32), np.array([row], np.uint16)) for row in rows]
    postings = Postings.of(vectors)
    found = postings.sums(np.array([3, 5], np.uint32), np.array([2.0, 10.0]))
    assert found.tolist() == np.where(rows % 7 == 3, 2 * rows, np.where(rows % 7 == 5, 10 * rows, 0)).tolist()


def test_sums_of_the_greatest_weights_are_exact() -> None:
    vector = Sparse(np.arange(30_000, dtype=np.uint32), np.full(30_000, GREATEST_WEIGHT, np.uint16))
    found = Postings.of([vector]).sums(vector.places, np.full(30_000, 5_505.0))
    assert int(found[0]) == 30_000 * GREATEST_WEIGHT * 5_505

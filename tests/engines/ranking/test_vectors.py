"""The in-memory table of vectors and its cosines."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.ranking.test_properties import REPEATABLE
from recruit.domain.engines.ranking.vectors import CHUNK, VectorTable

MAX_ERROR = 0.005
"""Largest error of a cosine, due to quantisation."""


def keys(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.uint64)


def vectors(count: int, dimensions: int, seed: int = 3) -> np.ndarray:
    """Return half-precision vectors, many of which are similar."""
    random = np.random.default_rng(seed)
    return (random.normal(size=(count, dimensions)) + 1.5 * random.normal(size=dimensions)).astype(np.float16)


def table(some: np.ndarray) -> VectorTable:
    """Return a table of vectors under the keys 1, 2, 3 …"""
    new = VectorTable()
    new.put(keys(*range(1, len(some) + 1)), some)
    return new


@pytest.mark.parametrize("dimensions", [8, 64, 256, 1536, 3072])
def test_cosines_are_close_to_the_exact_ones(dimensions: int) -> None:
    some = vectors(50, dimensions)
    exact = some.astype(np.float64)
    exact /= np.linalg.norm(exact, axis=1, keepdims=True)
    found = table(some)
    for row in range(0, 50, 7):
        cosines = found.cosines(row, keys(*range(1, 51)))
        assert np.abs(cosines - exact @ exact[row]).max() < MAX_ERROR


def test_a_text_without_a_vector_has_no_cosine() -> None:
    found = table(vectors(3, 8))
    assert found.rows(keys(3, 99, 1)).tolist() == [2, -1, 0]
    assert np.isnan(found.cosines(0, keys(3, 99, 1, 0, 2**64 - 1))).tolist() == [False, True, False, True, True]


def test_a_new_table_is_empty() -> None:
    new = VectorTable()
    assert (new.nbytes, new.rows(keys(1, 2)).tolist()) == (0, [-1, -1])
    new.put(keys(), np.empty((0, 8), np.float16))
    assert new.rows(keys(1)).tolist() == [-1]


@given(st.permutations(range(20)), st.sets(st.integers(1, 19)), st.integers(0, 19))
@settings(REPEATABLE, max_examples=60)
def test_cosines_do_not_depend_on_insertion_order(order: list[int], cuts: set[int], one: int) -> None:
    some, every = vectors(20, 96), keys(*range(1, 21))
    whole, split = table(some), VectorTable()
    for numbers in np.split(np.array(order), sorted(cuts)):
        split.put(every[numbers], some[numbers])
    expected = whole.cosines(one, every)
    assert split.cosines(int(split.rows(keys(one + 1))[0]), every).tolist() == expected.tolist()
    for number, cosine in enumerate(expected.tolist()):
        pair = VectorTable()
        pair.put(keys(7, 8), some[[number, one]])
        assert pair.cosines(1, keys(7)).tolist() == [cosine]


def test_cosines_are_the_same_in_every_chunk() -> None:
    few = vectors(40, 16)
    many = table(np.tile(few, (CHUNK // 40 * 2 + 3, 1)))
    expected = table(few).cosines(5, keys(*range(1, 41)))
    last = many.cosines(5, keys(*range(2 * CHUNK - 39, 2 * CHUNK + 1)))
    assert last.tolist() == np.roll(expected, -((2 * CHUNK - 40) % 40)).tolist()


def test_the_first_vector_of_a_text_is_kept() -> None:
    some = vectors(3, 8)
    found = VectorTable()
    found.put(keys(5, 5, 6), some)
    once = found.cosines(0, keys(5, 6)).tolist()
    found.put(keys(6, 5), some[[1, 2]])
    assert found.cosines(0, keys(5, 6)).tolist() == once
    assert once[0] == pytest.approx(1)


def test_the_cosine_of_a_zero_vector_is_zero() -> None:
    found = table(np.array([[0, 0], [1, 0]], np.float16))
    assert found.cosines(0, keys(1, 2)).tolist() == [0, 0]


def test_a_table_uses_little_more_than_one_byte_per_dimension() -> None:
    found = VectorTable()
    for start in range(0, 4_096, 64):
        found.put(np.arange(start, start + 64, dtype=np.uint64), vectors(64, 128, seed=start))
    assert 4_096 * 128 < found.nbytes < 1.25 * 4_096 * 128

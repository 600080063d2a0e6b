"""Arrays outside of memory."""

from pathlib import Path

import numpy as np
import pytest

from recruit.adapters.mapped_arrays import MappedArrays
from recruit.domain.shared.errors import Unavailable


@pytest.mark.parametrize("array", [np.arange(10, dtype=np.uint16), np.ones((3, 4)), np.empty((0, 2), np.int8)])
def test_what_comes_back_is_what_was_given(tmp_path: Path, array: np.ndarray) -> None:
    kept = MappedArrays(tmp_path).keep(array)
    assert (kept.dtype, kept.shape, kept.tolist()) == (array.dtype, array.shape, array.tolist())


def test_an_array_that_is_a_part_of_another_is_kept_as_it_looks(tmp_path: Path) -> None:
    whole = np.arange(12).reshape(3, 4)
    assert MappedArrays(tmp_path).keep(whole[:, 1]).tolist() == [1, 5, 9]


def test_what_is_kept_takes_no_memory_can_not_be_written_and_leaves_no_file(tmp_path: Path) -> None:
    kept = MappedArrays(tmp_path).keep(np.arange(10))
    assert isinstance(kept, np.memmap)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ValueError, match="read-only"):
        kept[0] = 1


def test_a_shelf_that_can_not_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="no room"):
        MappedArrays(tmp_path / "gone").keep(np.arange(10))

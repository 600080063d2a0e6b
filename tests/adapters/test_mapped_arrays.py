"""Memory-mapped arrays."""

from pathlib import Path

import numpy as np
import pytest

from recruit.adapters.mapped_arrays import MappedArrays
from recruit.domain.shared.errors import Unavailable


@pytest.mark.parametrize("array", [np.arange(10, dtype=np.uint16), np.ones((3, 4)), np.empty((0, 2), np.int8)])
def test_an_array_is_returned_unchanged(tmp_path: Path, array: np.ndarray) -> None:
    kept = MappedArrays(tmp_path).keep(array)
    assert (kept.dtype, kept.shape, kept.tolist()) == (array.dtype, array.shape, array.tolist())


def test_a_slice_of_an_array_is_stored_by_its_values(tmp_path: Path) -> None:
    whole = np.arange(12).reshape(3, 4)
    assert MappedArrays(tmp_path).keep(whole[:, 1]).tolist() == [1, 5, 9]


def test_a_stored_array_is_mapped_read_only_and_leaves_no_file(tmp_path: Path) -> None:
    kept = MappedArrays(tmp_path).keep(np.arange(10))
    assert isinstance(kept, np.memmap)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ValueError, match="read-only"):
        kept[0] = 1


def test_an_array_store_without_room_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="no room"):
        MappedArrays(tmp_path / "gone").keep(np.arange(10))

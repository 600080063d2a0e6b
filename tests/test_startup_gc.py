import gc
from collections.abc import Iterator

import pytest

from recruit.entrypoints.startup_gc import startup_gc


@pytest.fixture(autouse=True)
def _unfrozen() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_objects_of_a_block_are_frozen() -> None:
    before = gc.get_freeze_count()
    with startup_gc():
        assert not gc.isenabled()
        made: list[list[object]] = [[] for _ in range(100)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(made)


def test_objects_of_a_failed_block_are_not_frozen() -> None:
    before = gc.get_freeze_count()
    with pytest.raises(ZeroDivisionError), startup_gc():
        _ = 1 / 0
    assert gc.isenabled()
    assert gc.get_freeze_count() == before

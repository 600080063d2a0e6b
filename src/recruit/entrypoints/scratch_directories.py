"""Temporary directories that don't outlast their processes: the next process removes those of killed ones."""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK = "lock"
"""File that the owner of a directory keeps locked (flock(2)): the lock ends with the process, however it ends."""


@contextmanager
def scratch_directory(prefix: str) -> Iterator[Path]:
    """Make a temporary directory whose name begins with `prefix`, and remove it after the block."""
    _remove_abandoned(Path(tempfile.gettempdir()), prefix)
    directory = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        with (draft := directory / f"{LOCK}.new").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            draft.rename(directory / LOCK)  # so that no process finds it unlocked
            yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _remove_abandoned(parent: Path, prefix: str) -> None:
    """Remove the directories whose owners have ended, except those of other users and those without a lock."""
    for lock in parent.glob(f"{prefix}*/{LOCK}"):
        with suppress(OSError), lock.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(lock.parent)

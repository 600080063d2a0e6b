"""Numbers that the server processes of one machine share, without a lock and without asking anybody."""

import fcntl
import logging
import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from weakref import finalize

FILE = "counts"
"""In the data directory."""

ROWS, WIDTH = 10, 1 << 17
SALT = 16
"""Bytes before the numbers, drawn when the file is made: nobody can choose a key that meets somebody else's cells."""

SIZE = SALT + ROWS * WIDTH * 8
log = logging.getLogger(__name__)


class SharedCounters:
    """A table of numbers, 0 at first: `rows` of it, in each of which a key has a cell that others may have, too.

    To read or write one is a single access to memory. Of two processes that change a cell at once one is not counted,
    which costs a limit a request and nobody anything else; what must be counted exactly is changed under the lock.
    """

    def __init__(self, memory: mmap.mmap | bytearray, lock: int | None = None) -> None:
        """Use some memory. `lock` is the descriptor of a file that all processes lock which share the memory."""
        view = memoryview(memory)
        self._salt = bytes(view[:SALT])
        self._lock = lock
        self.numbers = view[SALT:].cast("d")
        if lock is not None:
            finalize(self, os.close, lock)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes from locking the cells until the block ends."""
        if self._lock is None:
            yield
            return
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._lock, fcntl.LOCK_UN)

    def of(self, key: str, pair: int) -> tuple[int, int]:
        """Return where a key's two cells are, in the two rows of a pair."""
        found = blake2b(key.encode("utf-8", "surrogateescape"), digest_size=8, key=self._salt).digest()
        first, second = (int.from_bytes(half, "little") % WIDTH for half in (found[:4], found[4:]))
        return 2 * pair * WIDTH + first, (2 * pair + 1) * WIDTH + second


def private_cells() -> SharedCounters:
    """Return cells that no other process has."""
    return SharedCounters(bytearray(os.urandom(SALT) + bytes(SIZE - SALT)))


def shared_cells(path: Path) -> SharedCounters:
    """Return the cells that every process has which opens this file, or cells of our own where it can't be opened."""
    try:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            if not path.exists() or path.stat().st_size != SIZE:
                _make(path)
            with path.open("r+b") as file:
                return SharedCounters(mmap.mmap(file.fileno(), SIZE), os.dup(file.fileno()))
        finally:
            os.close(folder)
    except OSError as error:
        log.warning("attempts and requests are counted for each process by itself: %s", error.strerror)
        return private_cells()


def _make(path: Path) -> None:
    """Make the file whole, under its name at once, while whoever uses an older one goes on with that.

    All of it is written: where the disk had no room for a part, using that part later would end the process.
    """
    draft = path.with_suffix(".new")
    draft.touch(0o600)
    draft.write_bytes(os.urandom(SALT) + bytes(SIZE - SALT))
    draft.replace(path)

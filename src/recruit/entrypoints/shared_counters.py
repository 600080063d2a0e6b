"""Shared-memory counters of one machine's server processes, accessed without locks or messages."""

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
"""Name of the file in the data directory."""

ROWS, WIDTH = 10, 1 << 17
SALT = 16
"""Bytes of salt before the numbers, drawn at random when the file is created.

With the salt in the hash, a client can't choose a key that collides with another client's cells.
"""

SIZE = SALT + ROWS * WIDTH * 8
log = logging.getLogger(__name__)


class SharedCounters:
    """A table of ROWS rows of WIDTH numbers, initially 0 (a count-min sketch).

    A key has one cell in each row; several keys may share a cell. Reading or writing a cell is a single memory access.
    If two processes change a cell at the same time, one change is lost: a rate limit then misses one request. Counts
    that must be exact are changed while the lock is held.
    """

    def __init__(self, memory: mmap.mmap | bytearray, lock: int | None = None) -> None:
        """Use `memory`. `lock` is the descriptor of a file that all processes sharing the memory lock."""
        view = memoryview(memory)
        self._salt = bytes(view[:SALT])
        self._lock = lock
        self.numbers = view[SALT:].cast("d")
        if lock is not None:
            finalize(self, os.close, lock)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the lock of the cells until the block ends. Other processes wait for it."""
        if self._lock is None:
            yield
            return
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._lock, fcntl.LOCK_UN)

    def cells(self, key: str, pair: int) -> tuple[int, int]:
        """Return the indexes in `numbers` of a key's two cells, one in each row of a pair of rows."""
        found = blake2b(key.encode("utf-8", "surrogateescape"), digest_size=8, key=self._salt).digest()
        first, second = (int.from_bytes(half, "little") % WIDTH for half in (found[:4], found[4:]))
        return 2 * pair * WIDTH + first, (2 * pair + 1) * WIDTH + second


def private_counters() -> SharedCounters:
    """Return counters that aren't shared with other processes."""
    return SharedCounters(bytearray(os.urandom(SALT) + bytes(SIZE - SALT)))


def shared_counters(path: Path) -> SharedCounters:
    """Return the counters shared by all processes that open `path`, or private counters if it can't be opened."""
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
        return private_counters()


def _make(path: Path) -> None:
    """Create the file atomically. Processes that have mapped an older file keep using that.

    Every byte is written: accessing a mapped page for which the disk has no room would kill the process later.
    """
    draft = path.with_suffix(".new")
    draft.touch(0o600)
    draft.write_bytes(os.urandom(SALT) + bytes(SIZE - SALT))
    draft.replace(path)

"""Resource limits of the child process. Windows has none; there, only the parent's timeout protects the machine."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from recruit.process_priority import lower_priority

if sys.platform != "win32":
    import resource

ADDRESS_SPACE = 1 << 30
CPU_SECONDS = 10
OPEN_FILES = 32
MOST_WRITTEN = 16 << 20
"""Limit in bytes of an in-memory file, for programs that can't read from a pipe. No other files are written."""


def confine() -> None:
    """Limit memory to ADDRESS_SPACE and files to OPEN_FILES, forbid core dumps and writes, and lower the priority."""
    if sys.platform == "win32":
        return
    lower_priority()
    _lower(resource.RLIMIT_AS, ADDRESS_SPACE, ADDRESS_SPACE)
    _lower(resource.RLIMIT_CORE, 0, 0)
    _lower(resource.RLIMIT_FSIZE, 0, MOST_WRITTEN)
    _lower(resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES)


def allow_cpu() -> None:
    """Allow the next document CPU_SECONDS of processor time; the kernel kills a child that takes more."""
    if sys.platform != "win32":
        _set_soft_limit(resource.RLIMIT_CPU, int(time.process_time()) + 1 + CPU_SECONDS)


@contextmanager
def writable_file(size: int) -> Iterator[None]:
    """Allow an in-memory file of `size` bytes to be written while the block runs."""
    if sys.platform == "win32":
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    _set_soft_limit(resource.RLIMIT_FSIZE, size)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _set_soft_limit(limit: int, soft: int) -> None:
    if sys.platform != "win32":
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _lower(limit: int, soft: int, hard: int) -> None:
    if sys.platform != "win32":
        _, ceiling = resource.getrlimit(limit)
        hard = hard if ceiling == resource.RLIM_INFINITY else min(hard, ceiling)
        # Some systems, such as macOS, reject certain limits; the other limits and the parent's timeout still hold.
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (min(soft, hard), hard))

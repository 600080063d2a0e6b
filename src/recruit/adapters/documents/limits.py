"""Resource limits of the child process. Windows has none; there, only the parent's timeout protects the machine."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from recruit.process_priority import lower_priority

ADDRESS_SPACE = 1 << 30
CPU_SECONDS = 10
OPEN_FILES = 32
MOST_WRITTEN = 16 << 20
"""Limit in bytes of an in-memory file, for programs that can't read from a pipe. No other files are written."""


def confine() -> None:
    """Limit memory to 1 GiB and open files to OPEN_FILES, forbid core dumps and file writes, and lower the priority."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    lower_priority()
    _lower(resource.RLIMIT_AS, ADDRESS_SPACE, ADDRESS_SPACE)
    _lower(resource.RLIMIT_CORE, 0, 0)
    _lower(resource.RLIMIT_FSIZE, 0, MOST_WRITTEN)
    _lower(resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES)


def allow_cpu() -> None:
    """Allow the next document ten seconds of processor time; the kernel kills a child that takes more."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    budget = int(time.process_time()) + 1 + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (budget if hard == resource.RLIM_INFINITY else min(budget, hard), hard))


@contextmanager
def writing(size: int) -> Iterator[None]:
    """Allow an in-memory file of `size` bytes to be written while the block runs."""
    if sys.platform == "win32":
        yield
        return
    import resource  # noqa: PLC0415 - not on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _lower(limit: int, soft: int, hard: int) -> None:
    import resource  # noqa: PLC0415 - not on Windows

    _, ceiling = resource.getrlimit(limit)
    hard = hard if ceiling == resource.RLIM_INFINITY else min(hard, ceiling)
    try:
        resource.setrlimit(limit, (min(soft, hard), hard))
    except (ValueError, OSError):
        # Some systems, such as macOS, reject certain limits; the other limits and the parent's timeout still hold.
        return

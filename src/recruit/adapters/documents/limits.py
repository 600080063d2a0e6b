"""What the child may use of the machine. Windows has no such limits: there the parent's clock alone protects."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from recruit.process_priority import give_way

ADDRESS_SPACE = 1 << 30
CPU_SECONDS = 10
OPEN_FILES = 32
MOST_WRITTEN = 16 << 20
"""Bytes of a file in memory, for programs that can't read from a pipe; otherwise nothing is written."""


def confine() -> None:
    """Give up memory beyond 1 GiB, core dumps, writing to files, all but a few open files, and a turn before others."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    give_way()
    _lower(resource.RLIMIT_AS, ADDRESS_SPACE, ADDRESS_SPACE)
    _lower(resource.RLIMIT_CORE, 0, 0)
    _lower(resource.RLIMIT_FSIZE, 0, MOST_WRITTEN)
    _lower(resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES)


def allow_cpu() -> None:
    """Let the next document have ten seconds of processor time: the kernel kills the child that takes more."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    budget = int(time.process_time()) + 1 + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (budget if hard == resource.RLIM_INFINITY else min(budget, hard), hard))


@contextmanager
def writing(size: int) -> Iterator[None]:
    """Allow a file in memory to be written for the length of a block."""
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
        # Some systems, macOS among them, refuse single limits; the others and the parent's clock still hold.
        return

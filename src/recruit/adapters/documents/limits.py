"""What the child may use of the machine. Windows has no such limits: there the parent's clock alone protects."""

import sys
import time

ADDRESS_SPACE = 1 << 30
CPU_SECONDS = 10
OPEN_FILES = 16


def confine() -> None:
    """Give up memory beyond 1 GiB, core dumps, writing to files, and all but a few open files."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    _lower(resource.RLIMIT_AS, ADDRESS_SPACE)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_NOFILE, OPEN_FILES)


def allow_cpu() -> None:
    """Let the next document have ten seconds of processor time: the kernel kills the child that takes more."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    budget = int(time.process_time()) + 1 + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (budget if hard == resource.RLIM_INFINITY else min(budget, hard), hard))


def _lower(limit: int, value: int) -> None:
    import resource  # noqa: PLC0415 - not on Windows

    _, hard = resource.getrlimit(limit)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(limit, (value, value))
    except (ValueError, OSError):
        # Some systems, macOS among them, refuse single limits; the others and the parent's clock still hold.
        return

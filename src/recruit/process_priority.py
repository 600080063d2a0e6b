"""How work behind the scenes lets requests go first."""

import os
import sys

NICENESS = 15
"""On the scale that ends at 19."""


def give_way() -> None:
    """Let everybody go before this process – on Linux, this thread – and leave the first processor to others.

    Low priority alone isn't enough: on Linux (since 6.6), whoever wakes up with a little more than their share behind
    them waits for the clock's next tick, up to 4 ms, while somebody computes, however low their priority.
    """
    if sys.platform != "win32":
        os.nice(NICENESS)
    if sys.platform == "linux":
        processors = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, processors[1:] or processors)

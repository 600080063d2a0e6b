"""Process and thread priority for background work."""

import os
import sys

NICENESS = 15
"""Niceness added; the maximum is 19, the lowest priority."""


def lower_priority() -> None:
    """Lower the priority of this process – on Linux, of this thread – and leave the first processor to others.

    Low priority alone isn't enough. On Linux (since 6.6), a task that wakes up after using slightly more than its share
    waits for the next clock tick, up to 4 ms, while another task computes, however low that task's priority.
    """
    if sys.platform != "win32":
        os.nice(NICENESS)
    if sys.platform == "linux":
        processors = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, processors[1:] or processors)

"""Retry schedule of deliveries."""

from datetime import timedelta

DELAYS = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
)
"""Delays after the first and each later failure. Together they are a little more than three days."""

JITTER = 0.1
"""Largest random share that is added to a delay, so that retries of many events are spread."""


def delay_after(attempt: int, random: float) -> timedelta | None:
    """Return the delay after a failed attempt, counted from 1, or None after the last. `random` is from 0 to 1."""
    if attempt > len(DELAYS):
        return None
    return DELAYS[attempt - 1] * (1 + JITTER * random)

"""Login attempts: short-lived counters that all server processes of one machine share."""

from contextlib import AbstractAsyncContextManager, AbstractContextManager
from typing import Protocol


class LoginAttempts(Protocol):
    """A counter and its last update for each key.

    An entry may be forgotten. Rarely, two keys share an entry.
    """

    def slot(self) -> AbstractAsyncContextManager[None]:
        """Wait for a turn to verify a password, held until the block ends. Raise Unavailable when too many wait."""

    def lock(self) -> AbstractContextManager[None]:
        """Hold the lock of all processes until the block ends, so that a read and an update are one step.

        Other processes wait for it before they count: keep the block short.
        """

    def get(self, key: str) -> tuple[int, float]:
        """Return the counter of a key and its time in seconds since 1970, both 0 for an unknown key."""

    def put(self, key: str, count: int, time: float) -> None:
        """Set the counter of a key, capped at 1,000, and its time in seconds since 1970.

        The time is stored to a tenth of a second.
        """

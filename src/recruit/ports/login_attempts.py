"""What is remembered of logins, for a while and by all server processes of one machine."""

from contextlib import AbstractAsyncContextManager, AbstractContextManager
from typing import Protocol


class Attempts(Protocol):
    """A count for each key, and when it was set last. It may be forgotten, and is once in a while another key's."""

    def turn(self) -> AbstractAsyncContextManager[None]:
        """Wait until it is one's turn to verify a password. Raises Unavailable when too many wait."""
        ...

    def locked(self) -> AbstractContextManager[None]:
        """Keep other processes from locking, and so from counting, until the block ends: for what is short."""
        ...

    def of(self, key: str) -> tuple[int, float]:
        """Return the count and its time in seconds since 1970, both 0 for a key that has none."""
        ...

    def keep(self, key: str, count: int, at: float) -> None:
        """Set the count of a key, up to 1,000, and its time, to a tenth of a second."""
        ...

"""A bounded cache whose entries expire, after five seconds by default."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

LIFETIME = timedelta(seconds=5)
"""The age at which an entry expires: a removed or demoted user has no access after that."""

MOST_ENTRIES = 10_000
"""Maximum number of entries, of some hundred bytes each."""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class TtlCache(Generic[Key, Value]):
    """Values by key, each for `lifetime` after it was stored."""

    def __init__(self, lifetime: timedelta = LIFETIME) -> None:
        self._lifetime = lifetime
        self._entries: dict[Key, tuple[datetime, Value]] = {}

    def get(self, key: Key, now: datetime) -> Value | None:
        """Return the value of a key, or None if there is none or it has expired."""
        until, value = self._entries.get(key, (now, None))
        return None if until < now else value

    def put(self, key: Key, now: datetime, value: Value) -> None:
        """Store a value. In a full cache the oldest entry is evicted."""
        if len(self._entries) >= MOST_ENTRIES:
            del self._entries[next(iter(self._entries))]
        self._entries[key] = now + self._lifetime, value

    def remove(self, key: Key) -> None:
        """Remove an entry."""
        self._entries.pop(key, None)

    def remove_where(self, condition: Callable[[Value], bool]) -> None:
        """Remove the entries whose values meet a condition."""
        for key in [key for key, (_, value) in self._entries.items() if condition(value)]:
            del self._entries[key]

"""A bounded cache whose entries expire after five seconds."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

LIFETIME = timedelta(seconds=5)
"""The age at which an entry expires: a removed or demoted user has no access after that."""

MOST_ENTRIES = 10_000
"""Maximum number of entries, of some hundred bytes each."""

Name = TypeVar("Name", bound=Hashable)
Known = TypeVar("Known")


class TtlCache(Generic[Name, Known]):
    """Values by key, each for five seconds after it was stored."""

    def __init__(self) -> None:
        self._known: dict[Name, tuple[datetime, Known]] = {}

    def get(self, name: Name, now: datetime) -> Known | None:
        """Return the value of a key, or None if there is none or it has expired."""
        until, known = self._known.get(name, (now, None))
        return None if until < now else known

    def put(self, name: Name, now: datetime, known: Known) -> None:
        """Store a value. In a full cache the oldest entry is evicted."""
        if len(self._known) >= MOST_ENTRIES:
            del self._known[next(iter(self._known))]
        self._known[name] = now + LIFETIME, known

    def remove(self, name: Name) -> None:
        """Remove an entry."""
        self._known.pop(name, None)

    def remove_where(self, condition: Callable[[Known], bool]) -> None:
        """Remove the entries whose values meet a condition."""
        for name in [name for name, (_, known) in self._known.items() if condition(known)]:
            del self._known[name]

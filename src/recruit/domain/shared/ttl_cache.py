"""What is taken to be so still for a few seconds after storage has said so, of as many as fit."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

BELIEVED = timedelta(seconds=5)
"""How long what a sign-in or a key allows is taken to be so: whoever is removed or demoted has no access after that."""

MOST_BELIEVED = 10_000
"""Of which that is kept, some hundred bytes each."""

Name = TypeVar("Name", bound=Hashable)
Known = TypeVar("Known")


class Believed(Generic[Name, Known]):
    """What storage has said of each, not longer ago than is believed."""

    def __init__(self) -> None:
        self._known: dict[Name, tuple[datetime, Known]] = {}

    def get(self, name: Name, now: datetime) -> Known | None:
        """Return what is believed, None where storage has to be asked."""
        until, known = self._known.get(name, (now, None))
        return None if until < now else known

    def keep(self, name: Name, now: datetime, known: Known) -> None:
        """Take it to be so from now on, and forget whichever came first when they become too many."""
        if len(self._known) >= MOST_BELIEVED:
            del self._known[next(iter(self._known))]
        self._known[name] = now + BELIEVED, known

    def forget(self, name: Name) -> None:
        """Believe nothing of it any more."""
        self._known.pop(name, None)

    def forget_where(self, condition: Callable[[Known], bool]) -> None:
        """Believe nothing of those any more that meet a condition."""
        for name in [name for name, (_, known) in self._known.items() if condition(known)]:
            del self._known[name]

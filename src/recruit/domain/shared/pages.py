"""One page of a list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Generic, TypeVar

T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows of a list, in ascending id: at most `limit` of those after the id `after`, less the first `skip`.

    Ids are positive, so that a list starts after 0.
    """

    skip: int = 0
    limit: int = 50
    after: int = 0


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The rows inside a window, how many rows the whole list has, and whether more follow those of the window."""

    items: Sequence[T]
    total: int
    more: bool = False

    def shaped(self, make: Callable[..., S], fields: Sequence[str]) -> "Page[S]":
        """Return the page with other items, each what `make` returns for the values of an item's `fields` in order.

        These are two at least. A storage that has yet to make the items can do without them.
        """
        values = attrgetter(*fields)
        return Page([make(*values(item)) for item in self.items], self.total, self.more)

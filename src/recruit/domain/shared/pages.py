"""Pagination: windows and pages of a list."""

from bisect import bisect_right
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, Generic, TypeAlias, TypeVar

T = TypeVar("T")
S = TypeVar("S")

PAGE = 500
"""Rows that `all_items` reads at a time."""


SortKey: TypeAlias = str | datetime | float
"""What a list is sorted by, if not by id alone."""


@dataclass(frozen=True, slots=True)
class Window:
    """A window of a list: at most `limit` rows after the row with the id `after`, without the first `skip`.

    `after_key` is the sort key of that row, in lists that aren't in the order of ids. 0 as `after` is the list's start.
    """

    skip: int = 0
    limit: int = 50
    after: int = 0
    after_key: SortKey | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The rows in a window, the total number of rows in the list, and whether more rows follow the window.

    `end_key` is the sort key of the last row, in lists that aren't in the order of ids.
    """

    items: Sequence[T]
    total: int
    more: bool = False
    end_key: SortKey | None = None

    def shaped(self, make: Callable[..., S], fields: Sequence[str]) -> "Page[S]":
        """Return the page with each item replaced by `make(…)` of the values of its `fields`, in order.

        There must be at least two fields. A storage that creates items lazily can skip creating them.
        """
        values = attrgetter(*fields)
        return Page([make(*values(item)) for item in self.items], self.total, self.more, self.end_key)


def page_of(window: Window, found: Sequence[Any]) -> Page[Any]:
    """Return the window of `found`, all rows of a list in ascending id."""
    first = bisect_right(found, window.after, key=lambda row: row.id) + window.skip
    return Page(found[first : first + window.limit], len(found), len(found) > first + window.limit)


async def all_items(page: Callable[[Window], Awaitable[Page[Any]]]) -> AsyncIterator[Any]:
    """Yield all rows of a list in ascending id, page after page."""
    window = Window(limit=PAGE)
    while True:
        found = await page(window)
        for item in found.items:
            yield item
        if not found.more:
            return
        window = Window(limit=PAGE, after=found.items[-1].id)

"""Filters and orders that storage doesn't support: amounts, exclusions, occupations and places by meaning.

Rows are read in pages and filtered in memory: the first MOST_FILTERED rows that match the storage query. A reply states
the rows left out: those whose amount is unknown, and those beyond the limit.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from recruit.domain.shared.pages import Page, Window

MOST_FILTERED = 2_000
PAGE = 200
FEW = 5
"""Rows of a list that is asked for by its order: "who has the most experience?"."""

T = TypeVar("T", bound=Any)
Fetch: TypeAlias = Callable[[Window, Any], Awaitable[Page[T]]]
Test: TypeAlias = Callable[[T], bool]


@dataclass(frozen=True, slots=True)
class RowFilter(Generic[T]):
    """A filter and order of rows.

    `criteria` is the storage query; `literal_criteria` is the same with the texts that `widened` compares by meaning,
    and replaces it when there are too many rows. `amount` is None for a row without the amount; such rows are left out.
    `order` is a sort key, ascending; `oldest_first` is True for the oldest and False for the newest row first.
    """

    criteria: Any
    literal_criteria: Any
    tests: Sequence[Test[T]] = ()
    widened: Sequence[Test[T]] = ()
    amount: Callable[[T], int | None] | None = None
    order: Callable[[T], Any] | None = None
    oldest_first: bool | None = None

    @property
    def is_plain(self) -> bool:
        """Whether storage does all the filtering."""
        return not (self.tests or self.widened or self.amount or self.order or self.oldest_first is False)


@dataclass(frozen=True, slots=True)
class FilteredRows(Generic[T]):
    """The matching rows, their total, and the number of rows left out because their amount is unknown.

    `cut`: there were more rows than the limit. `literal`: titles and places were compared literally.
    """

    items: Sequence[T]
    total: int
    unknown: int = 0
    cut: bool = False
    literal: bool = False

    def joined(self, other: "FilteredRows[T]", by: RowFilter[T], limit: int) -> "FilteredRows[T]":
        """Return the first of these rows and of others, which are none of these, in the order of the filter."""
        rows = sorted([*self.items, *other.items], key=lambda row: row.id, reverse=by.oldest_first is False)
        return FilteredRows(
            sorted(rows, key=by.order)[:limit] if by.order else rows[:limit],
            self.total + other.total,
            self.unknown + other.unknown,
            self.cut or other.cut,
            self.literal or other.literal,
        )


async def filter_rows(fetch: Fetch[T], by: RowFilter[T], limit: int) -> FilteredRows[T]:
    """Return the first matching rows."""
    if by.is_plain:
        page = await fetch(Window(limit=limit), by.literal_criteria)
        return FilteredRows(page.items, page.total)
    total = (await fetch(Window(limit=1), by.criteria)).total
    literal = total > MOST_FILTERED and by.criteria != by.literal_criteria
    criteria, tests = (by.literal_criteria, by.tests) if literal else (by.criteria, [*by.tests, *by.widened])
    if not tests and by.order is None and by.amount is None:
        return await _newest(fetch, criteria, limit, literal=literal)
    rows, cut = await _rows(fetch, criteria)
    fitting = [row for row in rows if all(test(row) for test in tests)]
    known = fitting if by.amount is None else [row for row in fitting if by.amount(row) is not None]
    ordered = sorted(known, key=by.order) if by.order else known[::-1] if by.oldest_first is False else known
    return FilteredRows(ordered[:limit], len(known), len(fitting) - len(known), cut, literal)


async def _newest(fetch: Fetch[T], criteria: Any, limit: int, *, literal: bool) -> FilteredRows[T]:
    total = (await fetch(Window(limit=1), criteria)).total
    page = await fetch(Window(skip=max(0, total - limit), limit=limit), criteria)
    return FilteredRows(list(page.items)[::-1], total, literal=literal)


async def _rows(fetch: Fetch[T], criteria: Any) -> tuple[Sequence[T], bool]:
    """Return the first rows, and whether there are more."""
    rows: list[T] = []
    after = 0
    while len(rows) < MOST_FILTERED:
        page = await fetch(Window(limit=PAGE, after=after), criteria)
        rows += page.items
        if len(page.items) < PAGE:
            return rows, False
        after = page.items[-1].id
    return rows, len((await fetch(Window(limit=1, after=after), criteria)).items) > 0

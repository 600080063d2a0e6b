"""Filters and orders that storage doesn't support: amounts, exclusions, occupations and places by meaning.

Rows are read in pages and filtered in memory: the first MOST_SIFTED rows that match the storage query. A reply states
the rows left out: those whose amount is unknown, and those beyond the limit.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from recruit.domain.shared.pages import Page, Window

MOST_SIFTED = 2_000
PAGE = 200
FEW = 5
"""Rows of a list that is asked for by its order: "who has the most experience?"."""

T = TypeVar("T", bound=Any)
Fetch: TypeAlias = Callable[[Window, Any], Awaitable[Page[T]]]
Test: TypeAlias = Callable[[T], bool]


@dataclass(frozen=True, slots=True)
class Sieve(Generic[T]):
    """A filter of rows.

    `narrow` is the storage query; `written` is the same with the texts that `widened` compares by meaning, and
    replaces it when there are too many rows. `amount` is None for a row without the amount; such rows are left out.
    `order` is a sort key, ascending; `by_age` is True for the oldest and False for the newest row first.
    """

    narrow: Any
    written: Any
    tests: Sequence[Test[T]] = ()
    widened: Sequence[Test[T]] = ()
    amount: Callable[[T], int | None] | None = None
    order: Callable[[T], Any] | None = None
    by_age: bool | None = None

    @property
    def is_plain(self) -> bool:
        """Whether storage does all the filtering."""
        return not (self.tests or self.widened or self.amount or self.order or self.by_age is False)


@dataclass(frozen=True, slots=True)
class Sifted(Generic[T]):
    """The matching rows, their total, and the number of rows left out because their amount is unknown.

    `cut`: there were more rows than the limit. `literal`: titles and places were compared literally.
    """

    items: Sequence[T]
    total: int
    unknown: int = 0
    cut: bool = False
    literal: bool = False


async def sift(fetch: Fetch[T], sieve: Sieve[T], limit: int) -> Sifted[T]:
    """Return the first matching rows."""
    if sieve.is_plain:
        page = await fetch(Window(limit=limit), sieve.written)
        return Sifted(page.items, page.total)
    total = (await fetch(Window(limit=1), sieve.narrow)).total
    literal = total > MOST_SIFTED and sieve.narrow != sieve.written
    searched, tests = (sieve.written, sieve.tests) if literal else (sieve.narrow, [*sieve.tests, *sieve.widened])
    if not tests and sieve.order is None and sieve.amount is None:
        return await _newest(fetch, searched, limit, literal=literal)
    rows, cut = await _rows(fetch, searched)
    fitting = [row for row in rows if all(test(row) for test in tests)]
    known = fitting if sieve.amount is None else [row for row in fitting if sieve.amount(row) is not None]
    ordered = sorted(known, key=sieve.order) if sieve.order else known[::-1] if sieve.by_age is False else known
    return Sifted(ordered[:limit], len(known), len(fitting) - len(known), cut, literal)


async def _newest(fetch: Fetch[T], searched: Any, limit: int, *, literal: bool) -> Sifted[T]:
    total = (await fetch(Window(limit=1), searched)).total
    page = await fetch(Window(skip=max(0, total - limit), limit=limit), searched)
    return Sifted(list(page.items)[::-1], total, literal=literal)


async def _rows(fetch: Fetch[T], searched: Any) -> tuple[Sequence[T], bool]:
    """Return the first rows, and whether there are more."""
    rows: list[T] = []
    after = 0
    while len(rows) < MOST_SIFTED:
        page = await fetch(Window(limit=PAGE, after=after), searched)
        rows += page.items
        if len(page.items) < PAGE:
            return rows, False
        after = page.items[-1].id
    return rows, len((await fetch(Window(limit=1, after=after), searched)).items) > 0

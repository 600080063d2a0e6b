"""A page of rows whose entities are created on demand."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import starmap
from operator import itemgetter
from typing import Any, TypeVar

import asyncpg

from recruit.domain.shared.pages import Page

Entity = TypeVar("Entity")
Shape = TypeVar("Shape")

TOTAL = "in_all"
"""The column of each row that isn't the entity's."""


class RowPage(Page[Entity]):
    """Rows, whose entities are created on demand.

    A response whose fields are all columns is made without entities (100 µs less for 50 jobs), unless a function makes
    the entities: it may change values.
    """

    __slots__ = ("_entity", "_rows")
    _rows: Sequence[asyncpg.Record]
    _entity: Callable[..., Entity]

    def __init__(
        self, rows: Sequence[asyncpg.Record], entity: Callable[..., Entity], total: int, *, more: bool
    ) -> None:
        for name, value in (("_rows", rows), ("_entity", entity), ("total", total), ("more", more)):
            object.__setattr__(self, name, value)  # pages are frozen

    @property
    def items(self) -> Sequence[Entity]:
        """The entities, created at each access."""
        return [self._entity(**{name: value for name, value in row.items() if name != TOTAL}) for row in self._rows]

    def shaped(self, make: Callable[..., Shape], fields: Sequence[str]) -> Page[Shape]:
        """Create other objects from the rows, by position, or from the entities."""
        columns = tuple(self._rows[0].keys()) if self._rows else ()
        if not isinstance(self._entity, type) or not set(fields).issubset(columns):
            return super().shaped(make, fields)
        values = _values(columns, tuple(fields))
        return Page(list(starmap(make, map(values, self._rows))), self.total, self.more)


@cache
def _values(columns: tuple[str, ...], fields: tuple[str, ...]) -> Callable[[asyncpg.Record], tuple[Any, ...]]:
    """Return a function that extracts these fields from a row with these columns."""
    return itemgetter(*map(columns.index, fields))

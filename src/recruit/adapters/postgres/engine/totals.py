"""Exact totals of whole lists without counting all rows each time.

A total is that of a base, plus the insertions and less the deletions in the audit log since. The base is an entry of
the log's chain: entries that were committed later have a greater place, or none yet. If it is missing, since the
database lost its latest transactions in a failover, all rows are counted.
"""

from collections.abc import Mapping
from enum import Enum
from time import monotonic
from typing import Any, NamedTuple, TypeAlias

import asyncpg
import sqlalchemy as sa

from recruit.adapters.postgres.engine.row_page import BASE_COLUMNS, TOTAL
from recruit.adapters.postgres.engine.table_statements import FENCE, in_organisation

ENTITIES: Mapping[str, str] = {"jobs": "job", "candidates": "candidate", "applications": "application"}
"""Names of tables, and of their rows in the audit log."""

LARGE = 500
"""Rows from which a base takes less time than counting."""

MOST_UNCHAINED = 500
"""Entries without a place, all of which are read: beyond that, rows are counted."""

KEPT_SECONDS = 10.0
"""Time after which a new base is made, so that few entries have come since."""

MOST_KEPT = 1_024

_audit = sa.table(
    "audit", *(sa.column(name) for name in ("org_id", "action", "entity", "hash")), sa.column("place", sa.BigInteger)
)
"""The table of the log, whose module imports those of this directory."""

_PLACE, _TOTAL = (sa.bindparam(name, type_=sa.BigInteger) for name in ("base_place", "base_total"))
_HASH = sa.bindparam("base_hash", type_=sa.Text)


class Way(Enum):
    """How a statement finds a total."""

    COUNT = "counts all rows"
    COUNT_FOR_BASE = "counts all rows, and selects what a base is made of"
    SINCE_BASE = "adds to a base"


class Base(NamedTuple):
    """A total at an entry of the chain, until when it is used. Without an entry, rows are counted until then."""

    total: int
    place: int | None
    hash: str
    until: float


Key: TypeAlias = tuple[int, str]
"""The id of an organisation, and the name of a table."""


class Totals:
    """The bases of a process, for organisations and tables with many rows."""

    def __init__(self) -> None:
        self._bases: dict[Key, Base] = {}

    def way(self, key: Key) -> tuple[Way, Mapping[str, object]]:
        """Return how to find the total of a table's list, and the parameters for that."""
        base = self._bases.get(key)
        if base is None:
            return Way.COUNT, {}
        if base.until < monotonic():
            return Way.COUNT_FOR_BASE, {}
        if base.place is None:
            return Way.COUNT, {}
        return Way.SINCE_BASE, {"base_place": base.place, "base_hash": base.hash, "base_total": base.total}

    def learn(self, key: Key, way: Way, row: asyncpg.Record) -> None:
        """Make a base of a statement's row, or note that the next statement is to select what it is made of."""
        if row[TOTAL] < LARGE:
            self._bases.pop(key, None)
        elif way is Way.COUNT_FOR_BASE:
            place, hash_, unchained, since = (row[name] for name in BASE_COLUMNS)
            place = place if unchained <= MOST_UNCHAINED else None
            self._bases[key] = Base(row[TOTAL] - since, place, hash_, monotonic() + KEPT_SECONDS)
        elif key not in self._bases:
            self._bases[key] = Base(0, None, "", 0)
            if len(self._bases) > MOST_KEPT:
                del self._bases[next(iter(self._bases))]


def total(table: sa.Table, counted: sa.ColumnElement[int], way: Way) -> list[sa.ColumnElement[Any]]:
    """Return the column with the total of a table's rows in the organisation, and those of a base."""
    if way is Way.COUNT:
        return [counted.label(TOTAL)]
    if way is Way.COUNT_FOR_BASE:
        last = sa.select(_audit.c.place, _audit.c.hash).where(in_organisation(_audit), _audit.c.place.is_not(None))
        last = last.order_by(_audit.c.place.desc()).limit(sa.literal_column("1"))
        number = sa.select(sa.func.count()).select_from(_audit).where(in_organisation(_audit), _audit.c.hash.is_(None))
        found = [
            last.with_only_columns(_audit.c.place).scalar_subquery(),
            last.with_only_columns(_audit.c.hash).scalar_subquery(),
            number.scalar_subquery(),
            _added_unchained(table),
        ]
        return [counted.label(TOTAL), *(one.label(name) for one, name in zip(found, BASE_COLUMNS, strict=True))]
    base = sa.exists().where(in_organisation(_audit), _audit.c.place == _PLACE, _audit.c.hash == _HASH)
    since = _TOTAL + _added(table, _audit.c.place > _PLACE) + _added_unchained(table)
    return [sa.case((base, since), else_=counted).label(TOTAL)]


def _added_unchained(table: sa.Table) -> sa.ColumnElement[int]:
    """Return what the entries without a place add to a total.

    The fence has the index of these entries read: statistics from a time when there were many of them let the planner
    read all entries of the table's rows instead.
    """
    columns = _audit.c.org_id, _audit.c.entity, _audit.c.action
    unchained = sa.select(*columns).where(in_organisation(_audit), _audit.c.hash.is_(None))
    return _added(table, sa.true(), unchained.offset(FENCE).subquery("unchained"))


def _added(
    table: sa.Table, condition: sa.ColumnElement[bool], entries: sa.FromClause = _audit
) -> sa.ColumnElement[int]:
    """Return the number of insertions less that of deletions of a table's rows among the log's entries that meet it."""
    action = entries.c.action
    change = sa.case((action == sa.literal_column("'insert'"), sa.literal_column("1")), else_=sa.literal_column("-1"))
    chosen = sa.select(sa.func.coalesce(sa.func.sum(change), sa.literal_column("0"))).where(
        in_organisation(entries),
        entries.c.entity == sa.literal_column(f"'{ENTITIES[table.name]}'"),
        action.in_([sa.literal_column("'insert'"), sa.literal_column("'delete'")]),
        condition,
    )
    return chosen.scalar_subquery()

"""Pages of lists: one statement returns the rows of a page and the total of the whole list.

Only the rows of the page are read from the table: the others are counted, searched and skipped in indexes.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from recruit.adapters.postgres.engine.columns import CASE_IGNORED, folded_name
from recruit.adapters.postgres.engine.row_page import SORT_KEY, TOTAL
from recruit.adapters.postgres.engine.statement import LARGEST_BIGINT, Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import FENCE, LIMIT, by_key, in_organisation
from recruit.adapters.postgres.engine.totals import Way, total
from recruit.domain.shared.pages import SortKey

SKIP, AFTER = (sa.bindparam(name, type_=sa.BigInteger) for name in ("skip", "after"))

ZERO = sa.literal_column("0", sa.BigInteger)


@cache
def page(
    table: sa.Table,
    equal: tuple[str, ...],
    like: tuple[str, ...],
    times: tuple[str, ...],
    *,
    skipping: bool,
    way: Way = Way.COUNT,
) -> Statement:
    """Select the total, found in a way, and a page of the rows that meet all filters.

    Columns in `equal` equal the parameter of their name; columns in `like` contain it. "since" and "until" in `times`
    limit the creation time. The page has at most `limit` rows after the id `after`, and omits the first `skip` of them
    when `skipping` is set. Each row contains the total; an empty page is one row of nulls with the total.
    """
    conditions = [
        in_organisation(table),
        *(table.c[name] == sa.bindparam(name) for name in equal),
        *time_conditions(table.c.at if "at" in table.c else table.c.created_at, times),
        *(contains(table.c[folded_name(name)], name) for name in like),
    ]
    counted: sa.ColumnElement[int] = sa.select(sa.func.count()).select_from(table).where(*conditions).scalar_subquery()
    in_index = like or times or len(equal) > 1
    if not (skipping or in_index):
        rows = _page_of(sa.select(*entity_columns(table)).where(*conditions), table.c.id)
        return _statement(total(table, counted, way), rows)
    chosen = _page_ids(table, conditions, fenced=bool(times)).cte("chosen")
    row = by_key(sa.select(*entity_columns(table)), table, chosen.c.id).lateral("row")
    rows = sa.select(row).select_from(chosen.join(row, sa.true()))
    if like:
        counted = _count_or_end_of_page(counted, chosen)
    return _statement(total(table, counted, way), rows)


@cache
def newest(table: sa.Table, equal: tuple[str, ...], times: tuple[str, ...]) -> Statement:
    """Select the total and a page of the rows that meet the filters of `page`, in descending id."""
    conditions = [in_organisation(table), *(table.c[name] == sa.bindparam(name) for name in equal)]
    column = table.c.at if "at" in table.c else table.c.created_at
    return ordered(table, [*conditions, *time_conditions(column, times)], NEWEST_FIRST)


def search(table: sa.Table, conditions: Sequence[sa.ColumnElement[bool]]) -> Statement:
    """Select the total and a page of the rows that meet conditions without an index: all rows are read."""
    counted = sa.select(sa.func.count()).select_from(table).where(*conditions).scalar_subquery()
    rows = _page_of(sa.select(*entity_columns(table)).where(*conditions), table.c.id).offset(SKIP)
    return _statement([counted.label(TOTAL)], rows)


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a list: by a sort key of text or time, if any, and by id."""

    key: sa.Column[Any] | None = None
    is_descending: bool = False

    def start(self, after: int, after_key: SortKey | None) -> dict[str, object]:
        """Return the parameters for the rows after a row, or for all if `after` is 0."""
        if after:
            return {"after": min(after, LARGEST_BIGINT), "after_key": after_key}
        return {"after": LARGEST_BIGINT if self.is_descending else 0, "after_key": LATEST if self.is_descending else ""}

    def sorted(self, id_: sa.ColumnElement[Any], key: sa.ColumnElement[Any] | None) -> list[sa.ColumnElement[Any]]:
        """Return what to order rows by."""
        columns = [id_] if key is None else [key, id_]
        return [column.desc() for column in columns] if self.is_descending else columns

    def follows(self, id_: sa.ColumnElement[Any], key: sa.ColumnElement[Any] | None) -> sa.ColumnElement[bool]:
        """Return the condition that a row comes after the one that the parameters name."""
        if key is None:
            return id_ < AFTER if self.is_descending else id_ > AFTER
        row = sa.tuple_(key, id_)
        end = sa.tuple_(sa.bindparam("after_key", type_=key.type), AFTER)
        return row < end if self.is_descending else row > end


BY_ID = Order()
NEWEST_FIRST = Order(is_descending=True)
LATEST = datetime(9999, 12, 31, tzinfo=UTC)


def ordered(
    table: sa.Table,
    conditions: Sequence[sa.ColumnElement[bool]],
    order: Order,
    *,
    among: Sequence[sa.Select[Any]] = (),
    searches_text: bool = False,
) -> Statement:
    """Select the total and a page of the rows that meet conditions, in an order.

    Only rows whose ids all queries of `among` select are in the list. Without conditions but the organisation's, the
    page is read in the order's index. Otherwise all rows that meet them are found once, and both counted and sorted.
    """
    keys = [] if order.key is None else [order.key.label(SORT_KEY)]
    rows: Any = sa.select(table.c.id, *keys).where(*conditions)
    counted: Any = sa.select(sa.func.count().label(TOTAL)).select_from(table).where(*conditions)
    id_: sa.ColumnElement[Any] = table.c.id
    key: sa.ColumnElement[Any] | None = order.key
    ways = [rows]
    if among or len(conditions) > 1:
        is_enough = bool(among) and len(conditions) == 1  # without another look at each row
        found = in_all(among) if is_enough else rows.where(*(table.c.id.in_(one) for one in among))
        matching = found.cte("found")
        counted = sa.select(sa.func.count().label(TOTAL)).select_from(matching)
        if is_enough and order.key is not None:
            counted = counted.cte("counted")
            ways = _few_or_many(rows, table.c.id, matching, sa.select(counted.c[TOTAL]).scalar_subquery())
        else:
            ways = [sa.select(*matching.c)]
            id_, key = matching.c.id, None if order.key is None else matching.c[SORT_KEY]
    first, *others = (
        way.where(order.follows(id_, key)).order_by(*order.sorted(id_, key)).limit(LIMIT).offset(SKIP) for way in ways
    )
    if others:
        first = sa.union_all(*(sa.select(way.subquery()) for way in (first, *others)))
    return _sorted_page(table, order, counted, first.cte("chosen"), searches_text=searches_text)


def _sorted_page(table: sa.Table, order: Order, counted: Any, chosen: sa.CTE, *, searches_text: bool) -> Statement:
    """Select the total and the chosen rows, whose ids and sort keys are given."""
    row = by_key(sa.select(*entity_columns(table)), table, chosen.c.id).lateral("row")
    columns = [] if order.key is None else [chosen.c[SORT_KEY]]
    rows = sa.select(row, *columns).select_from(chosen.join(row, sa.true())).subquery("window")
    total = counted if isinstance(counted, sa.CTE) else counted.subquery("counted")
    result = sa.select(total.c[TOTAL], rows).select_from(total.outerjoin(rows, sa.true()))
    last = None if order.key is None else rows.c[SORT_KEY]
    return Statement(result.order_by(*order.sorted(rows.c.id, last)), searches_text=searches_text)


def in_all(queries: Sequence[sa.Select[Any]]) -> Any:
    """Select the ids that all queries select."""
    return sa.intersect(*queries) if len(queries) > 1 else queries[0]


FEW = sa.literal_column("5000", sa.BigInteger)
"""Maximum number of rows that are looked up to be sorted, about 10 ms. Others are looked for in the order's index."""


def _few_or_many(rows: Any, id_: sa.Column[int], matching: sa.CTE, total: Any) -> list[Any]:
    """Select rows by the ids of others in two ways, of which one selects all and the other none, by their number."""
    ids = sa.select(matching.c.id)
    return [rows.where(id_.in_(ids), total <= FEW), rows.where(_is_in(id_, ids), total > FEW)]


def _is_in(id_: sa.ColumnElement[Any], ids: sa.Select[Any]) -> sa.ColumnElement[bool]:
    """Look an id up in a hash table of many. A sum can't be looked up in an index, which would be read for each id."""
    return (id_ + ZERO) == sa.func.any(sa.func.array(ids.scalar_subquery()))


def _statement(total: Sequence[sa.ColumnElement[Any]], rows: sa.Select[Any]) -> Statement:
    counted, window = sa.select(*total).subquery("counted"), rows.subquery("window")
    return Statement(
        sa.select(*counted.c, window).select_from(counted.outerjoin(window, sa.true())).order_by(window.c.id)
    )


def _page_ids(table: sa.Table, conditions: Sequence[sa.ColumnElement[bool]], *, fenced: bool) -> sa.Select[Any]:
    """Select the ids of the page.

    `fenced` makes the planner choose an index for the conditions alone. If it knew the order too, it might scan all ids
    up to the first match.
    """
    found = sa.select(table.c.id).where(*conditions)
    if not fenced:
        return _page_of(found, table.c.id).offset(SKIP)
    inside = found.offset(FENCE).subquery("inside")
    return _page_of(sa.select(inside.c.id), inside.c.id).offset(SKIP)


def _page_of(rows: sa.Select[Any], id_: sa.ColumnElement[int]) -> sa.Select[Any]:
    return rows.where(id_ > AFTER).order_by(id_).limit(LIMIT)


def _count_or_end_of_page(counted: sa.ColumnElement[int], chosen: sa.CTE) -> sa.ColumnElement[int]:
    """Count only when the page doesn't show the total: a search with few matches has read the whole index already."""
    here = sa.select(sa.func.count()).select_from(chosen).scalar_subquery()
    is_last = sa.and_(AFTER == ZERO, here < LIMIT, sa.or_(here > ZERO, SKIP == ZERO))
    return sa.case((is_last, SKIP + here), else_=counted)


def time_conditions(
    column: sa.ColumnElement[Any], names: Collection[str], prefix: str = ""
) -> list[sa.ColumnElement[bool]]:
    """Return the conditions for the time limits that `names` contains: "since", inclusive, and "until", exclusive.

    The names of both begin with `prefix`.
    """
    since, until = f"{prefix}since", f"{prefix}until"
    bounds = {since: column >= sa.bindparam(since), until: column < sa.bindparam(until)}
    return [bound for name, bound in bounds.items() if name in names]


def contains(folded: sa.ColumnElement[str], name: str) -> sa.ColumnElement[bool]:
    """Compare a folded column with a pattern that is folded once: the column's text was folded when it was written."""
    pattern = sa.select(sa.func.lower(sa.bindparam(name, type_=sa.Text).collate(CASE_IGNORED))).scalar_subquery()
    return folded.like(pattern.collate("C"))


def rows_containing(
    table: sa.Table, indexed: Sequence[Mapping[str, Sequence[str]]], names: Collection[str]
) -> list[sa.Select[Any]]:
    """Select the ids of rows of which, for each criterion in `names`, a column contains the parameter of that name.

    `indexed` has the criteria with their columns, in a group for each index. Returns a query for each index that is
    read. They are fenced: the planner would look up one another's rows in the table, which takes longer for many.
    """
    found = []
    for group in indexed:
        conditions = [
            sa.or_(*(contains(table.c[folded_name(column)], name) for column in columns))
            for name, columns in group.items()
            if name in names
        ]
        if conditions:
            found.append(sa.select(table.c.id).where(in_organisation(table), *conditions).offset(FENCE))
    return found


def contains_pattern(part: str) -> str:
    """Return the LIKE pattern for texts that contain `part`, in which `%` and `_` are literal characters."""
    escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"

"""Statements for the rows of any table."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.sql.dml import ReturningInsert, ReturningUpdate

from recruit.adapters.postgres.engine.columns import EFFECTIVE_NOW
from recruit.adapters.postgres.engine.statement import Lookup, Statement, entity_columns
from recruit.adapters.postgres.engine.transaction_ids import THIS_TRANSACTION

NO_FEATURES = {"engine": sa.null(), "features": sa.null(), "text_hash": sa.null()}
FENCE: sa.ColumnElement[int] = sa.literal_column("0", sa.BigInteger)
"""As an offset, it keeps the planner from merging a query into the one around it."""


ORG_ID = sa.bindparam("org_id", type_=sa.BigInteger)
LIMIT = sa.bindparam("limit", type_=sa.BigInteger)


MOMENT = sa.select(EFFECTIVE_NOW.label("at")).subquery("moment").c.at
"""The time at which a change happens. Citus allows no function of the time in a CASE of an update, but this."""


def in_organisation(table: sa.FromClause) -> sa.ColumnElement[bool]:
    """Return the condition that a row belongs to the session's organisation."""
    return table.c.org_id == ORG_ID


_ORGANISATIONS = sa.table("organisations", sa.column("id", sa.BigInteger))
"""The table of organisations, whose module imports this one."""


def of_organisation(rows: sa.FromClause, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Select the organisation's id with columns of `rows`, by default all, to be inserted.

    On a cluster, an INSERT … SELECT is executed where the rows belong if it reads a table of the organisation.
    """
    chosen = sa.select(_ORGANISATIONS.c.id, *(columns or rows.c))
    return chosen.select_from(_ORGANISATIONS.join(rows, sa.true())).where(_ORGANISATIONS.c.id == ORG_ID)


def row_by_id(table: sa.Table) -> sa.ColumnElement[bool]:
    """Return the condition that selects a row by `key_id`."""
    return sa.and_(in_organisation(table), table.c.id == sa.bindparam("key_id"))


@cache
def insert_row(table: sa.Table, names: tuple[str, ...]) -> Statement:
    """Insert a row and return it."""
    values: dict[str, sa.ColumnElement[Any]] = {name: sa.bindparam(f"new_{name}") for name in names}
    return Statement(sa.insert(table).values(org_id=ORG_ID, **values).returning(*entity_columns(table)))


def insert_selected(table: sa.Table, names: tuple[str, ...], chosen: sa.Select[Any]) -> ReturningInsert[Any]:
    """Insert rows that are selected, the organisation's id first, and return them.

    Ids that were drawn before are new. ON CONFLICT is for Citus 14, which writes the RETURNING of an INSERT … SELECT
    without it with a wrong table name.
    """
    new = insert(table).from_select(["org_id", *names], chosen)
    if "id" in names:
        new = new.on_conflict_do_nothing(index_elements=["org_id", "id"])
    return new.returning(*entity_columns(table))


def lookup_where(table: sa.Table, *conditions: sa.ColumnElement[bool]) -> Lookup:
    """Select rows that meet the conditions by id."""
    rows, requested = sa.select(*entity_columns(table)).where(*conditions), ids_parameter("ids")
    row = by_key(rows, table, requested.c.id).lateral("row")
    return Lookup(
        Statement(rows.where(row_by_id(table))), Statement(sa.select(row).select_from(requested.join(row, sa.true())))
    )


@cache
def lookup_by_id(table: sa.Table) -> Lookup:
    """Select one row."""
    return lookup_where(table)


@cache
def select_for_update(table: sa.Table) -> Statement:
    """Select one row and lock it until the transaction ends."""
    return Statement(sa.select(*entity_columns(table)).where(row_by_id(table)).with_for_update())


@cache
def select_all(table: sa.Table) -> Statement:
    """Select every row of the organisation, in ascending id."""
    return Statement(sa.select(*entity_columns(table)).where(in_organisation(table)).order_by(table.c.id))


def select_summaries(table: sa.Table, *columns: sa.ColumnElement[Any]) -> Statement:
    """Select ids and some columns of the first `limit` rows."""
    return Statement(sa.select(table.c.id, *columns).where(in_organisation(table)).order_by(table.c.id).limit(LIMIT))


def changed_now(table: sa.Table) -> dict[str, sa.ColumnElement[Any]]:
    """Return the values of the columns with the time of a row's last change."""
    return {name: sa.func.now() for name in ("changed_at", "activity_at") if name in table.c}


@cache
def update_row(table: sa.Table, names: tuple[str, ...]) -> Statement:
    """Set these columns of one row and return it."""
    return Statement(update_of(table, names))


def update_of(table: sa.Table, names: tuple[str, ...]) -> ReturningUpdate[Any]:
    """Set these columns of one row and return it.

    A row loses its features when matching reads one of the columns: those in the table's `info` as `matched`. A change
    of its status sets `status_since`, and clears the columns in the table's `info` as `of_status`.
    """
    values: dict[str, sa.ColumnElement[Any]] = {name: sa.bindparam(f"new_{name}") for name in names}
    if "status_since" in table.c and "status" in names:
        same = table.c.status == values["status"]
        values["status_since"] = sa.case((same, table.c.status_since), else_=MOMENT)
        values |= {name: sa.case((same, table.c[name])) for name in table.info.get("of_status", ())}
    if "version" in table.c:
        values["version"] = THIS_TRANSACTION
    values |= changed_now(table)
    if not table.info.get("matched", frozenset()).isdisjoint(names):
        values |= NO_FEATURES
    return sa.update(table).where(row_by_id(table)).values(values).returning(*entity_columns(table))


def by_key(read: sa.Select[Any], table: sa.Table, id_: sa.ColumnElement[int]) -> sa.Select[Any]:
    """Select from a table by an id of another relation, which is joined laterally, one row at a time.

    Without the lateral join the planner may read a whole organisation, which it expects to be small as most are. It
    can't see through an offset.
    """
    key = sa.and_(in_organisation(table), table.c.id == id_)
    return read.where(key).offset(FENCE)


def ids_parameter(name: str) -> sa.CTE:
    """Select the distinct ids of a list parameter, ascending."""
    ids = sa.func.unnest(sa.bindparam(name, type_=ARRAY(sa.BigInteger))).label("id")
    return sa.select(ids).distinct().order_by(ids).cte("wanted")


def move_rows(table: sa.Table, column: str) -> Statement:
    """Set a column with the id of another record from `from_id` to `to_id`."""
    from_id, to_id = (sa.bindparam(name, type_=sa.BigInteger) for name in ("from_id", "to_id"))
    return Statement(sa.update(table).where(in_organisation(table), table.c[column] == from_id).values({column: to_id}))


@cache
def select_times(table: sa.Table) -> Statement:
    """Select the times of the creation and the last change of some rows.

    Applications that were written by an earlier version have none of their last change: that of their status stands in.
    """
    changed: sa.ColumnElement[Any] = table.c.changed_at
    if "status_since" in table.c:
        changed = sa.func.coalesce(changed, table.c.status_since)
    requested = ids_parameter("ids")
    times = by_key(sa.select(table.c.id, table.c.created_at, changed.label("changed_at")), table, requested.c.id)
    row = times.lateral("row")
    return Statement(sa.select(row).select_from(requested.join(row, sa.true())))


@cache
def delete_row(table: sa.Table) -> Statement:
    """Delete one row and return its id."""
    return Statement(sa.delete(table).where(row_by_id(table)).returning(table.c.id))


@cache
def next_ids(table: sa.Table) -> Statement:
    """Draw `number` ids for new rows, in ascending order."""
    last = sa.bindparam("number", type_=sa.Integer)
    numbers = sa.func.generate_series(sa.literal_column("1"), last).table_valued("number", name="numbers")
    drawn = sa.func.nextval(sa.literal_column(f"'{table.name}_id_seq'")).label("id")
    return Statement(sa.select(drawn).select_from(numbers.render_derived()))


@cache
def insert_many(table: sa.Table, names: tuple[str, ...]) -> Statement:
    """Insert many rows in their order. Each parameter is the list of one column's values.

    On a cluster, "id" is one of them and has those of `next_ids`. Otherwise the ids are returned.
    """
    rows = rows_of_lists("rows", {f"new_{name}": table.c[name] for name in names}, ordinality="place")
    columns = [rows.c[name] for name in names]
    new = sa.insert(table)
    if "id" in names:
        return Statement(new.from_select(["org_id", *names], of_organisation(rows, *columns)))
    ordered = sa.select(ORG_ID, *columns).order_by(rows.c.place)
    return Statement(new.from_select(["org_id", *names], ordered).returning(table.c.id))


def rows_of_lists(
    name: str, columns: Mapping[str, sa.ColumnClause[Any]], ordinality: str | None = None
) -> sa.TableValuedAlias:
    """Return rows made of list parameters: `columns` has the column of each parameter's values, by parameter.

    `ordinality` names an additional column with the number of the row.
    """
    lists = (sa.bindparam(parameter, type_=ARRAY(one.type)) for parameter, one in columns.items())
    values = (sa.column(one.name, one.type) for one in columns.values())
    return sa.func.unnest(*lists).table_valued(*values, with_ordinality=ordinality, name=name).render_derived()

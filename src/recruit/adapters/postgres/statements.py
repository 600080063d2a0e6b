"""The statements, written in SQLAlchemy Core and compiled once per process for asyncpg.

Names of parameters: `org_id` and `key_id` find a row, `new_…` is a value to be set, the rest say what they are.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    ClauseElement,
    ColumnElement,
    Table,
    and_,
    bindparam,
    column,
    delete,
    func,
    insert,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, asyncpg
from sqlalchemy.sql.compiler import SQLCompiler

from recruit.adapters.postgres.tables import UNTOLD, credentials, match_logs, organisations

DIALECT = asyncpg.dialect()  # type: ignore[no-untyped-call]
LARGEST_BIGINT = 2**63 - 1
NOBODYS = 0
"""An id that no row has: identities count from 1."""
CASE_IGNORED = "pg_c_utf8"
"""The collation that knows every letter's case, whatever the database's own is."""


class Statement:
    """A compiled statement: its SQL, and the order in which its parameters go."""

    def __init__(self, statement: ClauseElement) -> None:
        compiled = cast("SQLCompiler", statement.compile(dialect=DIALECT))
        self.sql = str(compiled)
        self._parameters = [
            (name, isinstance(compiled.binds[name].type, BigInteger)) for name in compiled.positiontup or []
        ]

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """Return the values in the statement's order."""
        return [storable(values[name]) if bigint else values[name] for name, bigint in self._parameters]


def storable(id: int) -> int:  # noqa: A002 - the field's own word
    """Return an id as a bigint. One that is too large for that is nobody's."""
    return id if -LARGEST_BIGINT <= id <= LARGEST_BIGINT else NOBODYS


def told(table: Table) -> list[ColumnElement[Any]]:
    """The columns that become an entity."""
    return [column for column in table.columns if column.info != UNTOLD]


def _row(table: Table) -> ColumnElement[bool]:
    return and_(table.c.org_id == bindparam("org_id"), table.c.id == bindparam("key_id"))


@cache
def added(table: Table, names: tuple[str, ...]) -> Statement:
    """Add a row and return it."""
    values: dict[str, ColumnElement[Any]] = {name: bindparam(f"new_{name}") for name in names}
    return Statement(insert(table).values(org_id=bindparam("org_id"), **values).returning(*told(table)))


@cache
def found(table: Table) -> Statement:
    """Return one row."""
    return Statement(select(*told(table)).where(_row(table)))


@cache
def all_rows(table: Table) -> Statement:
    """Return every row of the organisation, in ascending id."""
    return Statement(select(*told(table)).where(table.c.org_id == bindparam("org_id")).order_by(table.c.id))


@cache
def changed(table: Table, names: tuple[str, ...]) -> Statement:
    """Set these columns of one row and return it."""
    values: dict[str, ColumnElement[Any]] = {name: bindparam(f"new_{name}") for name in names}
    return Statement(update(table).where(_row(table)).values(values).returning(*told(table)))


@cache
def removed(table: Table) -> Statement:
    """Remove one row and return its id."""
    return Statement(delete(table).where(_row(table)).returning(table.c.id))


@cache
def page(table: Table, equal: tuple[str, ...], like: tuple[str, ...], times: tuple[str, ...]) -> Statement:
    """Return the total and a page of the rows whose columns are `equal` to, or hold, the values of their names.

    Of `times`, "since" and "until" are about when the row came.
    One statement: the total comes in each row, or alone in one row of nulls when the page is empty.
    """
    conditions: Iterable[ColumnElement[bool]] = [
        table.c.org_id == bindparam("org_id"),
        *(table.c[name] == bindparam(name) for name in equal),
        *(_when(table, name) for name in times),
        *(table.c[name].collate(CASE_IGNORED).ilike(bindparam(name), escape="\\") for name in like),
    ]
    counted = select(func.count().label("total")).select_from(table).where(*conditions).subquery("counted")
    window = (
        select(*told(table))
        .where(*conditions)
        .order_by(table.c.id)
        .offset(bindparam("skip", type_=BigInteger))
        .limit(bindparam("limit", type_=BigInteger))
        .subquery("window")
    )
    return Statement(
        select(counted.c.total, window).select_from(counted.outerjoin(window, true())).order_by(window.c.id)
    )


def added_together(table: Table) -> Statement:
    """Add many rows, in order; each parameter is the list of one column's values."""
    columns = [kept for kept in table.columns if kept.name not in {"org_id", "id"}]
    lists = [bindparam(kept.name, type_=ARRAY(kept.type)) for kept in columns]
    rows = (
        func.unnest(*lists)
        .table_valued(*(column(kept.name, kept.type) for kept in columns), with_ordinality="place", name="rows")
        .render_derived()
    )
    chosen = select(bindparam("org_id", type_=BigInteger), *(rows.c[kept.name] for kept in columns))
    return Statement(
        insert(table).from_select(["org_id", *(kept.name for kept in columns)], chosen.order_by(rows.c.place))
    )


def _when(table: Table, name: str) -> ColumnElement[bool]:
    column = table.c.created_at
    return column >= bindparam(name) if name == "since" else column < bindparam(name)


def literally(part: str) -> str:
    """Return the LIKE pattern for a text that holds `part`, in which `%` and `_` are letters."""
    escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


ORGANISATION_ADDED = Statement(
    insert(organisations)
    .values(id=bindparam("org_id"), name=bindparam("new_name"))
    .returning(organisations.c.id, organisations.c.name)
)
ORGANISATION = Statement(
    select(organisations.c.id, organisations.c.name).where(organisations.c.id == bindparam("org_id"))
)
CREDENTIALS_ADDED = Statement(
    insert(credentials).values(
        email=bindparam("new_email"),
        org_id=bindparam("org_id"),
        user_id=bindparam("new_user_id"),
        password_hash=bindparam("new_password_hash"),
    )
)
CREDENTIALS = Statement(
    select(credentials.c.user_id, credentials.c.org_id, credentials.c.password_hash).where(
        credentials.c.email == bindparam("email")
    )
)
MATCH_LOGS_ADDED = added_together(match_logs)

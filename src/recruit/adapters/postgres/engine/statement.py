"""SQL statements, written in SQLAlchemy Core and compiled once per process for asyncpg.

Parameters: `org_id` and `key_id` select a row, `new_…` is a value to set, the others are named for their meaning.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import BigInteger, ClauseElement, ColumnElement, Delete, FromClause, Insert, Table
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase

from recruit.adapters.postgres.engine.columns import NOT_IN_ENTITY

DIALECT = asyncpg.dialect()  # type: ignore[no-untyped-call]

LARGEST_BIGINT = 2**63 - 1

NO_ROWS_ID = 0
"""An id that no row has: identities start at 1."""

RUNNING_RESERVE = 20 * 2**20
"""Free disk space in bytes that the database needs to keep running when the disk is full.

It is enough for a segment of its log and some pages. A user who makes room has to sign in and is audited: the tables of
sign-ins and of the audit log have `min_free_bytes` in their `info`, the free space that suffices for a write to them.
"""


class Statement:
    """A compiled statement: its SQL, the order of its parameters, and whether it writes.

    `min_free_bytes` is the free disk space that it needs when the disk is full, None when it must wait for free space.
    It is small for statements that remove data. `removes` marks an update as such a statement. With `searches_text`,
    the value of "search" is the condition of a full-text search. If an attempt returns no rows, others follow it in the
    same call. With `lacks_id`, it inserts rows whose ids the table's sequence gives.
    """

    def __init__(
        self,
        statement: ClauseElement,
        *,
        removes: bool = False,
        searches_text: bool = False,
        is_attempt: bool = False,
    ) -> None:
        compiled = cast("SQLCompiler", statement.compile(dialect=DIALECT))
        self.sql = str(compiled)
        parts = [statement, *(cte.element for cte in compiled.ctes or ())]
        writing = [part for part in parts if isinstance(part, UpdateBase)]
        self.writes = bool(writing)
        self.searches_text = searches_text
        self.is_attempt = is_attempt
        self.lacks_id = any(isinstance(part, Insert) and _lacks_id(part.table, self.sql) for part in writing)
        self.min_free_bytes = RUNNING_RESERVE if removes else _min_free_bytes(writing)
        self._names = compiled.positiontup or []
        self._ids = [
            place for place, name in enumerate(self._names) if isinstance(compiled.binds[name].type, BigInteger)
        ]

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """Return the values in the order of the statement's parameters."""
        found = [values[name] for name in self._names]
        for place in self._ids:
            if found[place] is not None:
                found[place] = clamped_id(found[place])
        return found


def _min_free_bytes(writing: Sequence[UpdateBase]) -> int | None:
    """Return the free disk space in bytes that suffices for all writes of a statement."""
    needs: list[int | None] = [
        RUNNING_RESERVE if isinstance(part, Delete) else cast("Table", part.table).info.get("min_free_bytes")
        for part in writing
    ]
    return None if None in needs else max(filter(None, needs), default=0)


def _lacks_id(table: FromClause, sql: str) -> bool:
    """Return whether a statement's insertion into a table leaves out its column `id`."""
    columns = ", ".join(re.findall(rf"INSERT INTO {table.description} \((.*?)\)", sql))
    return "id" in table.c and "id" not in columns.split(", ")


class Lookup(NamedTuple):
    """Statements that select rows by id: `one` by `key_id`, `several` by the list `ids`."""

    one: Statement
    several: Statement


def clamped_id(id: int) -> int:
    """Return an id that fits into a bigint: itself, or the id of no row when it is too large."""
    return id if -LARGEST_BIGINT <= id <= LARGEST_BIGINT else NO_ROWS_ID


def entity_columns(table: Table) -> list[ColumnElement[Any]]:
    """Return the columns that are fields of the entity, the id first as in responses."""
    columns = [column for column in table.columns if column.info != NOT_IN_ENTITY]
    return sorted(columns, key=lambda column: column.name != "id")

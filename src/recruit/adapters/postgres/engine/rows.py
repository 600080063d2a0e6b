"""Repository of one table of one organisation."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from functools import partial
from operator import itemgetter
from types import MappingProxyType
from typing import Generic, TypeVar

import asyncpg
from sqlalchemy import Table

from recruit.adapters.postgres.engine.pages import BY_ID, Order, contains_pattern, page
from recruit.adapters.postgres.engine.row_page import TOTAL, RowPage
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import LARGEST_BIGINT, Lookup, Statement, clamped_id
from recruit.adapters.postgres.engine.table_statements import (
    delete_row,
    insert_many,
    insert_row,
    lookup_by_id,
    next_ids,
    select_all,
    select_for_update,
    select_times,
    update_row,
)
from recruit.adapters.postgres.engine.totals import ENTITIES
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import RecordTimes
from recruit.ports.changes import Changes

Entity = TypeVar("Entity")


class TableRows(Generic[Entity]):
    """The rows of one table of one organisation: a repository, or the base of one."""

    def __init__(self, kind: str, table: Table, entity: Callable[..., Entity], session: Session) -> None:
        self._kind = kind
        self._table = table
        self._entity = entity
        self._session = session

    async def fetch(self, statement: Statement, **values: object) -> list[asyncpg.Record]:
        """Run a statement within the organisation."""
        values["org_id"] = self._session.org_id
        return await self._session.fetch(statement, values)

    def atomic(self) -> AbstractAsyncContextManager[object]:
        """Run the statements of a call in one transaction."""
        return self._session.atomic()

    async def fetch_row(self, id: int, statement: Statement, **values: object) -> asyncpg.Record:
        """Run a statement on one row and return its columns. Raise NotFound."""
        rows = await self.fetch(statement, key_id=id, **values)
        if not rows:
            raise NotFound(self._kind, id)
        return rows[0]

    async def fetch_one(self, id: int, statement: Statement, **values: object) -> Entity:
        """Run a statement on one row and return the row. Raise NotFound."""
        return self._entity(**await self.fetch_row(id, statement, **values))

    async def insert(self, values: Mapping[str, object]) -> Entity:
        """Insert a row and return it."""
        rows = None
        if self._session.is_distributed:
            rows = await self.insert_on_machine(insert_row(self._table, ("id", *values)), **new_values(values))
        if rows is None:
            rows = await self.fetch(insert_row(self._table, tuple(values)), **new_values(values))
        return self._entity(**rows[0])

    async def insert_on_machine(self, insertion: Statement, **values: object) -> list[asyncpg.Record] | None:
        """Insert a row where a cluster has the organisation's rows, with a new id, or return None."""
        values["org_id"] = self._session.org_id
        return await self._session.insert_on_machine(self._table.name, insertion, values)

    async def draw_ids(self, number: int) -> list[int]:
        """Return ids for new rows, ascending."""
        return [row["id"] for row in await self.fetch(next_ids(self._table), number=number)]

    async def insert_selected(
        self, statement: Callable[[tuple[str, ...]], Statement], values: Mapping[str, object], **parameters: object
    ) -> list[asyncpg.Record]:
        """Insert a row by a statement for these columns, made with `insert_selected`, and return it if there is one.

        On a cluster its id is drawn before.
        """
        if not self._session.is_distributed:
            return await self.fetch(statement(tuple(values)), **new_values(values), **parameters)
        rows = await self.insert_on_machine(statement(("id", *values)), **new_values(values), **parameters)
        if rows is not None:
            return rows
        async with self.atomic():
            (id_,) = await self.draw_ids(1)
            return await self.fetch(statement(("id", *values)), new_id=id_, **new_values(values), **parameters)

    async def insert_many(self, columns: Mapping[str, Sequence[object]]) -> list[int]:
        """Insert rows, given as the list of each column's values, and return their ids, ascending."""
        if not self._session.is_distributed:
            rows = await self.fetch(insert_many(self._table, tuple(columns)), **new_values(columns))
            return sorted(row["id"] for row in rows)
        async with self.atomic():
            ids = await self.draw_ids(len(next(iter(columns.values()))))
            await self.fetch(insert_many(self._table, ("id", *columns)), **new_values({"id": ids, **columns}))
        return ids

    async def get(self, id: int) -> Entity:
        """Return one row. Raise NotFound."""
        return await self.look_up(id, lookup_by_id(self._table))

    async def look_up(self, id: int, lookup: Lookup) -> Entity:
        """Return one row by a look-up. Raise NotFound."""
        row = await self._session.row(lookup, id)
        if row is None:
            raise NotFound(self._kind, id)
        return self._entity(**row)

    async def by_ids(self, ids: Sequence[int]) -> Sequence[Entity]:
        """Return the existing rows with these ids, in ascending id."""
        rows = await self.fetch(lookup_by_id(self._table).several, ids=list(ids))
        return [self._entity(**row) for row in sorted(rows, key=itemgetter("id"))]

    async def record_times(self, ids: Sequence[int]) -> Mapping[int, RecordTimes]:
        """Return the times of the creation and the last change of existing rows, by id."""
        rows = await self.fetch(select_times(self._table), ids=[clamped_id(key) for key in ids])
        return {row["id"]: RecordTimes(row["created_at"], row["changed_at"]) for row in rows}

    async def lock(self, id: int) -> Entity:
        """Lock one row and return it. Raise NotFound."""
        return await self.fetch_one(id, select_for_update(self._table))

    async def change(self, id: int, changes: Changes) -> Entity:
        """Set columns of one row and return it. Raise NotFound."""
        if not changes:
            return await self.get(id)
        return await self.fetch_one(id, update_row(self._table, tuple(sorted(changes))), **new_values(changes))

    async def remove(self, id: int) -> None:
        """Remove one row. Raise NotFound."""
        await self.fetch_row(id, delete_row(self._table))

    async def all(self) -> Sequence[Entity]:
        """Return every row."""
        return [self._entity(**row) for row in await self.fetch(select_all(self._table))]

    async def select_page(
        self,
        window: Window,
        equal: Mapping[str, object],
        *,
        like: Mapping[str, str] = MappingProxyType({}),
        times: Mapping[str, datetime] = MappingProxyType({}),
    ) -> Page[Entity]:
        """Return a page of the rows that meet all filters, and their total.

        On a page from the start of the list the total shows whether more rows follow. Other pages read one row more.
        """
        is_skipping, totals = window.skip > 0, self._session.totals
        if totals is not None and self._table.name in ENTITIES and not (equal or like or times):
            key = self._session.org_id, self._table.name
            way, base = totals.way(key)
            statement = page(self._table, (), (), (), skipping=is_skipping, way=way)
            return await self.fetch_page(window, statement, base, learn=partial(totals.learn, key, way))
        statement = page(self._table, tuple(equal), tuple(like), tuple(times), skipping=is_skipping)
        parts = {name: contains_pattern(part) for name, part in like.items()}
        return await self.fetch_page(window, statement, {**equal, **parts, **times})

    async def fetch_page(
        self,
        window: Window,
        statement: Statement,
        parameters: Mapping[str, object],
        order: Order = BY_ID,
        learn: Callable[[asyncpg.Record], None] = lambda _: None,
    ) -> Page[Entity]:
        """Return a page of the rows that a statement of `pages` selects in an order, and their total.

        `learn` is called with the first of the rows.
        """
        rows = await self.fetch(
            statement,
            skip=min(window.skip, LARGEST_BIGINT),
            limit=window.limit + bool(window.after),
            **order.start(window.after, window.after_key),
            **parameters,
        )
        learn(rows[0])
        total, found = rows[0][TOTAL], [row for row in rows if row["id"] is not None]
        more = len(found) > window.limit if window.after else window.skip + len(found) < total
        return RowPage(found[: window.limit], self._entity, total, more=bool(found) and more)


def new_values(values: Mapping[str, object]) -> dict[str, object]:
    """Return values keyed by the names of the parameters that set them."""
    return {f"new_{name}": value for name, value in values.items()}

"""Bulk imports in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from recruit.adapters.postgres import import_statements as statements
from recruit.adapters.postgres import tables
from recruit.adapters.postgres.engine.rows import Rows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.statements import LARGEST_BIGINT
from recruit.domain.imports.model import (
    COUNTERS,
    EarlierItem,
    Import,
    ImportDetails,
    ImportItem,
    ImportKind,
    ImportStatus,
    ItemStatus,
    NewItem,
    Outcome,
)
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Page, Window


class PostgresImports:
    """Repository of imports and their items."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("import", tables.imports, _import, session)

    async def add(self, details: ImportDetails) -> Import:
        """Store an import."""
        return await self._rows.add(asdict(details))

    async def add_items(self, import_id: int, items: Sequence[NewItem]) -> None:
        """Store items with one statement."""
        async with self._rows.atomic():
            failed = [ItemStatus.QUEUED if item.error is None else ItemStatus.FAILED for item in items]
            names = ("number", "name", "error", "content", "deflated", "digest")
            columns = {f"new_{name}": [getattr(item, name) for item in items] for name in names}
            await self._rows.fetch(statements.ITEMS_ADDED, key_id=import_id, new_status=failed, **columns)
            await self._count(import_id, ImportStatus.QUEUED, {ItemStatus.FAILED: failed.count(ItemStatus.FAILED)})

    async def get(self, import_id: int) -> Import:
        """Return one import."""
        return await self._rows.get(import_id)

    async def page(self, window: Window) -> Page[Import]:
        """Return a page of imports."""
        return await self._rows.page(window, {})

    async def unfinished(self) -> Sequence[Import]:
        """Return the imports that aren't done."""
        return [_import(**row) for row in await self._rows.fetch(statements.UNFINISHED)]

    async def items(self, import_id: int, window: Window, *, status: ItemStatus | None = None) -> Sequence[ImportItem]:
        """Return a page of an import's items."""
        rows = await self._rows.fetch(
            statements.items(of_status=status is not None),
            key_id=import_id,
            status=status,
            skip=min(window.skip, LARGEST_BIGINT),
            limit=window.limit,
        )
        return [_item(**row) for row in rows]

    async def next_item(self, import_id: int) -> NewItem | None:
        """Return the first queued item."""
        rows = await self._rows.fetch(statements.NEXT, key_id=import_id)
        return NewItem(**rows[0]) if rows else None

    async def earlier(self, import_id: int, digest: bytes) -> EarlierItem | None:
        """Return the first item with that digest."""
        rows = await self._rows.fetch(statements.EARLIER, key_id=import_id, digest=digest)
        return _earlier(**rows[0]) if rows else None

    async def settle(self, import_id: int, number: int, outcome: Outcome) -> None:
        """Store the outcome of an item and count it."""
        async with self._rows.atomic():
            values = {f"new_{name}": value for name, value in asdict(outcome).items()}
            if not await self._rows.fetch(statements.SETTLED, key_id=import_id, number=number, **values):
                raise NotFound("import item", number)
            await self._count(import_id, ImportStatus.RUNNING, {outcome.status: 1})

    async def remove(self, import_id: int) -> None:
        """Remove an import. Its items are deleted by cascade."""
        await self._rows.remove(import_id)

    async def forget(self, before: datetime) -> None:
        """Remove old dry runs."""
        await self._rows.fetch(statements.FORGOTTEN, before=before)

    async def _count(self, import_id: int, status: ImportStatus, counts: dict[ItemStatus, int]) -> None:
        more = {f"more_{name}": counts.get(of, 0) for of, name in COUNTERS.items()}
        await self._rows.fetch(statements.COUNTED, key_id=import_id, status=status, **more)


def _import(kind: str, status: str, **row: Any) -> Import:
    return Import(kind=ImportKind(kind), status=ImportStatus(status), **row)


def _item(status: str, **row: Any) -> ImportItem:
    return ImportItem(status=ItemStatus(status), **row)


def _earlier(status: str, **row: Any) -> EarlierItem:
    return EarlierItem(status=ItemStatus(status), **row)

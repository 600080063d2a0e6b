"""Bulk imports in PostgreSQL."""

import operator
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from functools import cache, reduce
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from recruit.adapters.postgres.candidates import candidates
from recruit.adapters.postgres.engine.columns import foreign_key, metadata, tenant_table
from recruit.adapters.postgres.engine.pages import NEWEST_FIRST, newest
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import LARGEST_BIGINT, Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import (
    LIMIT,
    by_key,
    in_organisation,
    of_organisation,
    row_by_id,
    rows_of_lists,
)
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

imports = tenant_table(
    "imports",
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("filename", sa.Text, nullable=False),
    sa.Column("dry_run", sa.Boolean, nullable=False),
    sa.Column("create_duplicates", sa.Boolean, nullable=False),
    sa.Column("notes", sa.Text),
    sa.Column("warnings", JSONB, nullable=False),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("created_by_user_id", sa.BigInteger, nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("status", sa.Text, nullable=False, server_default="queued"),
    sa.Column("created", sa.Integer, nullable=False, server_default="0"),
    sa.Column("valid", sa.Integer, nullable=False, server_default="0"),
    sa.Column("duplicates", sa.Integer, nullable=False, server_default="0"),
    sa.Column("failed", sa.Integer, nullable=False, server_default="0"),
    sa.Column("created_job_ids", JSONB, nullable=False, server_default="[]"),
    foreign_key("imports", "created_by", "created_by_user_id", "users", ondelete=None),
    sa.Index("imports_created_by_idx", "org_id", "created_by_user_id"),
)

import_items = sa.Table(
    "import_items",
    metadata,
    sa.Column("org_id", sa.BigInteger, nullable=False),
    sa.Column("import_id", sa.BigInteger, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("name", sa.Text),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("candidate_id", sa.BigInteger),
    sa.Column("application_id", sa.BigInteger),
    sa.Column("error", sa.Text),
    sa.Column("warnings", JSONB, nullable=False, server_default="[]"),
    sa.Column("preview", JSONB),
    sa.Column("content", sa.LargeBinary),
    sa.Column("deflated", sa.Boolean, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("job_id", sa.BigInteger),
    sa.PrimaryKeyConstraint("org_id", "import_id", "number", name="import_items_pkey"),
    foreign_key("import_items", "import", "import_id", "imports"),
    sa.Index("import_items_digest_idx", "org_id", "digest"),
    sa.Index("import_items_status_idx", "org_id", "import_id", "status", "number"),
)
"""Items of imports. No foreign keys to candidate, application and job: the outcome of an item outlives them."""


def _status_text(status: StrEnum) -> sa.ColumnElement[str]:
    return sa.literal_column(f"'{status.value}'", sa.Text)


ONE = sa.literal_column("1", sa.Integer)

_item = import_items.c

_of_import = sa.and_(in_organisation(import_items), _item.import_id == sa.bindparam("key_id", type_=sa.BigInteger))

_is_queued = _item.status == _status_text(ItemStatus.QUEUED)

_OUTCOME = ("status", "candidate_id", "application_id", "error", "warnings", "preview")

ITEM_COLUMNS = (_item.number, _item.name, *(_item[name] for name in _OUTCOME))

UNFINISHED_IMPORTS = Statement(
    sa.select(*entity_columns(imports))
    .where(in_organisation(imports), imports.c.status != _status_text(ImportStatus.DONE))
    .order_by(imports.c.id)
)

DELETE_OLD_DRY_RUNS = Statement(
    sa.delete(imports).where(in_organisation(imports), imports.c.dry_run, imports.c.created_at < sa.bindparam("before"))
)

_NEW = ("number", "name", "status", "error", "content", "deflated", "digest", "job_id")

_new_rows = rows_of_lists("new", {f"new_{name}": _item[name] for name in _NEW})

INSERT_ITEMS = Statement(
    sa.insert(import_items).from_select(
        ["org_id", "import_id", *_NEW],
        of_organisation(_new_rows, sa.bindparam("key_id", type_=sa.BigInteger), *_new_rows.c),
    )
)
"""Each parameter is the list of one column's values."""


@cache
def items(*, of_status: bool) -> Statement:
    """Select items of an import in ascending number."""
    conditions = (_of_import, _item.status == sa.bindparam("status")) if of_status else (_of_import,)
    return Statement(
        sa.select(*ITEM_COLUMNS)
        .where(*conditions)
        .order_by(_item.number)
        .offset(sa.bindparam("skip", type_=sa.BigInteger))
        .limit(LIMIT)
    )


NEXT_ITEM = Statement(
    sa.select(_item.number, _item.name, _item.content, _item.deflated, _item.digest, _item.job_id)
    .where(_of_import, _is_queued)
    .order_by(_item.number)
    .limit(ONE)
)

_candidate_exists = by_key(sa.select(candidates.c.id), candidates, _item.candidate_id).lateral("there")

EARLIER_ITEM = Statement(
    sa.select(_item.import_id, *ITEM_COLUMNS)
    .select_from(import_items.outerjoin(_candidate_exists, sa.true()))
    .where(
        in_organisation(import_items),
        _item.digest == sa.bindparam("digest"),
        sa.or_(
            sa.and_(_item.status == _status_text(ItemStatus.CREATED), _candidate_exists.c.id.is_not(None)),
            sa.and_(
                _item.status == _status_text(ItemStatus.VALID),
                _item.import_id == sa.bindparam("key_id", type_=sa.BigInteger),
            ),
        ),
    )
    .order_by(_item.import_id, _item.number)
    .limit(ONE)
)

SET_OUTCOME = Statement(
    sa.update(import_items)
    .where(_of_import, _item.number == sa.bindparam("number"), _is_queued)
    .values({name: sa.bindparam(f"new_{name}") for name in _OUTCOME})
    .values(content=sa.null())
    .returning(_item.number)
)
"""Updates a queued item only: of two transactions that settle it, the second finds none and rolls back."""


def _count_statement() -> Statement:
    more = {name: sa.bindparam(f"more_{name}", type_=sa.Integer) for name in COUNTERS.values()}
    sums: dict[str, sa.ColumnElement[int]] = {name: imports.c[name] + count for name, count in more.items()}
    status = sa.case(
        (reduce(operator.add, sums.values()) >= imports.c.total, _status_text(ImportStatus.DONE)),
        else_=sa.bindparam("status", type_=sa.Text),
    )
    return Statement(sa.update(imports).where(row_by_id(imports)).values({**sums, "status": status}))


COUNT_ITEMS = _count_statement()
"""Adds to the counts of finished items. `status` is the import's status while other items aren't finished."""


class PostgresImports(TableRows[Import]):
    """Repository of imports and their items."""

    def __init__(self, session: Session) -> None:
        super().__init__("import", imports, import_of, session)

    async def add(self, details: ImportDetails) -> Import:
        """Store an import."""
        return await self.insert(asdict(details))

    async def add_items(self, import_id: int, items: Sequence[NewItem]) -> None:
        """Store items with one statement."""
        async with self.atomic():
            failed = [ItemStatus.QUEUED if item.error is None else ItemStatus.FAILED for item in items]
            names = ("number", "name", "error", "content", "deflated", "digest", "job_id")
            columns = {f"new_{name}": [getattr(item, name) for item in items] for name in names}
            await self.fetch(INSERT_ITEMS, key_id=import_id, new_status=failed, **columns)
            await self._count(import_id, ImportStatus.QUEUED, {ItemStatus.FAILED: failed.count(ItemStatus.FAILED)})

    async def page(self, window: Window, *, newest_first: bool = False) -> Page[Import]:
        """Return a page of imports."""
        if newest_first:
            return await self.fetch_page(window, newest(imports, (), ()), {}, NEWEST_FIRST)
        return await self.select_page(window, {})

    async def unfinished(self) -> Sequence[Import]:
        """Return the imports that aren't done."""
        return [import_of(**row) for row in await self.fetch(UNFINISHED_IMPORTS)]

    async def items(self, import_id: int, window: Window, *, status: ItemStatus | None = None) -> Sequence[ImportItem]:
        """Return a page of an import's items."""
        rows = await self.fetch(
            items(of_status=status is not None),
            key_id=import_id,
            status=status,
            skip=min(window.skip, LARGEST_BIGINT),
            limit=window.limit,
        )
        return [_item_of(**row) for row in rows]

    async def next_item(self, import_id: int) -> NewItem | None:
        """Return the first queued item."""
        rows = await self.fetch(NEXT_ITEM, key_id=import_id)
        return NewItem(**rows[0]) if rows else None

    async def find_earlier(self, import_id: int, digest: bytes) -> EarlierItem | None:
        """Return the first item with that digest."""
        rows = await self.fetch(EARLIER_ITEM, key_id=import_id, digest=digest)
        return earlier_of(**rows[0]) if rows else None

    async def record_outcome(self, import_id: int, number: int, outcome: Outcome) -> None:
        """Store the outcome of an item and count it."""
        async with self.atomic():
            values = {f"new_{name}": value for name, value in asdict(outcome).items()}
            if not await self.fetch(SET_OUTCOME, key_id=import_id, number=number, **values):
                raise NotFound("import item", number)
            await self._count(import_id, ImportStatus.RUNNING, {outcome.status: 1})

    async def remove_dry_runs(self, before: datetime) -> None:
        """Remove old dry runs."""
        await self.fetch(DELETE_OLD_DRY_RUNS, before=before)

    async def _count(self, import_id: int, status: ImportStatus, counts: dict[ItemStatus, int]) -> None:
        more = {f"more_{name}": counts.get(of, 0) for of, name in COUNTERS.items()}
        await self.fetch(COUNT_ITEMS, key_id=import_id, status=status, **more)


def import_of(kind: str, status: str, **row: Any) -> Import:
    """Return the import of a row."""
    return Import(kind=ImportKind(kind), status=ImportStatus(status), **row)


def _item_of(status: str, **row: Any) -> ImportItem:
    return ImportItem(status=ItemStatus(status), **row)


def earlier_of(status: str, **row: Any) -> EarlierItem:
    """Return the item of a row, with the id of its import."""
    return EarlierItem(status=ItemStatus(status), **row)

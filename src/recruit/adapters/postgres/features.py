"""Features of jobs and candidates for matching, in PostgreSQL."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import asyncpg
import sqlalchemy as sa

from recruit.adapters.postgres.engine.rows import Entity, TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, clamped_id, entity_columns
from recruit.adapters.postgres.engine.table_statements import (
    LIMIT,
    NO_FEATURES,
    by_key,
    changed_now,
    ids_parameter,
    in_organisation,
    row_by_id,
    rows_of_lists,
)
from recruit.adapters.postgres.engine.transaction_ids import OLDEST_RUNNING, THIS_TRANSACTION
from recruit.adapters.postgres.matching import embeddings
from recruit.domain.matching.model import NO_LIMIT, ChangeBatch, Changed, Features, Stored


def with_features(table: sa.Table) -> sa.Select[Any]:
    """Select the fields and features of records."""
    return sa.select(*entity_columns(table), table.c.version, *_feature_columns(table))


def _feature_columns(table: sa.Table) -> list[sa.Column[Any]]:
    return [table.c.engine, table.c.features, table.c.text_hash]


@cache
def without_features(table: sa.Table) -> Statement:
    """Remove the features of one row, and return the row."""
    values = {"version": THIS_TRANSACTION, **NO_FEATURES, **changed_now(table)}
    return Statement(sa.update(table).where(row_by_id(table)).values(values).returning(*entity_columns(table)))


@cache
def changed_rows(table: sa.Table) -> Statement:
    """Select the watermark, and the features of the rows after (version, id), in ascending order of both."""
    version, id_ = table.c.version, table.c.id
    later = (
        sa.select(id_, version, *_feature_columns(table))
        .where(
            in_organisation(table),
            version >= sa.bindparam("after_version", type_=sa.BigInteger),
            (version > sa.bindparam("after_version", type_=sa.BigInteger))
            | (id_ > sa.bindparam("after_id", type_=sa.BigInteger)),
            version < sa.bindparam("until_version", type_=sa.BigInteger),
        )
        .order_by(version, id_)
        .limit(LIMIT)
        .lateral("later")
    )
    seen = sa.select(OLDEST_RUNNING.label("watermark")).subquery("seen")
    return Statement(
        sa.select(seen, later).select_from(seen.outerjoin(later, sa.true())).order_by(later.c.version, later.c.id)
    )


@cache
def rows_by_ids(table: sa.Table, read: sa.Select[Any]) -> Statement:
    """Select rows by id, with their features."""
    requested = ids_parameter("ids")
    row = by_key(read, table, requested.c.id).lateral("row")
    return Statement(sa.select(row).select_from(requested.join(row, sa.true())))


@cache
def all_ids(table: sa.Table) -> Statement:
    """Select the ids of all rows of the organisation."""
    return Statement(sa.select(table.c.id).where(in_organisation(table)))


@cache
def stale_rows(table: sa.Table, read: sa.Select[Any]) -> Statement:
    """Select rows without features of an engine or a later one."""
    engine = sa.bindparam("wanted_engine", type_=sa.Integer)
    return Statement(
        read.where(in_organisation(table), sa.or_(table.c.engine.is_(None), table.c.engine < engine)).limit(LIMIT)
    )


@cache
def save_features(table: sa.Table) -> Statement:
    """Set the features of rows whose version is unchanged; each parameter is a list.

    Rows that another transaction has locked are skipped: it changes them, or stores the same features.
    """
    columns = [table.c.id, table.c.version, *_feature_columns(table)]
    rows = rows_of_lists("new", {f"new_{one.name}": one for one in columns})
    requested = ids_parameter("new_id")
    row = (
        by_key(sa.select(table.c.id), table, requested.c.id)
        .with_for_update(key_share=True, skip_locked=True)
        .lateral("row")
    )
    free = sa.select(row.c.id).select_from(requested.join(row, sa.true())).cte("free")
    return Statement(
        sa.update(table)
        .values({one.name: rows.c[one.name] for one in _feature_columns(table)})
        .where(
            in_organisation(table), table.c.id == free.c.id, table.c.id == rows.c.id, table.c.version == rows.c.version
        )
    )


@cache
def raise_activity(table: sa.Table) -> Statement:
    """Set later times of the last activity; each parameter is a list.

    Rows that another transaction has locked are skipped, so that none waits for the other: it changes them itself.
    """
    columns = [table.c.id, table.c.activity_at]
    rows = rows_of_lists("new", {f"new_{one.name}": one for one in columns})
    requested = ids_parameter("new_id")
    row = (
        by_key(sa.select(table.c.id), table, requested.c.id)
        .with_for_update(key_share=True, skip_locked=True)
        .lateral("row")
    )
    locked = sa.select(row.c.id).select_from(requested.join(row, sa.true())).cte("locked")
    return Statement(
        sa.update(table)
        .values(activity_at=rows.c.activity_at)
        .where(
            in_organisation(table),
            table.c.id == locked.c.id,
            table.c.id == rows.c.id,
            table.c.activity_at < rows.c.activity_at,
        )
    )


@cache
def unembedded_rows(table: sa.Table, read: sa.Select[Any]) -> Statement:
    """Select rows with features whose text has no vector of a model."""
    there = sa.exists().where(
        in_organisation(embeddings),
        embeddings.c.model == sa.bindparam("model"),
        embeddings.c.text_hash == table.c.text_hash,
    )
    return Statement(
        read.where(in_organisation(table), table.c.text_hash != sa.literal_column("''"), ~there).limit(LIMIT)
    )


class FeatureRows(TableRows[Entity]):
    """One table of one organisation, with features for matching.

    `read` selects what matching reads of a record: the columns of `with_features`, and `skills` of a profile if any.
    """

    def __init__(
        self, kind: str, table: sa.Table, read: sa.Select[Any], entity: Callable[..., Entity], session: Session
    ) -> None:
        super().__init__(kind, table, entity, session)
        self._read = read

    async def changes(self, version: int, id: int, limit: int, until: int = NO_LIMIT) -> ChangeBatch:
        """Return later changes."""
        values = {"after_version": version, "after_id": id, "until_version": until}
        rows = await self.fetch(changed_rows(self._table), limit=limit, **values)
        found = [Changed(row["id"], row["version"], _features(row)) for row in rows if row["id"] is not None]
        return ChangeBatch(rows[0]["watermark"], found)

    async def get_many(self, ids: Sequence[int]) -> Sequence[Stored[Entity]]:
        """Return rows by id."""
        return [
            self._stored(row)
            for row in await self.fetch(rows_by_ids(self._table, self._read), ids=[clamped_id(key) for key in ids])
        ]

    async def ids(self) -> Sequence[int]:
        """Return all ids."""
        return [row["id"] for row in await self.fetch(all_ids(self._table))]

    async def stale(self, engine: int, limit: int) -> Sequence[Stored[Entity]]:
        """Return rows without features of that engine or a later one."""
        rows = await self.fetch(stale_rows(self._table, self._read), wanted_engine=engine, limit=limit)
        return [self._stored(row) for row in rows]

    async def save(self, features: Sequence[Changed]) -> None:
        """Store features."""
        await self.fetch(
            save_features(self._table),
            new_id=[one.id for one in features],
            new_version=[one.version for one in features],
            new_engine=[one.features and one.features.engine for one in features],
            new_features=[one.features and one.features.data for one in features],
            new_text_hash=[one.features and one.features.text for one in features],
        )

    async def raise_activity(self, times: Mapping[int, datetime]) -> None:
        """Set later times of the last activity."""
        if times:
            statement = raise_activity(self._table)
            await self.fetch(statement, new_id=list(map(clamped_id, times)), new_activity_at=list(times.values()))

    async def unembedded(self, model: str, limit: int) -> Sequence[Stored[Entity]]:
        """Return rows whose text has no vector."""
        rows = await self.fetch(unembedded_rows(self._table, self._read), model=model, limit=limit)
        return [self._stored(row) for row in rows]

    def _stored(self, row: asyncpg.Record) -> Stored[Entity]:
        columns = dict(row)
        version = columns.pop("version")
        features = _features(row)
        for name in ("engine", "features", "text_hash"):
            del columns[name]
        if "skills" in columns:
            columns["skills"] = tuple(skill["name"] for skill in columns["skills"] or ())
        return Stored(self._entity(**columns), version, features)


def _features(row: asyncpg.Record) -> Features | None:
    return None if row["engine"] is None else Features(row["engine"], row["features"], row["text_hash"])

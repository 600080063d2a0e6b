"""Match logs and embedding vectors in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as insert_or_not

from recruit.adapters.postgres.engine import halfvec
from recruit.adapters.postgres.engine.columns import HalfVector, metadata, organisation_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.searches import filter_parameters
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import RUNNING_RESERVE, Statement, clamped_id, entity_columns
from recruit.adapters.postgres.engine.table_statements import LIMIT, in_organisation, of_organisation, rows_of_lists
from recruit.adapters.postgres.engine.transaction_ids import THIS_TRANSACTION
from recruit.domain.matching.model import NO_LIMIT, Direction, Embedded, MatchLog, MatchRecord
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import given

match_logs = tenant_table(
    "match_logs",
    sa.Column("direction", sa.Text, nullable=False),
    sa.Column("user_id", sa.BigInteger, nullable=False),
    sa.Column("job_id", sa.BigInteger, nullable=False),
    sa.Column("candidate_id", sa.BigInteger, nullable=False),
    sa.Column("score", sa.Integer, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("strategy", sa.Text, nullable=False),
    sa.Column("receipt", JSONB, nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    organisation_key("match_logs"),
    sa.Index("match_logs_job_idx", "org_id", "job_id", "id", postgresql_include=["created_at"]),
    sa.Index("match_logs_candidate_idx", "org_id", "candidate_id", "id", postgresql_include=["job_id", "created_at"]),
    sa.Index("match_logs_created_idx", "org_id", "created_at", "id"),
    info={"min_free_bytes": 2 * RUNNING_RESERVE},
    draws_ids=True,
)
"""Match logs. No foreign keys to job and candidate: the record of a decision outlives both.

Reads write them, so they are refused earlier than other writes when the disk is full.
"""

embeddings = sa.Table(
    "embeddings",
    metadata,
    sa.Column("org_id", sa.BigInteger, nullable=False),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("text_hash", sa.LargeBinary, nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False, server_default=THIS_TRANSACTION),
    sa.Column("vector", HalfVector, nullable=False),
    sa.PrimaryKeyConstraint("org_id", "model", "text_hash", name="embeddings_pkey"),
    organisation_key("embeddings"),
    sa.Index("embeddings_version_idx", "org_id", "model", "version", "text_hash"),
)

LATEST_MATCH_LOG = Statement(
    sa.select(*entity_columns(match_logs))
    .where(
        in_organisation(match_logs),
        match_logs.c.job_id == sa.bindparam("job_id", type_=sa.BigInteger),
        match_logs.c.candidate_id == sa.bindparam("candidate_id", type_=sa.BigInteger),
    )
    .order_by(match_logs.c.id.desc())
    .limit(sa.literal_column("1"))
)

_ADDED = rows_of_lists("new", {"new_text_hash": embeddings.c.text_hash, "new_vector": embeddings.c.vector})

INSERT_EMBEDDINGS = Statement(
    insert_or_not(embeddings)
    .from_select(
        ["org_id", "model", "text_hash", "vector"],
        of_organisation(_ADDED, sa.bindparam("model", type_=sa.Text), _ADDED.c.text_hash, _ADDED.c.vector).order_by(
            _ADDED.c.text_hash
        ),
    )
    .on_conflict_do_nothing()
)
"""Inserts in the order of the key, so that transactions that insert the same texts can't deadlock."""

CHANGED_EMBEDDINGS = Statement(
    sa.select(embeddings.c.text_hash, embeddings.c.version, embeddings.c.vector)
    .where(
        in_organisation(embeddings),
        embeddings.c.model == sa.bindparam("model"),
        embeddings.c.version >= sa.bindparam("after_version", type_=sa.BigInteger),
        (embeddings.c.version > sa.bindparam("after_version", type_=sa.BigInteger))
        | (embeddings.c.text_hash > sa.bindparam("after_text")),
        embeddings.c.version < sa.bindparam("until_version", type_=sa.BigInteger),
    )
    .order_by(embeddings.c.version, embeddings.c.text_hash)
    .limit(LIMIT)
)


class PostgresEmbeddings:
    """Repository of vectors."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("embedding", embeddings, Embedded, session)

    async def add(self, model: str, embedded: Sequence[Embedded]) -> None:
        """Store vectors with one statement."""
        await self._rows.fetch(
            INSERT_EMBEDDINGS,
            model=model,
            new_text_hash=[one.text for one in embedded],
            new_vector=[halfvec.encoded(one.vector) for one in embedded],
        )

    async def changes(
        self, model: str, version: int, text: bytes, limit: int, until: int = NO_LIMIT
    ) -> Sequence[Embedded]:
        """Return later vectors."""
        values = {"after_version": version, "after_text": text, "until_version": until}
        rows = await self._rows.fetch(CHANGED_EMBEDDINGS, model=model, limit=limit, **values)
        return [Embedded(row["text_hash"], row["version"], row["vector"]) for row in rows]


class PostgresMatchLogs(TableRows[MatchLog]):
    """Repository of match logs."""

    def __init__(self, session: Session) -> None:
        super().__init__("match log", match_logs, _match_log, session)

    async def add(self, records: Sequence[MatchRecord]) -> Sequence[int]:
        """Store the records."""
        names = [field.name for field in fields(MatchRecord)]
        return await self.insert_many({name: [getattr(record, name) for record in records] for name in names})

    async def latest(self, job_id: int, candidate_id: int) -> MatchLog | None:
        """Return the last record of a pair."""
        rows = await self.fetch(LATEST_MATCH_LOG, job_id=clamped_id(job_id), candidate_id=clamped_id(candidate_id))
        return _match_log(**rows[0]) if rows else None

    async def page(
        self,
        window: Window,
        *,
        job_id: int | None = None,
        candidate_id: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Page[MatchLog]:
        """Return a page of records."""
        times = given({"since": since, "until": until})
        return await self.select_page(window, filter_parameters(job_id, candidate_id), times=times)


def _match_log(direction: str, **row: Any) -> MatchLog:
    return MatchLog(direction=Direction(direction), **row)

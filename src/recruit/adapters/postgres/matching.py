"""Match logs and embedding vectors in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from recruit.adapters.postgres import statements, tables
from recruit.adapters.postgres.engine import halfvec
from recruit.adapters.postgres.engine.rows import Rows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.search_statements import concerning
from recruit.domain.matching.model import Direction, Embedded, MatchLog, MatchRecord
from recruit.domain.shared.pages import Page, Window


class PostgresEmbeddings:
    """Repository of vectors."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("embedding", tables.embeddings, Embedded, session)

    async def add(self, model: str, embedded: Sequence[Embedded]) -> None:
        """Store vectors with one statement."""
        await self._rows.fetch(
            statements.EMBEDDINGS_ADDED,
            model=model,
            new_text_hash=[one.text for one in embedded],
            new_vector=[halfvec.encoded(one.vector) for one in embedded],
        )

    async def changes(self, model: str, version: int, text: bytes, limit: int) -> Sequence[Embedded]:
        """Return later vectors."""
        rows = await self._rows.fetch(
            statements.EMBEDDINGS_CHANGED, model=model, after_version=version, after_text=text, limit=limit
        )
        return [Embedded(row["text_hash"], row["version"], row["vector"]) for row in rows]


class PostgresMatchLogs:
    """Repository of match logs."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("match log", tables.match_logs, _match_log, session)

    async def add(self, records: Sequence[MatchRecord]) -> None:
        """Store the records with one statement."""
        names = [field.name for field in fields(MatchRecord)]
        columns = {name: [getattr(record, name) for record in records] for name in names}
        await self._rows.fetch(statements.MATCH_LOGS_ADDED, **columns)

    async def get(self, log_id: int) -> MatchLog:
        """Return one record."""
        return await self._rows.get(log_id)

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
        times = {name: time for name, time in {"since": since, "until": until}.items() if time is not None}
        return await self._rows.page(window, concerning(job_id, candidate_id), times=times)


def _match_log(direction: str, **row: Any) -> MatchLog:
    return MatchLog(direction=Direction(direction), **row)

"""The index of full-text search: computes the texts of changed candidates and jobs."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as insert_or_not

from recruit.adapters.postgres.candidates import candidates, is_of_candidate, profiles
from recruit.adapters.postgres.documents import documents
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, clamped_id, entity_columns
from recruit.adapters.postgres.engine.table_statements import (
    ORG_ID,
    by_key,
    ids_parameter,
    rows_of_lists,
)
from recruit.adapters.postgres.jobs import jobs
from recruit.adapters.postgres.profiles import profile_of
from recruit.adapters.postgres.texts import candidate_texts, job_texts
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job
from recruit.domain.search.texts import candidate_text, documents_text, job_text, profile_text

_REQUESTED = ids_parameter("ids")
_PROFILE = [column for column in profiles.columns if column.name not in {"org_id", "candidate_id"}]
_DOCUMENTS = (
    sa.select(sa.func.array_agg(sa.text("documents.text ORDER BY documents.id")))
    .select_from(documents)
    .where(is_of_candidate(documents))
    .scalar_subquery()
)


_SOURCES: dict[str, sa.Select[Any]] = {
    "candidates": sa.select(*entity_columns(candidates), *_PROFILE, _DOCUMENTS.label("texts")).select_from(
        candidates.outerjoin(profiles, is_of_candidate(profiles))
    ),
    "jobs": sa.select(*entity_columns(jobs)),
}


@cache
def lock_owners(table: sa.Table, *, wait: bool) -> Statement:
    """Lock rows by id, and select the ids. Rows that another transaction has locked are waited for, or skipped."""
    row = (
        by_key(sa.select(table.c.id), table, _REQUESTED.c.id)
        .with_for_update(key_share=True, skip_locked=not wait)
        .lateral("row")
    )
    return Statement(sa.select(row.c.id).select_from(_REQUESTED.join(row, sa.true())))


@cache
def sources(table: sa.Table) -> Statement:
    """Select the rows of a table by id with what their texts are made of."""
    row = by_key(_SOURCES[table.name], table, _REQUESTED.c.id).lateral("row")
    return Statement(sa.select(row).select_from(_REQUESTED.join(row, sa.true())))


def _upsert(table: sa.Table, owner: str, *parts: str) -> Statement:
    """Set the texts of rows. Each parameter is the list of one column's values."""
    names = (owner, *parts)
    new = rows_of_lists("new", {f"new_{name}": table.c[name] for name in names})
    insert = insert_or_not(table).from_select(["org_id", *names], sa.select(ORG_ID, *new.c))
    return Statement(
        insert.on_conflict_do_update(
            constraint=f"{table.name}_pkey",
            set_={part: insert.excluded[part] for part in parts},
            where=sa.or_(*(table.c[part] != insert.excluded[part] for part in parts)),
        )
    )


UPSERT_CANDIDATE_TEXTS = _upsert(candidate_texts, "candidate_id", "fields", "profile", "documents")
UPSERT_JOB_TEXTS = _upsert(job_texts, "job_id", "fields")


class PostgresTextIndex:
    """The index of full-text search."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("job", jobs, Job, session)

    async def refresh_candidates(self, ids: Sequence[int], *, wait: bool = True) -> Sequence[int]:
        """Compute the texts of candidates again, and return the ids of the others."""
        rows = await self._read(candidates, ids, wait=wait)
        if rows:
            await self._rows.fetch(
                UPSERT_CANDIDATE_TEXTS,
                new_candidate_id=[row["id"] for row in rows],
                new_fields=[candidate_text(_candidate(row)) for row in rows],
                new_profile=[profile_text(profile_of(row)) for row in rows],
                new_documents=[documents_text(row["texts"] or ()) for row in rows],
            )
        return sorted({*ids} - {row["id"] for row in rows})

    async def refresh_jobs(self, ids: Sequence[int], *, wait: bool = True) -> Sequence[int]:
        """Compute the texts of jobs again, and return the ids of the others."""
        rows = await self._read(jobs, ids, wait=wait)
        if rows:
            await self._rows.fetch(
                UPSERT_JOB_TEXTS,
                new_job_id=[row["id"] for row in rows],
                new_fields=[job_text(Job(**row)) for row in rows],
            )
        return sorted({*ids} - {row["id"] for row in rows})

    async def _read(self, table: sa.Table, ids: Sequence[int], *, wait: bool) -> list[dict[str, Any]]:
        """Lock the records, and read them in another statement, which sees what was written before the lock."""
        found = await self._rows.fetch(lock_owners(table, wait=wait), ids=[clamped_id(key) for key in ids])
        locked = [row["id"] for row in found]
        return [dict(row) for row in await self._rows.fetch(sources(table), ids=locked)] if locked else []


def _candidate(row: Mapping[str, object]) -> Candidate:
    fields = {column.name: row[column.name] for column in entity_columns(candidates)}
    return Candidate(**fields)  # type: ignore[arg-type]

"""The index of full-text search: computes the texts of changed candidates and jobs."""

from collections.abc import Collection, Mapping, Sequence
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
    FENCE,
    LIMIT,
    by_key,
    delete_row,
    ids_parameter,
    in_organisation,
    of_organisation,
    rows_of_lists,
)
from recruit.adapters.postgres.jobs import jobs
from recruit.adapters.postgres.profiles import profile_of
from recruit.adapters.postgres.texts import candidate_texts, job_texts, postponed_texts
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.jobs.model import Job
from recruit.domain.search.model import OutdatedText, TextSource
from recruit.domain.search.texts import (
    candidate_fields_text,
    candidate_skills_text,
    documents_text,
    job_fields_text,
    job_skills_text,
)

_REQUESTED = ids_parameter("ids")
_PROFILE = [column for column in profiles.columns if column.name not in {"org_id", "candidate_id"}]
_SOURCES: dict[str, sa.Select[Any]] = {
    "candidates": sa.select(*entity_columns(candidates), *_PROFILE).select_from(
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
    insert = insert_or_not(table).from_select(["org_id", *names], of_organisation(new))
    return Statement(
        insert.on_conflict_do_update(
            constraint=f"{table.name}_pkey",
            set_={part: insert.excluded[part] for part in parts},
            where=sa.or_(*(table.c[part] != insert.excluded[part] for part in parts)),
        )
    )


OWNERS = {TextSource.CANDIDATE: candidates, TextSource.DOCUMENTS: candidates, TextSource.JOB: jobs}
"""The table of the records that a text belongs to."""

UPSERT_CANDIDATE_TEXTS = _upsert(candidate_texts, "candidate_id", "skills", "fields")
UPSERT_DOCUMENT_TEXTS = _upsert(candidate_texts, "candidate_id", "documents")
UPSERT_JOB_TEXTS = _upsert(job_texts, "job_id", "skills", "fields")

_DOCUMENT = (
    sa.select(documents.c.id, documents.c.candidate_id, documents.c.text)
    .where(in_organisation(documents), documents.c.candidate_id == _REQUESTED.c.id)
    .offset(FENCE)
    .lateral("document")
)
DOCUMENTS = Statement(
    sa.select(_DOCUMENT.c.candidate_id, _DOCUMENT.c.text)
    .select_from(_REQUESTED.join(_DOCUMENT, sa.true()))
    .order_by(_DOCUMENT.c.id)
)
"""Selects the texts of candidates' documents."""

OUTDATED = Statement(
    sa.select(postponed_texts.c.id, postponed_texts.c.source, postponed_texts.c.record_id)
    .where(in_organisation(postponed_texts))
    .order_by(postponed_texts.c.id)
    .limit(LIMIT)
)
MOST_OUTDATED = 100


@cache
def existing(table: sa.Table) -> Statement:
    """Select the ids of existing rows among others."""
    row = by_key(sa.select(table.c.id), table, _REQUESTED.c.id).lateral("row")
    return Statement(sa.select(row).select_from(_REQUESTED.join(row, sa.true())))


class PostgresTextIndex:
    """The index of full-text search."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("text", postponed_texts, OutdatedText, session)

    async def refresh(self, source: TextSource, ids: Sequence[int]) -> None:
        """Compute texts again, and postpone those of locked records."""
        keys = [clamped_id(key) for key in ids]
        if skipped := {*keys}.difference(await self._refresh(source, keys, wait=False)):
            found = [row["id"] for row in await self._rows.fetch(existing(OWNERS[source]), ids=list(skipped))]
            if found:
                await self._rows.insert_many({"source": [source] * len(found), "record_id": found})

    async def outdated(self) -> Sequence[OutdatedText]:
        """Return texts whose refresh was postponed."""
        rows = await self._rows.fetch(OUTDATED, limit=MOST_OUTDATED)
        return [OutdatedText(row["id"], TextSource(row["source"]), row["record_id"]) for row in rows]

    async def finish(self, text: OutdatedText) -> None:
        """Compute a text again after a wait for its record, and forget that it was postponed."""
        await self._refresh(text.source, [text.record_id], wait=True)
        await self._rows.fetch(delete_row(postponed_texts), key_id=text.id)

    async def _refresh(self, source: TextSource, ids: Sequence[int], *, wait: bool) -> Collection[int]:
        """Lock records, compute their texts again, and return the ids of those locked.

        Another statement reads them after the lock, and so sees what was written before it.
        """
        lock = lock_owners(OWNERS[source], wait=wait)
        locked = [row["id"] for row in await self._rows.fetch(lock, ids=list(ids))]
        if not locked:
            return locked
        match source:
            case TextSource.CANDIDATE:
                await self._compute_candidates(locked)
            case TextSource.DOCUMENTS:
                await self._compute_documents(locked)
            case TextSource.JOB:
                await self._compute_jobs(locked)
        return locked

    async def _compute_candidates(self, ids: Sequence[int]) -> None:
        rows = [dict(row) for row in await self._rows.fetch(sources(candidates), ids=ids)]
        people = [(_candidate(row), profile_of(row)) for row in rows]
        await self._rows.fetch(
            UPSERT_CANDIDATE_TEXTS,
            new_candidate_id=[row["id"] for row in rows],
            new_skills=[candidate_skills_text(one, profile) for one, profile in people],
            new_fields=[candidate_fields_text(one, profile) for one, profile in people],
        )

    async def _compute_documents(self, ids: Sequence[int]) -> None:
        texts: dict[int, list[str | None]] = {id_: [] for id_ in ids}
        for row in await self._rows.fetch(DOCUMENTS, ids=ids):
            texts[row["candidate_id"]].append(row["text"])
        await self._rows.fetch(
            UPSERT_DOCUMENT_TEXTS,
            new_candidate_id=list(texts),
            new_documents=[documents_text(of_candidate) for of_candidate in texts.values()],
        )

    async def _compute_jobs(self, ids: Sequence[int]) -> None:
        found = [Job(**row) for row in await self._rows.fetch(sources(jobs), ids=ids)]
        await self._rows.fetch(
            UPSERT_JOB_TEXTS,
            new_job_id=[job.id for job in found],
            new_skills=list(map(job_skills_text, found)),
            new_fields=list(map(job_fields_text, found)),
        )


def _candidate(row: Mapping[str, object]) -> Candidate:
    fields = {column.name: row[column.name] for column in entity_columns(candidates)}
    return Candidate(**fields)  # type: ignore[arg-type]

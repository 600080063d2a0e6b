"""Documents of candidates in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import asdict

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from recruit.adapters.postgres.engine.columns import NOT_IN_ENTITY, foreign_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import LIMIT, in_organisation, row_by_id
from recruit.domain.candidates.model.profile import ReadField
from recruit.domain.documents.model import Document, DocumentDetails
from recruit.domain.shared.pages import Page, Window

documents = tenant_table(
    "documents",
    sa.Column("candidate_id", sa.BigInteger, nullable=False),
    sa.Column("filename", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("pages", sa.Integer),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.LargeBinary, nullable=False),
    sa.Column("hidden", JSONB, nullable=False),
    sa.Column("warnings", JSONB, nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False, info=NOT_IN_ENTITY),
    sa.Column("fields", JSONB, nullable=False, server_default=sa.text("'[]'"), info=NOT_IN_ENTITY),
    sa.Column("text", sa.Text, info=NOT_IN_ENTITY),
    foreign_key("documents", "candidate", "candidate_id", "candidates"),
    sa.Index("documents_candidate_idx", "org_id", "candidate_id", "id", postgresql_include=["sha256"]),
    sa.Index("documents_sha256_idx", "org_id", "sha256", "candidate_id"),
    sa.Index("documents_unread_idx", "org_id", "id", postgresql_where=sa.text("text IS NULL")),
)
"""Uploaded files. `content` is read by no other statement than the one that returns it."""

_DOCUMENT = (row_by_id(documents), documents.c.candidate_id == sa.bindparam("candidate_id"))

DOCUMENT_CONTENT = Statement(sa.select(*entity_columns(documents), documents.c.content).where(*_DOCUMENT))

DOCUMENT_FIELDS = Statement(sa.select(documents.c.fields).where(*_DOCUMENT))

DOCUMENT_TEXT = Statement(sa.select(*entity_columns(documents), documents.c.text).where(*_DOCUMENT))

MOVE_DOCUMENTS = Statement(
    sa.update(documents)
    .where(in_organisation(documents), documents.c.candidate_id == sa.bindparam("candidate_id"))
    .values(candidate_id=sa.bindparam("new_candidate_id"))
)

SET_TEXT = Statement(
    sa.update(documents).where(*_DOCUMENT).values(text=sa.bindparam("text", type_=sa.Text)).returning(documents.c.id)
)

UNREAD_DOCUMENTS = Statement(
    sa.select(*entity_columns(documents))
    .where(
        in_organisation(documents),
        documents.c.text.is_(None),
        documents.c.id > sa.bindparam("after", type_=sa.BigInteger),
    )
    .order_by(documents.c.id)
    .limit(LIMIT)
)

DELETE_DOCUMENT = Statement(sa.delete(documents).where(*_DOCUMENT).returning(documents.c.id))


class PostgresDocuments:
    """Repository of documents."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("document", documents, Document, session)

    async def add(
        self, details: DocumentDetails, content: bytes, fields: Sequence[ReadField] = (), text: str | None = None
    ) -> Document:
        """Store a file."""
        values = {**asdict(details), "content": content, "fields": list(map(asdict, fields)), "text": text}
        return await self._rows.insert(values)

    async def unread(self, after: int, limit: int) -> Sequence[Document]:
        """Return documents without a text."""
        return [Document(**row) for row in await self._rows.fetch(UNREAD_DOCUMENTS, after=after, limit=limit)]

    async def set_text(self, candidate_id: int, document_id: int, text: str) -> None:
        """Set a document's text."""
        await self._rows.fetch(SET_TEXT, key_id=document_id, candidate_id=candidate_id, text=text)

    async def page(self, window: Window, candidate_id: int) -> Page[Document]:
        """Return a page of a candidate's documents."""
        return await self._rows.select_page(window, {"candidate_id": candidate_id})

    async def content(self, candidate_id: int, document_id: int) -> tuple[Document, bytes]:
        """Return one document with its bytes."""
        columns = dict(await self._rows.fetch_row(document_id, DOCUMENT_CONTENT, candidate_id=candidate_id))
        content: bytes = columns.pop("content")
        return Document(**columns), content

    async def fields(self, candidate_id: int, document_id: int) -> Sequence[ReadField]:
        """Return the fields read from one document."""
        row = await self._rows.fetch_row(document_id, DOCUMENT_FIELDS, candidate_id=candidate_id)
        return msgspec.convert(row["fields"], list[ReadField])

    async def text(self, candidate_id: int, document_id: int) -> tuple[Document, str | None]:
        """Return one document with its text."""
        columns = dict(await self._rows.fetch_row(document_id, DOCUMENT_TEXT, candidate_id=candidate_id))
        text: str | None = columns.pop("text")
        return Document(**columns), text

    async def move(self, from_id: int, to_id: int) -> None:
        """Move documents to another candidate."""
        await self._rows.fetch(MOVE_DOCUMENTS, candidate_id=from_id, new_candidate_id=to_id)

    async def remove(self, candidate_id: int, document_id: int) -> None:
        """Remove a document."""
        await self._rows.fetch_row(document_id, DELETE_DOCUMENT, candidate_id=candidate_id)

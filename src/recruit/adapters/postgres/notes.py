"""Notes in PostgreSQL."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from recruit.adapters.postgres.engine.columns import foreign_key, tenant_table
from recruit.adapters.postgres.engine.row_page import TOTAL, first_page
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import (
    LIMIT,
    by_key,
    in_organisation,
    move_rows,
)
from recruit.domain.notes.model import Note, NoteDetails, Visibility
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values, given
from recruit.ports.changes import Changes

notes = tenant_table(
    "notes",
    sa.Column("candidate_id", sa.BigInteger, nullable=False),
    sa.Column("application_id", sa.BigInteger),
    sa.Column("author_user_id", sa.BigInteger),
    sa.Column("key_id", sa.BigInteger),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("visibility", sa.Text, nullable=False),
    sa.Column("mentions", JSONB, nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("edited_at", sa.DateTime(timezone=True)),
    foreign_key("notes", "candidate", "candidate_id", "candidates"),
    foreign_key("notes", "application", "application_id", "applications"),
    foreign_key("notes", "author", "author_user_id", "users", ondelete=None),
    sa.Index("notes_candidate_idx", "org_id", "candidate_id", "id", postgresql_include=["visibility"]),
    sa.Index("notes_application_idx", "org_id", "application_id", "id", postgresql_include=["visibility"]),
    sa.Index("notes_author_idx", "org_id", "author_user_id"),
)

unread_mentions = tenant_table(
    "unread_mentions",
    sa.Column("note_id", sa.BigInteger, nullable=False),
    sa.Column("user_id", sa.BigInteger, nullable=False),
    foreign_key("unread_mentions", "note", "note_id", "notes"),
    foreign_key("unread_mentions", "user", "user_id", "users"),
    sa.Index("unread_mentions_user_key", "org_id", "user_id", "note_id", unique=True),
    sa.Index("unread_mentions_note_idx", "org_id", "note_id"),
    draws_ids=True,
)
"""The users who haven't read a note that mentions them."""

_USER_ID = sa.bindparam("user_id", type_=sa.BigInteger)
_NOTE_ID = sa.bindparam("note_id", type_=sa.BigInteger)

DELETE_UNREAD = Statement(
    sa.delete(unread_mentions).where(
        in_organisation(unread_mentions),
        unread_mentions.c.note_id == _NOTE_ID,
        unread_mentions.c.user_id == sa.func.any(sa.bindparam("user_ids", type_=ARRAY(sa.BigInteger))),
    )
)

_UNREAD = sa.and_(in_organisation(unread_mentions), unread_mentions.c.user_id == _USER_ID)
_VISIBLE = sa.func.any(sa.bindparam("visibilities", type_=ARRAY(sa.Text)))
_MENTIONING = (
    by_key(sa.select(*entity_columns(notes)), notes, unread_mentions.c.note_id)
    .where(notes.c.visibility == _VISIBLE)
    .lateral("row")
)
_UNREAD_NOTES = (
    sa.select(_MENTIONING)
    .select_from(unread_mentions.join(_MENTIONING, sa.true()))
    .where(_UNREAD)
    .subquery("unread_notes")
)

UNREAD_NOTES = Statement(
    sa.select(sa.func.count().over().label(TOTAL), *_UNREAD_NOTES.c).order_by(_UNREAD_NOTES.c.id.desc()).limit(LIMIT)
)
"""The window counts all unread notes: there are few, as a user marks them as read."""


MOVE_NOTES = move_rows(notes, "candidate_id")

MOVE_APPLICATION_NOTES = move_rows(notes, "application_id")


class PostgresNotes(TableRows[Note]):
    """Repository of notes."""

    def __init__(self, session: Session) -> None:
        super().__init__("note", notes, note_of, session)
        self._unread: TableRows[object] = TableRows("mention", unread_mentions, dict, session)

    async def add(self, details: NoteDetails) -> Note:
        """Store a note, and that it is unread."""
        async with self.atomic():
            note = await self.insert(field_values(details))
            if note.mentions:
                await self._add_unread(note.id, note.mentions)
            return note

    async def page(
        self,
        window: Window,
        visibilities: Collection[Visibility],
        *,
        candidate_id: int | None = None,
        application_id: int | None = None,
    ) -> Page[Note]:
        """Return a page of notes."""
        equal = given({"candidate_id": candidate_id, "application_id": application_id})
        if set(visibilities) != set(Visibility):
            if len(visibilities) != 1:
                return Page([], 0)
            (equal["visibility"],) = visibilities
        return await self.select_page(window, equal)

    async def change(self, note_id: int, changes: Changes) -> Note:
        """Set columns, and correct which users haven't read the note."""
        if "mentions" not in changes:
            return await super().change(note_id, changes)
        async with self.atomic():
            before = set((await self.lock(note_id)).mentions)
            note = await super().change(note_id, changes)
            after = set(note.mentions)
            if left_out := before - after:
                await self.fetch(DELETE_UNREAD, note_id=note_id, user_ids=sorted(left_out))
            if added := after - before:
                await self._add_unread(note_id, sorted(added))
            return note

    async def _add_unread(self, note_id: int, user_ids: Sequence[int]) -> None:
        await self._unread.insert_many({"note_id": [note_id] * len(user_ids), "user_id": user_ids})

    async def unread(self, user_id: int, visibilities: Collection[Visibility], limit: int) -> Page[Note]:
        """Return the last unread notes."""
        rows = await self.fetch(UNREAD_NOTES, user_id=user_id, visibilities=list(visibilities), limit=limit)
        return first_page(rows, note_of)

    async def mark_read(self, user_id: int, note_id: int) -> None:
        """Mark a note as read."""
        await self.fetch(DELETE_UNREAD, note_id=note_id, user_ids=[user_id])

    async def move(self, from_id: int, to_id: int) -> None:
        """Move notes to another candidate."""
        await self.fetch(MOVE_NOTES, from_id=from_id, to_id=to_id)

    async def move_application(self, from_id: int, to_id: int) -> None:
        """Move notes to another application."""
        await self.fetch(MOVE_APPLICATION_NOTES, from_id=from_id, to_id=to_id)


def note_of(visibility: str, mentions: Collection[int], **columns: Any) -> Note:
    """Return the note of a row's columns."""
    return Note(visibility=Visibility(visibility), mentions=tuple(mentions), **columns)

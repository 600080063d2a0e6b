"""Notes in memory."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from recruit.adapters.memory.rows import ApplicationRows, Rows
from recruit.domain.accounts.model.users import User
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.notes.model import Note, NoteDetails, Visibility
from recruit.domain.shared.errors import Refused
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values
from recruit.ports.changes import Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadMention:
    """A user who hasn't read a note that mentions them."""

    id: int
    org_id: int
    note_id: int
    user_id: int


class MemoryNotes:
    """Repository of notes."""

    def __init__(
        self,
        rows: Rows[Note],
        unread: Rows[UnreadMention],
        users: Rows[User],
        candidates: Rows[Candidate],
        applications: ApplicationRows,
    ) -> None:
        self._rows = rows
        self._unread = unread
        self._users = users
        self._candidates = candidates
        self._applications = applications

    async def add(self, details: NoteDetails) -> Note:
        """Store a note."""
        if details.author_user_id is not None and details.author_user_id not in self._users.current:
            raise Refused
        self._candidates.get(details.candidate_id)
        if details.application_id is not None:
            self._applications.get(details.application_id)
        note = self._rows.put(self._rows.new(Note, field_values(details)))
        self._add_unread(note.id, note.mentions)
        return note

    async def get(self, note_id: int) -> Note:
        """Return one note."""
        return self._rows.get(note_id)

    async def lock(self, note_id: int) -> Note:
        """Return one note. It needs no lock: units of work run one after the other."""
        return self._rows.get(note_id)

    async def page(
        self,
        window: Window,
        visibilities: Collection[Visibility],
        *,
        candidate_id: int | None = None,
        application_id: int | None = None,
    ) -> Page[Note]:
        """Return a page of notes."""
        return self._rows.page(
            window,
            lambda note: (
                note.visibility in visibilities
                and candidate_id in {None, note.candidate_id}
                and application_id in {None, note.application_id}
            ),
        )

    async def change(self, note_id: int, changes: Changes) -> Note:
        """Set fields, and correct which users haven't read the note."""
        before = set(self._rows.get(note_id).mentions)
        note = self._rows.change(note_id, changes)
        after = set(note.mentions)
        self._unread.remove_where(lambda row: row.note_id == note_id and row.user_id in before - after)
        self._add_unread(note_id, sorted(after - before))
        return note

    async def remove(self, note_id: int) -> None:
        """Remove a note."""
        self._rows.remove(note_id)

    async def unread(self, user_id: int, visibilities: Collection[Visibility], limit: int) -> Page[Note]:
        """Return the last unread notes."""
        ids = {row.note_id for row in self._unread.current.values() if row.user_id == user_id}
        found = [note for note in self._rows.all() if note.id in ids and note.visibility in visibilities]
        return Page(found[::-1][:limit], len(found), len(found) > limit)

    async def mark_read(self, user_id: int, note_id: int) -> None:
        """Mark a note as read."""
        self._unread.remove_where(lambda row: (row.note_id, row.user_id) == (note_id, user_id))

    async def move(self, from_id: int, to_id: int) -> None:
        """Move notes to another candidate."""
        for note in self._rows.all():
            if note.candidate_id == from_id:
                self._rows.put(replace(note, candidate_id=to_id))

    async def move_application(self, from_id: int, to_id: int) -> None:
        """Move notes to another application."""
        for note in self._rows.all():
            if note.application_id == from_id:
                self._rows.put(replace(note, application_id=to_id))

    def _add_unread(self, note_id: int, user_ids: Iterable[int]) -> None:
        for user_id in user_ids:
            self._unread.put(self._unread.new(UnreadMention, {"note_id": note_id, "user_id": user_id}))

"""Storage of notes."""

from collections.abc import Collection
from typing import Protocol

from recruit.domain.notes.model import Note, NoteDetails, Visibility
from recruit.domain.shared.pages import Page, Window
from recruit.ports.changes import Changes


class Notes(Protocol):
    """Notes of the organisation, and for each user the notes that mention them and that they haven't marked as read."""

    async def add(self, details: NoteDetails) -> Note:
        """Store a note, unread for the users that it mentions.

        Raise NotFound when the candidate or the application doesn't exist, and Refused for the author.
        """

    async def get(self, note_id: int) -> Note:
        """Return one note of any visibility. Raise NotFound."""

    async def lock(self, note_id: int) -> Note:
        """Lock a note until this unit of work ends and return it. Raise NotFound."""

    async def page(
        self,
        window: Window,
        visibilities: Collection[Visibility],
        *,
        candidate_id: int | None = None,
        application_id: int | None = None,
    ) -> Page[Note]:
        """Return a page of notes with these visibilities in ascending id, filtered by candidate and by application.

        A filter that is None is not applied. Notes on a candidate's applications are notes of the candidate.
        """

    async def change(self, note_id: int, changes: Changes) -> Note:
        """Set the named fields and return the note. Raise NotFound.

        The note is unread for users that `mentions` adds, and no longer unread for users that it leaves out.
        """

    async def remove(self, note_id: int) -> None:
        """Remove a note. Raise NotFound."""

    async def unread(self, user_id: int, visibilities: Collection[Visibility], limit: int) -> Page[Note]:
        """Return the last `limit` notes with these visibilities that mention a user, unread, in descending id."""

    async def mark_read(self, user_id: int, note_id: int) -> None:
        """Mark a note as read by a user, if it isn't."""

    async def move(self, from_id: int, to_id: int) -> None:
        """Move all notes of one candidate to another, existing one. Their applications stay."""

    async def move_application(self, from_id: int, to_id: int) -> None:
        """Move all notes of one application to another, existing one."""

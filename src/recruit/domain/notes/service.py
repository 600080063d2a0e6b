"""Note service: create, read, change and remove notes."""

from collections.abc import Collection, Sequence
from typing import Any

from recruit.domain.accounts.model.permissions import PERMISSIONS_OF, Permission
from recruit.domain.accounts.model.users import Actor, User
from recruit.domain.mail.model import MailKind
from recruit.domain.mail.service import MailQueue
from recruit.domain.notes.model import (
    MOST_MENTIONS,
    PERMISSION_TO_READ,
    Note,
    NoteDetails,
    Visibility,
    mentions_in,
    readable_by,
)
from recruit.domain.shared.errors import Forbidden, Invalid, NotFound, Stale
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.preconditions import Condition
from recruit.ports.changes import Changes
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

TOO_MANY_MENTIONS = f"A note mentions at most {MOST_MENTIONS} users"
OTHER_CANDIDATE = "The application is of another candidate: name one of both"
NOT_THE_AUTHOR = "Only the author of a note changes or deletes it, and users with the permission notes:manage"


class NoteService:
    """Notes of the actor's organisation. Raises NotFound, also for notes that the actor may not read."""

    def __init__(self, storage: Storage, clock: Clock, mail: MailQueue) -> None:
        self._storage = storage
        self._clock = clock
        self._mail = mail

    async def create(
        self,
        actor: Actor,
        text: str,
        *,
        candidate_id: int | None = None,
        application_id: int | None = None,
        visibility: Visibility = Visibility.EVERYONE,
        mentions: Collection[int] = (),
    ) -> Note:
        """Create a note on a candidate, or on an application and its candidate.

        The users in `mentions`, and those that the text mentions, find it in their inbox and get a notice. Raises
        NotFound for a user who isn't in the organisation, and Invalid for one who may not read the note, and for an
        application of another candidate.
        """
        actor.require(Permission.NOTE_CANDIDATES)
        actor.require(PERMISSION_TO_READ[visibility])
        async with self._storage.transaction(actor.org_id) as work:
            if application_id is not None:
                of_application = (await work.applications.get(application_id)).candidate_id
                if candidate_id not in {None, of_application}:
                    raise Invalid(OTHER_CANDIDATE)
                candidate_id = of_application
            if candidate_id is None:
                raise ValueError("a note is about a candidate or an application")
            mentioned = mentions_in(text).union(mentions)
            users = await _check_mentions(work, mentioned, mentioned, visibility)
            note = await work.notes.add(
                NoteDetails(
                    candidate_id=candidate_id,
                    application_id=application_id,
                    author_user_id=actor.user_id,
                    key_id=actor.api_key_id,
                    text=text,
                    visibility=visibility,
                    mentions=tuple(sorted(mentioned)),
                    created_at=self._clock.now(),
                )
            )
            await self._notify(work, actor, note, users)
            return note

    async def of_candidate(self, actor: Actor, candidate_id: int, window: Window) -> Page[Note]:
        """Return the notes on a candidate and on the candidate's applications."""
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.reading(actor.org_id) as work:
            found = await work.notes.page(window, readable_by(actor), candidate_id=candidate_id)
            if not found.total:  # of a candidate who may not exist
                await work.candidates.get(candidate_id)
        return found

    async def of_application(self, actor: Actor, application_id: int, window: Window) -> Page[Note]:
        """Return the notes on an application."""
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.reading(actor.org_id) as work:
            await work.applications.get(application_id)
            return await work.notes.page(window, readable_by(actor), application_id=application_id)

    async def get(self, actor: Actor, note_id: int) -> Note:
        """Return one note."""
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.autocommit(actor.org_id) as work:
            return _if_readable(actor, await work.notes.get(note_id))

    async def change(
        self, actor: Actor, note_id: int, changes: Changes, condition: Condition[Note] | None = None
    ) -> Note:
        """Set the text, the mentions outside of the text, or both. Raises Forbidden, Stale, and errors of `create`."""
        async with self._storage.transaction(actor.org_id) as work:
            note = await _lock_own(work, actor, note_id, condition)
            if not changes:
                return note
            return await self._edit(work, actor, note, changes)

    async def remove(self, actor: Actor, note_id: int, condition: Condition[Note] | None = None) -> None:
        """Remove a note. Raises Forbidden and Stale."""
        async with self._storage.transaction(actor.org_id) as work:
            await _lock_own(work, actor, note_id, condition)
            await work.notes.remove(note_id)

    async def _edit(self, work: UnitOfWork, actor: Actor, note: Note, changes: Changes) -> Note:
        """Set the fields of a note. Users who were mentioned before aren't checked and told again."""
        values: dict[str, Any] = dict(changes)
        text: str = values.get("text", note.text)
        outside: Collection[int] = values.get("mentions", set(note.mentions) - mentions_in(note.text))
        mentioned = mentions_in(text).union(outside)
        added = await _check_mentions(work, mentioned, mentioned - set(note.mentions), note.visibility)
        edited: Changes = {"text": text, "mentions": tuple(sorted(mentioned)), "edited_at": self._clock.now()}
        changed = await work.notes.change(note.id, edited)
        await self._notify(work, actor, changed, added)
        return changed

    async def _notify(self, work: UnitOfWork, actor: Actor, note: Note, users: Sequence[User]) -> None:
        """Send a notice to users who are mentioned, except the one who mentions them."""
        await self._mail.notices(work, MailKind.MENTION, note.id, [one for one in users if one.id != actor.user_id])


def _if_readable(actor: Actor, note: Note) -> Note:
    """Return a note. Raises NotFound for one that the actor may not read."""
    if note.visibility not in readable_by(actor):
        raise NotFound("note", note.id)
    return note


async def _lock_own(work: UnitOfWork, actor: Actor, note_id: int, condition: Condition[Note] | None) -> Note:
    """Lock a note that the actor may change, and return it. Raises NotFound, Forbidden and Stale."""
    actor.require(Permission.NOTE_CANDIDATES)
    note = _if_readable(actor, await work.notes.lock(note_id))
    if note.author_user_id != actor.user_id and not actor.has_permission(Permission.MANAGE_NOTES):
        raise Forbidden(NOT_THE_AUTHOR)
    if condition is not None and not condition(note):
        raise Stale("note")
    return note


async def _check_mentions(
    work: UnitOfWork, mentioned: Collection[int], added: Collection[int], visibility: Visibility
) -> Sequence[User]:
    """Return the added users. Raises Invalid for too many, and for one whose role may not read the note; NotFound."""
    if len(mentioned) > MOST_MENTIONS:
        raise Invalid(TOO_MANY_MENTIONS)
    users = [await work.users.get(user_id) for user_id in sorted(added)]
    for user in users:
        if PERMISSION_TO_READ[visibility] not in PERMISSIONS_OF[user.role]:
            raise Invalid(f"User {user.id} may not read a note for {visibility}: leave out the mention")
    return users

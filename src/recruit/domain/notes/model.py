"""Notes on candidates and applications, their visibility and mentions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor

MOST_MENTIONS = 50
"""Maximum number of users that a note mentions."""

MENTION = re.compile(r"@\[([0-9]{1,18})\]")


class Visibility(StrEnum):
    """Who may read a note: every user who may read candidates, or only users with the permission for restricted notes.

    It is fixed when the note is created.
    """

    EVERYONE = "everyone"
    RECRUITERS = "recruiters"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDetails:
    """A note before storage assigns an id.

    `application_id` is None for a note on the candidate alone. `author_user_id` is None once the author was removed.
    `key_id` is the API key with which the note was created, if any. `mentions` are ids of users, ascending.
    """

    candidate_id: int
    application_id: int | None = None
    author_user_id: int | None
    key_id: int | None = None
    text: str
    visibility: Visibility = Visibility.EVERYONE
    mentions: tuple[int, ...] = ()
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(NoteDetails):
    """A note. `edited_at` is the time of the last edit, None for a note that was never edited."""

    id: int
    org_id: int
    edited_at: datetime | None = None


def mentions_in(text: str) -> set[int]:
    """Return the ids of the users that a text mentions, each written as `@[42]`."""
    return {int(number) for number in MENTION.findall(text)}


PERMISSION_TO_READ: Mapping[Visibility, Permission] = {
    Visibility.EVERYONE: Permission.READ_CANDIDATES,
    Visibility.RECRUITERS: Permission.READ_RESTRICTED_NOTES,
}
"""The permission that reading notes of a visibility requires, in addition to reading candidates."""


def readable_by(actor: Actor) -> tuple[Visibility, ...]:
    """Return the visibilities of the notes that an actor may read. Empty if the actor may read no candidates."""
    if not actor.has_permission(Permission.READ_CANDIDATES):
        return ()
    return tuple(one for one, permission in PERMISSION_TO_READ.items() if actor.has_permission(permission))

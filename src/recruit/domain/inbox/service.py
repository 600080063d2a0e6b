"""Inbox service: a user's open tasks, unread mentions, and applications that wait for them."""

from dataclasses import dataclass

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.jobs.model import PAUSED
from recruit.domain.notes.model import Note, readable_by
from recruit.domain.pipelines.model import SETTLED
from recruit.domain.search.model import Waiting
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Page
from recruit.domain.tasks.model import Task
from recruit.ports.storage import Storage


@dataclass(frozen=True, slots=True)
class Inbox:
    """What waits for a user. Each list is the beginning of a longer one, with the total of that.

    `tasks`     open tasks of the user, in the order in which they are due
    `mentions`  notes that mention the user and that they haven't marked as read, the latest first
    `waiting`   applications for active jobs in whose team the user is, those with the oldest change of status first
    """

    tasks: Page[Task]
    mentions: Page[Note]
    waiting: Page[Waiting]


class InboxService:
    """The inbox of the actor, who must have logged in: an API key has none."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def get(self, actor: Actor, limit: int) -> Inbox:
        """Return the actor's inbox, with at most `limit` items of each kind. Raises Forbidden for an API key."""
        _require(actor)
        async with self._storage.reading(actor.org_id) as work:
            return Inbox(
                await work.tasks.open_of(actor.user_id, limit),
                await work.notes.unread(actor.user_id, readable_by(actor), limit),
                await work.team.waiting(actor.user_id, SETTLED, PAUSED, limit),
            )

    async def number(self, actor: Actor) -> int:
        """Return the number of the actor's open tasks and unread mentions. Raises Forbidden for an API key.

        Applications that wait don't count: there are always some, so that the number would say nothing.
        """
        _require(actor)
        async with self._storage.reading(actor.org_id) as work:
            tasks = await work.tasks.open_of(actor.user_id, 1)
            mentions = await work.notes.unread(actor.user_id, readable_by(actor), 1)
            return tasks.total + mentions.total

    async def mark_read(self, actor: Actor, note_id: int) -> None:
        """Mark a note that mentions the actor as read. Raises NotFound for any other note, and Forbidden."""
        _require(actor)
        async with self._storage.transaction(actor.org_id) as work:
            note = await work.notes.get(note_id)
            if actor.user_id not in note.mentions or note.visibility not in readable_by(actor):
                raise NotFound("note", note_id)
            await work.notes.mark_read(actor.user_id, note_id)


def _require(actor: Actor) -> None:
    actor.require_login()
    for permission in (Permission.READ_TASKS, Permission.READ_CANDIDATES, Permission.READ_APPLICATIONS):
        actor.require(permission)

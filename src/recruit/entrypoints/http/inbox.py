"""Inbox endpoints: what waits for the caller."""

from collections.abc import Sequence
from datetime import datetime

from litestar import Controller
from litestar.params import FromPath
from msgspec import Struct

from recruit.entrypoints.http.applications import ApplicationOut
from recruit.entrypoints.http.encoded_routes import get, post
from recruit.entrypoints.http.list_parameters import Limit
from recruit.entrypoints.http.notes import NoteOut, NotePage
from recruit.entrypoints.http.openapi.error_responses import READ, problems
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import view
from recruit.entrypoints.http.tasks import TaskOut, TaskPage


class WaitingOut(Struct):
    """An application, and since when it has had its status."""

    application: ApplicationOut
    since: datetime


class WaitingList(Struct):
    """The applications that have waited longest, and how many wait in all."""

    items: Sequence[WaitingOut]
    total: int


class InboxOut(Struct):
    """The beginning of each list, and its total.

    Open tasks in the order in which they are due; notes that mention the caller, not marked as read, the latest first;
    and applications for jobs in whose team the caller is, which aren't settled, those longest in their status first.
    """

    tasks: TaskPage
    mentions: NotePage
    waiting: WaitingList


class InboxController(Controller):
    """Inbox."""

    path = "/inbox"
    tags = ("Inbox",)

    @get("/", summary="Get Inbox", responses=problems(401, 403, 422, 503))
    async def get_inbox(self, request: ApiRequest, limit: Limit = 20) -> InboxOut:
        """Return what waits for the caller: at most `limit` of each kind."""
        inbox = await request.services.inbox.get(request.user, limit)
        waiting = [WaitingOut(view(one.application, ApplicationOut), one.since) for one in inbox.waiting.items]
        return InboxOut(
            TaskPage([view(task, TaskOut) for task in inbox.tasks.items], inbox.tasks.total),
            NotePage([view(note, NoteOut) for note in inbox.mentions.items], inbox.mentions.total),
            WaitingList(waiting, inbox.waiting.total),
        )

    @post("/mentions/{note_id:str}/read", status_code=204, summary="Mark Mention as Read", responses=problems(*READ))
    async def mark_mention_read(self, request: ApiRequest, note_id: FromPath[int]) -> None:
        """Mark a note that mentions the caller as read."""
        await request.services.inbox.mark_read(request.user, note_id)

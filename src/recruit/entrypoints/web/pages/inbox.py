"""The inbox: what waits for the user."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from recruit.domain.agent.calls import Write
from recruit.domain.agent.reversals import task_values
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.inbox.service import Inbox
from recruit.domain.notes.model import Note
from recruit.domain.tasks.model import Task
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.pages.candidate_frame import names_of, user_names
from recruit.entrypoints.web.pages.candidate_notes import pieces_of
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import t
from recruit.entrypoints.web.undo import Before, undoable

SHOWN = 45


@dataclass(frozen=True, slots=True)
class Mention:
    """A note that mentions the user, with its author's name and its text in pieces."""

    note: Note
    author: str | None
    pieces: list[tuple[str, bool]]


class InboxPages(Controller):
    """`/inbox`."""

    path = "/inbox"

    @get("/")
    async def show_inbox(self, request: PageRequest) -> Response[str]:
        """Show open tasks, unread mentions and applications that wait, and one of them beside the list."""
        services, actor = request.services, request.actor
        inbox = await services.inbox.get(actor, SHOWN)
        waiting = [one.application for one in inbox.waiting.items]
        people = {one.candidate_id for one in inbox.tasks.items} | {one.candidate_id for one in inbox.mentions.items}
        people |= {one.candidate_id for one in waiting}
        jobs = {one.job_id for one in inbox.tasks.items} | {one.job_id for one in waiting}
        users = await user_names(request) if inbox.mentions.items else {}
        mentions = [
            Mention(note, users.get(note.author_user_id or 0), pieces_of(note.text, users))
            for note in inbox.mentions.items
        ]
        items = _items(inbox, mentions)
        asked = request.query_params.get("show", "")
        chosen = asked if asked in items else next(iter(items), "")
        return page(
            request,
            "pages/inbox.html",
            inbox=inbox,
            mentions=mentions,
            people=await _people(request, people),
            jobs=await names_of(request, "job", jobs),
            now=services.clock.now(),
            chosen=chosen,
            item=items.get(chosen),
            is_asked=asked in items,
        )

    @get("/count")
    async def count(self, request: PageRequest) -> Response[str]:
        """Show the number of open tasks and unread mentions. The navigation reads it beside the page."""
        total = await request.services.inbox.number(request.actor)
        return page(request, "fragments/inbox_count.html", total=total)

    @post("/tasks/{task_id:int}/later", status_code=200)
    async def put_off(self, request: PageRequest, task_id: FromPath[int]) -> Response[str]:
        """Make a task due a day later, counted from today if it is overdue."""
        task = await request.services.tasks.get(request.actor, task_id)
        now = request.services.clock.now()
        due_at = max(now, task.due_at or now) + timedelta(days=1)
        before = Before[Task]()
        later = await request.services.tasks.change(request.actor, task_id, {"due_at": due_at}, before)
        old, new = (task_values(one, ("due_at",)) for one in (before.record, later))
        response = redirect(request, "/inbox", t("Put off by a day"))
        return await undoable(request, response, "put_off_task", Write(kind="task", id=task_id, before=old, after=new))

    @post("/mentions/{note_id:int}/read", status_code=200)
    async def mark_read(self, request: PageRequest, note_id: FromPath[int]) -> Response[str]:
        """Mark a mention as read."""
        await request.services.inbox.mark_read(request.actor, note_id)
        return redirect(request, "/inbox", t("Marked as read"))


def _items(inbox: Inbox, mentions: Iterable[Mention]) -> Mapping[str, Any]:
    """Return what the inbox lists, in its order, by the name that an address has for it, such as "task-3"."""
    return (
        {f"task-{task.id}": task for task in inbox.tasks.items}
        | {f"mention-{one.note.id}": one for one in mentions}
        | {f"waiting-{one.application.id}": one for one in inbox.waiting.items}
    )


async def _people(request: PageRequest, ids: Iterable[int | None]) -> Mapping[int, Candidate]:
    """Return candidates by id, as far as the user may see them."""
    wanted = sorted(filter(None, set(ids)))
    return await request.services.searching.candidates_by_ids(request.actor, wanted) if wanted else {}

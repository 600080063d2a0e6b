"""The inbox: what waits for the user."""

from dataclasses import dataclass
from datetime import UTC, datetime

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from recruit.domain.notes.model import Note
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.pages.candidate_frame import names_of, user_names
from recruit.entrypoints.web.pages.candidate_notes import pieces_of
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import t

SHOWN = 50


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
        """Show open tasks, unread mentions, and applications that wait."""
        services, actor = request.services, request.actor
        inbox = await services.inbox.get(actor, SHOWN)
        waiting = [one.application for one in inbox.waiting.items]
        people = {one.candidate_id for one in inbox.tasks.items} | {one.candidate_id for one in inbox.mentions.items}
        people |= {one.candidate_id for one in waiting}
        jobs = {one.job_id for one in inbox.tasks.items} | {one.job_id for one in waiting}
        users = await user_names(request) if inbox.mentions.items else {}
        return page(
            request,
            "pages/inbox.html",
            inbox=inbox,
            mentions=[
                Mention(note, users.get(note.author_user_id or 0), pieces_of(note.text, users))
                for note in inbox.mentions.items
            ],
            people=await names_of(request, "candidate", people),
            jobs=await names_of(request, "job", jobs),
            now=datetime.now(UTC),
        )

    @post("/mentions/{note_id:int}/read", status_code=200)
    async def mark_read(self, request: PageRequest, note_id: FromPath[int]) -> Response[str]:
        """Mark a mention as read."""
        await request.services.inbox.mark_read(request.actor, note_id)
        return redirect(request, "/inbox", t("Marked as read"))

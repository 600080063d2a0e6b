"""Notes on a candidate, the field of notes, and tasks about the candidate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath
from msgspec import ValidationError, convert

from recruit.domain.accounts.model.permissions import PERMISSIONS_OF, Permission
from recruit.domain.accounts.model.users import User
from recruit.domain.agent.calls import Write
from recruit.domain.agent.colleagues import mentions_of
from recruit.domain.agent.reversals import new_task_write, note_edit_write, note_write, task_values
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.notes.model import MENTION, PERMISSION_TO_READ, Note, Visibility
from recruit.domain.shared.errors import Invalid, NotFound
from recruit.domain.shared.pages import Window
from recruit.domain.tasks.model import Task, TaskDetails, TaskSearch
from recruit.entrypoints.http.candidates import CandidatePatch
from recruit.entrypoints.http.notes import NoteIn
from recruit.entrypoints.http.tasks import TaskIn
from recruit.entrypoints.web.forms import UNPROCESSABLE, FormErrors, errors_of, label, read
from recruit.entrypoints.web.page import redirect
from recruit.entrypoints.web.pages.candidate_frame import (
    MOST_USERS,
    NO_ERRORS,
    back,
    candidate_page,
    number_of,
)
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.stale import unless_changed
from recruit.entrypoints.web.text import said, t
from recruit.entrypoints.web.undo import Before, changed_fields, undoable

MOST_NOTES, MOST_TASKS = 500, 100
EMPTY_FORM = {"visibility": Visibility.EVERYONE.value} | dict.fromkeys(
    ("text", "title", "due", "due_time", "assignee_user_id"), ""
)


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note, its author's name, its text in pieces of which the mentions are marked, and whether it may be changed.

    `typed` is the text as one types it, with "@name" for each mention.
    """

    note: Note
    author: str | None
    pieces: list[tuple[str, bool]]
    typed: str
    editable: bool


class NotePages(Controller):
    """`/candidates/{id}/notes`, notes and tasks."""

    @get("/candidates/{candidate_id:int}/notes")
    async def show_notes(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Show the notes on a candidate, the field of notes, and the tasks."""
        return await _page(request, await request.services.candidates.get(request.actor, candidate_id))

    @post("/candidates/{candidate_id:int}/notes", status_code=200)
    async def add_note(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Write a note."""
        request.actor.require(Permission.NOTE_CANDIDATES)
        candidate = await request.services.candidates.get(request.actor, candidate_id)
        values = await request.fields()
        mentions = [one for text in await request.values("mention") if (one := number_of(text)) is not None]
        try:
            form = read(NoteIn, {**values, "mentions": mentions})
            text, unknown = await request.services.colleagues.with_mentions(request.actor, form.text)
            note = await request.services.notes.create(
                request.actor,
                text,
                candidate_id=candidate_id,
                visibility=form.visibility,
                mentions=form.mentions,
            )
        except (FormErrors, Invalid, NotFound) as error:
            return await _page(request, candidate, values, errors=_errors(error, "text"))
        saved = redirect(request, f"/candidates/{candidate_id}/notes", _saved(unknown))
        return await undoable(request, saved, "add_note", note_write(note))

    @post("/candidates/{candidate_id:int}/notes/field", status_code=200)
    async def change_field(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Change the candidate's field of notes, which matching reads."""
        values = await request.fields()
        notes = values.get("notes") or None
        try:
            convert({"notes": notes}, CandidatePatch)
        except ValidationError as error:
            raise Invalid(t("These notes are too long")) from error
        before = Before(unless_changed(values, _field))
        after = await request.services.candidates.change(request.actor, candidate_id, {"notes": notes}, before)
        saved = redirect(request, f"/candidates/{candidate_id}/notes", t("Saved"))
        writes = changed_fields("candidate", before.record, after)
        return await undoable(request, saved, "update_candidate", *writes)

    @post("/notes/{note_id:int}", status_code=200)
    async def change_note(self, request: PageRequest, note_id: FromPath[int]) -> Response[str]:
        """Change the text of a note."""
        request.actor.require(Permission.NOTE_CANDIDATES)
        values = await request.fields()
        note = await request.services.notes.get(request.actor, note_id)
        try:
            typed = read(NoteIn, values).text
        except FormErrors as error:
            raise Invalid(f"{label('text')}: {said(error.by_field['text'])}") from error
        text, unknown = await request.services.colleagues.with_mentions(request.actor, typed)
        before = Before(unless_changed(values, _text))
        after = await request.services.notes.change(request.actor, note_id, {"text": text}, before)
        saved = redirect(request, f"/candidates/{note.candidate_id}/notes", _saved(unknown))
        return await undoable(request, saved, "edit_note", note_edit_write(before.record, after))

    @post("/notes/{note_id:int}/delete", status_code=200)
    async def delete_note(self, request: PageRequest, note_id: FromPath[int]) -> Response[str]:
        """Delete a note."""
        note = await request.services.notes.get(request.actor, note_id)
        await request.services.notes.remove(request.actor, note_id)
        return redirect(request, f"/candidates/{note.candidate_id}/notes", t("Deleted the note"))

    @post("/candidates/{candidate_id:int}/tasks", status_code=200)
    async def add_task(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Create a task about the candidate."""
        request.actor.require(Permission.WRITE_TASKS)
        candidate = await request.services.candidates.get(request.actor, candidate_id)
        values = await request.fields()
        try:
            form = read(TaskIn, {name: values.get(name, "") for name in ("title", "assignee_user_id")})
            details = TaskDetails(
                title=form.title,
                due_at=_due(values, request.services.clock.now()),
                assignee_user_id=form.assignee_user_id,
                candidate_id=candidate_id,
            )
            task = await request.services.tasks.create(request.actor, details)
        except (FormErrors, Invalid, NotFound) as error:
            return await _page(request, candidate, values, errors=_errors(error, "title"))
        created = redirect(request, f"/candidates/{candidate_id}/notes#tasks", t("Created the task"))
        return await undoable(request, created, "create_task", new_task_write(task))

    @post("/tasks/{task_id:int}/done", status_code=200)
    async def finish_task(self, request: PageRequest, task_id: FromPath[int]) -> Response[str]:
        """Finish a task, or open it again with `reopen`."""
        values = await request.fields()
        done = not values.get("reopen")
        before = Before[Task]()
        task = await request.services.tasks.change(request.actor, task_id, {"done": done}, before)
        default = "/inbox" if task.candidate_id is None else f"/candidates/{task.candidate_id}/notes"
        response = back(request, values, default, t("Finished the task") if done else t("Opened the task again"))
        write = Write(kind="task", id=task.id, before=task_values(before.record), after=task_values(task))
        return await undoable(request, response, "finish_task" if done else "reopen_task", write)


async def _page(
    request: PageRequest,
    candidate: Candidate,
    values: Mapping[str, str] | None = None,
    *,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response[str]:
    services, actor = request.services, request.actor
    members = (await services.members.users(actor, Window(limit=MOST_USERS))).items
    users, mentions = {user.id: user.full_name for user in members}, mentions_of(members)
    notes = (await services.notes.of_candidate(actor, candidate.id, Window(limit=MOST_NOTES))).items
    tasks = await services.tasks.page(actor, Window(limit=MOST_TASKS), TaskSearch(candidate_id=candidate.id))
    is_manager = actor.has_permission(Permission.MANAGE_NOTES)
    context: dict[str, Any] = {
        "notes": [
            ShownNote(
                note,
                users.get(note.author_user_id or 0),
                pieces_of(note.text, users),
                _typed(note.text, mentions),
                is_manager or note.author_user_id == actor.user_id,
            )
            for note in reversed(notes)
        ],
        "tasks": [task for task in tasks.items if not task.done],
        "done": [task for task in tasks.items if task.done],
        "users": users,
        "mentionable": [
            (user.full_name, mentions[user.id], visibility)
            for user in members
            if user.id != actor.user_id and (visibility := _mentionable(user))
        ],
        "now": services.clock.now(),
        "values": EMPTY_FORM | dict(values or {}),
        "errors": errors,
    }
    return await candidate_page(request, candidate, "notes", status=UNPROCESSABLE if errors else 200, **context)


def pieces_of(text: str, users: Mapping[int, str]) -> list[tuple[str, bool]]:
    """Return a note's text in pieces, with the names of mentioned users in place of their numbers."""
    return [piece for piece in _pieces(text, users) if piece[0]]


def _pieces(text: str, users: Mapping[int, str]) -> Iterator[tuple[str, bool]]:
    end = 0
    for found in MENTION.finditer(text):
        yield text[end : found.start()], False
        yield "@" + users.get(int(found[1]), t("former user")), True
        end = found.end()
    yield text[end:], False


def _typed(text: str, mentions: Mapping[int, str]) -> str:
    """Return a note's text with "@name" for each mention, except for names of several users and of former ones."""
    return MENTION.sub(lambda found: mentions.get(int(found[1]), found[0]), text)


def _mentionable(user: User) -> Visibility | None:
    """Return the most restricted visibility that the user's role may read, None if it may read no notes."""
    may_read = [one for one, permission in PERMISSION_TO_READ.items() if permission in PERMISSIONS_OF[user.role]]
    return may_read[-1] if may_read else None


def _saved(unknown: Sequence[str]) -> str:
    """Return the message after a note was saved, with the typed names that are those of no user, or of several."""
    if not unknown:
        return t("Saved the note")
    return t("Saved the note. It mentions nobody by {names}.", names=", ".join(f"@{name}" for name in unknown))


def _text(note: Note) -> dict[str, str]:
    return {"text": note.text}


def _field(candidate: Candidate) -> dict[str, str | None]:
    return {"notes": candidate.notes}


def _errors(error: FormErrors | Invalid | NotFound, field: str) -> dict[str, str]:
    """Return the messages of a refused form by field."""
    return {name or field: message for name, message in errors_of(error).items()}


def _due(values: Mapping[str, str], now: datetime) -> datetime | None:
    """Return the moment of a day and a time as browsers send them, by default the end of the day.

    `utc_offset` is the reader's, in minutes east of UTC; without scripts, times are in UTC. Raises FormErrors for a
    moment in the past, and for other texts.
    """
    day_text, time_text = values.get("due", ""), values.get("due_time", "")
    if not (day_text or time_text):
        return None
    try:
        day, zone = date.fromisoformat(day_text), timezone(timedelta(minutes=int(values.get("utc_offset") or 0)))
        at = datetime.combine(day, time(23, 59), zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise FormErrors({"due": t("Enter a day")}) from error
    if day < now.date() - timedelta(days=1):  # where it is still yesterday, that is today
        raise FormErrors({"due": t("This day is in the past")})
    if not time_text:
        return at
    try:
        at = datetime.combine(day, time.fromisoformat(time_text), zone).astimezone(UTC)
    except ValueError as error:
        raise FormErrors({"due_time": t("Enter a time")}) from error
    if at < now:
        raise FormErrors({"due_time": t("This time is in the past")})
    return at

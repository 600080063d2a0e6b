"""Reversal of changes of notes, tags, tasks and stages of applications."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from hashlib import blake2b
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.calls import Write
from recruit.domain.applications.model import Application, Move
from recruit.domain.audit.model import AuditEntry, standing, undoing
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.profile import Profile
from recruit.domain.jobs.model import Job
from recruit.domain.notes.model import Note, mentions_in
from recruit.domain.notes.service import NOT_THE_AUTHOR
from recruit.domain.search.model import CandidateSearch
from recruit.domain.shared.errors import Forbidden, Invalid, NotFound
from recruit.domain.shared.pages import Window
from recruit.domain.tags.model import Tag, TagFilter
from recruit.domain.tasks.model import Task
from recruit.ports.changes import Changes
from recruit.ports.unit_of_work import UnitOfWork

MOST_TAGS = 1_000
_TIMES = ("due_at", "done_at")

Restore = Callable[[UnitOfWork, Actor, int, Changes | None, Mapping[str, Any]], Awaitable[None]]
"""Restores a row with an id to the values before a change, or removes it for None, if it has those after the change."""


def creation_write(
    kind: str, row: Job | Candidate | Application, documents: Sequence[int] = (), profile: Profile | None = None
) -> Write:
    """Return the record of a created row. `documents` (ids) and `profile` came with it."""
    after = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(row).items()}
    return Write(
        kind=kind,
        id=row.id,
        before=None,
        after=after,
        documents=documents,
        profile=None if profile is None else profile_version(profile),
    )


def profile_version(profile: Profile) -> str:
    """Return a digest of a profile."""
    return blake2b(repr(profile).encode(), digest_size=8).hexdigest()


def note_write(note: Note) -> Write:
    """Return the record of a new note."""
    values = {"candidate_id": note.candidate_id, "text": note.text, "visibility": note.visibility.value}
    return Write(kind="note", id=note.id, before=None, after=values)


def note_edit_write(before: Note, after: Note) -> Write:
    """Return the record of another text of a note."""
    changed = {"text": after.text, "visibility": after.visibility.value}
    return Write(kind="note", id=after.id, before={"text": before.text}, after=changed)


def move_write(before: Application, after: Application) -> Write:
    """Return the record of a move."""
    return Write(kind="application", id=after.id, before=_last_move(before), after=_last_move(after))


def tag_write(tag: Tag) -> Write:
    """Return the record of a new tag of the organisation."""
    return Write(kind="tag", id=tag.id, before=None, after={"name": tag.name})


def tagging_write(candidate_id: int, tag_id: int, *, tagged: bool) -> Write:
    """Return the record of a tag that was given to a candidate, or taken from one."""
    before, after = ({"candidate_id": candidate_id, "tag_id": tag_id, "tagged": one} for one in (not tagged, tagged))
    return Write(kind="candidate_tag", id=candidate_id, before=before, after=after)


def new_task_write(task: Task) -> Write:
    """Return the record of a new task."""
    names = ("title", "due_at", "assignee_user_id", "candidate_id", "job_id", "done_at")
    return Write(kind="task", id=task.id, before=None, after=task_values(task, names))


def task_values(task: Task, names: tuple[str, ...] = ("done_at", "done_by_user_id")) -> dict[str, Any]:
    """Return fields of a task as JSON."""
    return {name: _plain(getattr(task, name)) for name in names}


async def restore_stage(
    work: UnitOfWork, _actor: Actor, id: int, before: Changes | None, after: Mapping[str, Any]
) -> None:
    """Move an application back to its stage, with the reason and the note of that, and since when it was there.

    The entry of the log names that of the move, so that reports leave out both, unless other moves came in between.
    """
    application = await work.applications.lock(id)
    if application.status != after["status"]:
        raise Invalid(f"Application #{id} has changed since: status")
    values: Mapping[str, Any] = before or {}
    move = Move(stage=values["status"], reason_id=values.get("reason_id"), note=values.get("move_note"))
    moves = [entry for entry in standing(await work.audit.of_applications([id])) if entry.stage is not None]
    undone = moves[-1].id if moves and _is_move(moves[-1], move.stage, application.status) else None
    if undone is not None and len(moves) > 1:
        move = replace(move, since=moves[-2].happened_at)
    try:
        with undoing(undone):
            await work.applications.move([id], move)
    except NotFound as gone:
        raise Invalid(f"The {gone.kind} of application #{id} has been removed since") from gone


def _is_move(entry: AuditEntry, before: str, after: str) -> bool:
    return ((entry.before or {}).get("status"), entry.stage) == (before, after)


async def _restore_note(
    work: UnitOfWork, actor: Actor, id: int, before: Changes | None, after: Mapping[str, Any]
) -> None:
    note = await work.notes.lock(id)
    if note.author_user_id != actor.user_id and not actor.has_permission(Permission.MANAGE_NOTES):
        raise Forbidden(NOT_THE_AUTHOR)
    if note.text != after["text"]:
        raise Invalid(f"Note #{id} has changed since: text")
    if before is None:
        await work.notes.remove(id)
        return
    text = str(before["text"])
    mentions = set(note.mentions) - mentions_in(note.text) | mentions_in(text)
    await work.notes.change(id, {"text": text, "mentions": tuple(sorted(mentions)), "edited_at": note.edited_at})


async def _restore_tag(
    work: UnitOfWork, _actor: Actor, id: int, _before: Changes | None, after: Mapping[str, Any]
) -> None:
    """Remove a new tag, unless another candidate has got it since."""
    tag = await work.tags.lock(id)
    tagged = await work.candidates.search(Window(limit=1), CandidateSearch(tagged=TagFilter(all_of=(id,))))
    if tag.name == after["name"] and not tagged.total:
        await work.tags.remove(id)


async def _restore_tagging(
    work: UnitOfWork, _actor: Actor, _id: int, _before: Changes | None, after: Mapping[str, Any]
) -> None:
    candidate_id, tag_id = after["candidate_id"], after["tag_id"]
    has = await work.tags.of_candidate(Window(limit=MOST_TAGS), candidate_id)
    if any(tag.id == tag_id for tag in has.items) != after["tagged"]:
        raise Invalid(f"The tags of candidate #{candidate_id} have changed since")
    if after["tagged"]:
        await work.tags.detach(candidate_id, tag_id)
    else:
        await work.tags.attach(candidate_id, tag_id)


async def _restore_task(
    work: UnitOfWork, _actor: Actor, id: int, before: Changes | None, after: Mapping[str, Any]
) -> None:
    task = await work.tasks.lock(id)
    if changed := [name for name, value in after.items() if _plain(getattr(task, name)) != value]:
        raise Invalid(f"Task #{id} has changed since: {', '.join(name.replace('_', ' ') for name in changed)}")
    if before is None:
        await work.tasks.remove(id)
    else:
        await work.tasks.change(id, {name: _stored(name, value) for name, value in before.items()})


RESTORE: Mapping[str, Restore] = {
    "note": _restore_note,
    "tag": _restore_tag,
    "candidate_tag": _restore_tagging,
    "task": _restore_task,
}
"""Kind of record → the function that restores it."""


def _last_move(application: Application) -> Mapping[str, Any]:
    return {
        "status": application.status,
        "reason_id": application.reason_id,
        "move_note": application.move_note,
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _stored(name: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if name in _TIMES and value is not None else value

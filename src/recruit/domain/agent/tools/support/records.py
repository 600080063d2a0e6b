"""Results and lines about notes, tags and tasks."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from recruit.domain.agent.result_schemas import BOOLEAN, INTEGER, TEXT, object_of, or_null
from recruit.domain.agent.tools.support.common import candidate_ref, job_ref
from recruit.domain.agent.wording import excerpt, joined, one_line
from recruit.domain.engines.language.requests import Reference
from recruit.domain.notes.model import Note, Visibility
from recruit.domain.tags.model import Tag
from recruit.domain.tasks.model import Task

NOTE = object_of(
    id=INTEGER,
    candidate_id=INTEGER,
    application_id=or_null(INTEGER),
    author_user_id=or_null(INTEGER),
    text=TEXT,
    visibility=TEXT,
    created_at=TEXT,
)
TAG = object_of(id=INTEGER, name=TEXT)
TASK = object_of(
    id=INTEGER,
    title=TEXT,
    due_at=or_null(TEXT),
    assignee_user_id=or_null(INTEGER),
    candidate_id=or_null(INTEGER),
    job_id=or_null(INTEGER),
    application_id=or_null(INTEGER),
    done=BOOLEAN,
)


def note_data(note: Note) -> dict[str, Any]:
    """Return a note as JSON."""
    names = ("id", "candidate_id", "application_id", "author_user_id", "text")
    values = {name: getattr(note, name) for name in names}
    return {**values, "visibility": note.visibility.value, "created_at": note.created_at.isoformat()}


def note_line(note: Note, authors: Mapping[int, str]) -> str:
    """Return a line about a note."""
    author = authors.get(note.author_user_id or 0)
    restricted = "for recruiters only" if note.visibility is Visibility.RECRUITERS else None
    written = joined(", ", f"{note.created_at:%Y-%m-%d}", author and one_line(author), restricted)
    return f"Note #{note.id} ({written}): {excerpt(note.text)}"


def tag_data(tag: Tag) -> dict[str, Any]:
    """Return a tag as JSON."""
    return {"id": tag.id, "name": tag.name}


def task_data(task: Task) -> dict[str, Any]:
    """Return a task as JSON."""
    values = {name: getattr(task, name) for name in TASK["properties"]}
    return {**values, "due_at": task.due_at and task.due_at.isoformat()}


def task_line(task: Task, assignees: Mapping[int, str], now: datetime) -> str:
    """Return a line about a task. `assignees` are the names of users other than the reader."""
    assignee = assignees.get(task.assignee_user_id or 0)
    late = task.due_at is not None and not task.done and task.due_at < now
    return joined(
        ", ",
        f"Task #{task.id}: {one_line(task.title)}",
        None if task.due_at is None else f"due {task.due_at:%Y-%m-%d}{' (overdue)' if late else ''}",
        None if task.candidate_id is None else f"candidate #{task.candidate_id}",
        None if task.job_id is None else f"job #{task.job_id}",
        f"for {one_line(assignee)}" if assignee else None,
        "done" if task.done else None,
    )


def task_refs(task: Task) -> list[Reference]:
    """Return references to a task's candidate and job."""
    people = [] if task.candidate_id is None else [candidate_ref(task.candidate_id)]
    return people + ([] if task.job_id is None else [job_ref(task.job_id)])

"""Tasks in memory."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from recruit.adapters.memory.rows import Rows
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values
from recruit.domain.tasks.model import Task, TaskDetails, TaskSearch
from recruit.ports.changes import Changes

NEVER = datetime.max.replace(tzinfo=UTC)


class MemoryTasks:
    """Repository of tasks."""

    def __init__(
        self, rows: Rows[Task], users: Rows[Any], candidates: Rows[Any], jobs: Rows[Any], applications: Rows[Any]
    ) -> None:
        self._rows = rows
        self._referred = {
            "assignee_user_id": users,
            "candidate_id": candidates,
            "job_id": jobs,
            "application_id": applications,
        }

    async def add(self, details: TaskDetails, *, created_by_user_id: int, now: datetime) -> Task:
        """Store a task."""
        fields = field_values(details)
        self._check(fields)
        return self._rows.put(
            self._rows.new(Task, {**fields, "created_by_user_id": created_by_user_id, "created_at": now})
        )

    async def get(self, task_id: int) -> Task:
        """Return one task."""
        return self._rows.get(task_id)

    async def lock(self, task_id: int) -> Task:
        """Return one task. It needs no lock: units of work run one after the other."""
        return self._rows.get(task_id)

    async def page(self, window: Window, criteria: TaskSearch) -> Page[Task]:
        """Return a page of tasks."""
        return self._rows.page(window, lambda task: _matches(criteria, task))

    async def change(self, task_id: int, changes: Changes) -> Task:
        """Set fields."""
        self._rows.get(task_id)
        self._check(changes)
        return self._rows.change(task_id, changes)

    async def remove(self, task_id: int) -> None:
        """Remove a task."""
        self._rows.remove(task_id)

    async def open_of(self, user_id: int, limit: int) -> Page[Task]:
        """Return a user's open tasks."""
        found = [task for task in self._rows.all() if task.assignee_user_id == user_id and not task.done]
        found.sort(key=lambda task: (task.due_at or NEVER, task.id))
        return Page(found[:limit], len(found), len(found) > limit)

    async def move(self, from_id: int, to_id: int) -> None:
        """Move tasks to another candidate."""
        for task in self._rows.all():
            if task.candidate_id == from_id:
                self._rows.put(replace(task, candidate_id=to_id))

    async def move_application(self, from_id: int, to_id: int) -> None:
        """Move tasks to another application."""
        for task in self._rows.all():
            if task.application_id == from_id:
                self._rows.put(replace(task, application_id=to_id))

    def _check(self, fields: Mapping[str, Any]) -> None:
        """Raise NotFound for a record that fields refer to."""
        for name, rows in self._referred.items():
            if fields.get(name) is not None:
                rows.get(fields[name])


def _matches(criteria: TaskSearch, task: Task) -> bool:
    return (
        criteria.assignee_user_id in {None, task.assignee_user_id}
        and criteria.candidate_id in {None, task.candidate_id}
        and criteria.job_id in {None, task.job_id}
        and criteria.application_id in {None, task.application_id}
        and criteria.done in {None, task.done}
        and (criteria.due_before is None or (task.due_at is not None and task.due_at < criteria.due_before))
    )

"""Storage of tasks."""

from datetime import datetime
from typing import Protocol

from recruit.domain.shared.pages import Page, Window
from recruit.domain.tasks.model import Task, TaskDetails, TaskSearch
from recruit.ports.changes import Changes


class Tasks(Protocol):
    """Tasks of the organisation's users. A task is removed with the candidate, job or application that it is about."""

    async def add(self, details: TaskDetails, *, created_by_user_id: int, now: datetime) -> Task:
        """Store an open task. Raise NotFound for the assignee, candidate, job or application."""

    async def get(self, task_id: int) -> Task:
        """Return one task. Raise NotFound."""

    async def lock(self, task_id: int) -> Task:
        """Lock a task until this unit of work ends and return it. Raise NotFound."""

    async def page(self, window: Window, criteria: TaskSearch) -> Page[Task]:
        """Return a page of the tasks that meet all criteria, in ascending id."""

    async def change(self, task_id: int, changes: Changes) -> Task:
        """Set the named fields and return the task. Raise NotFound, also for the assignee."""

    async def remove(self, task_id: int) -> None:
        """Remove a task. Raise NotFound."""

    async def open_of(self, user_id: int, limit: int) -> Page[Task]:
        """Return a user's first `limit` open tasks: those that are due first come first, those without a time last."""

    async def move(self, from_id: int, to_id: int) -> None:
        """Move all tasks about one candidate to another, existing one. Their applications stay."""

    async def move_application(self, from_id: int, to_id: int) -> None:
        """Move all tasks about one application to another, existing one."""

"""Tasks in PostgreSQL."""

from datetime import datetime
from functools import cache

import sqlalchemy as sa

from recruit.adapters.postgres.engine.columns import foreign_key, organisation_key, tenant_table
from recruit.adapters.postgres.engine.pages import search
from recruit.adapters.postgres.engine.row_page import TOTAL, first_page
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import LIMIT, in_organisation, move_rows
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values, given
from recruit.domain.tasks.model import Task, TaskDetails, TaskSearch

tasks = tenant_table(
    "tasks",
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("due_at", sa.DateTime(timezone=True)),
    sa.Column("assignee_user_id", sa.BigInteger),
    sa.Column("candidate_id", sa.BigInteger),
    sa.Column("job_id", sa.BigInteger),
    sa.Column("application_id", sa.BigInteger),
    sa.Column("created_by_user_id", sa.BigInteger, nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("done_at", sa.DateTime(timezone=True)),
    sa.Column("done_by_user_id", sa.BigInteger),
    organisation_key("tasks"),
    foreign_key("tasks", "assignee", "assignee_user_id", "users", ondelete=None),
    foreign_key("tasks", "candidate", "candidate_id", "candidates"),
    foreign_key("tasks", "job", "job_id", "jobs"),
    foreign_key("tasks", "application", "application_id", "applications"),
    sa.Index("tasks_assignee_idx", "org_id", "assignee_user_id", "id"),
    sa.Index(
        "tasks_open_idx",
        *("org_id", "assignee_user_id", "due_at", "id"),
        postgresql_where=sa.text("done_at IS NULL"),
    ),
    sa.Index("tasks_candidate_idx", "org_id", "candidate_id", "id"),
    sa.Index("tasks_job_idx", "org_id", "job_id", "id"),
    sa.Index("tasks_application_idx", "org_id", "application_id", "id"),
)

EQUAL = ("assignee_user_id", "candidate_id", "job_id", "application_id")

_OPEN = (
    in_organisation(tasks),
    tasks.c.assignee_user_id == sa.bindparam("user_id", type_=sa.BigInteger),
    tasks.c.done_at.is_(None),
)

OPEN_TASKS = Statement(
    sa.select(
        sa.select(sa.func.count()).select_from(tasks).where(*_OPEN).scalar_subquery().label(TOTAL),
        *entity_columns(tasks),
    )
    .where(*_OPEN)
    .order_by(tasks.c.due_at, tasks.c.id)
    .limit(LIMIT)
)


@cache
def search_statement(names: frozenset[str], done: bool | None) -> Statement:
    """Select the total and a page of tasks."""
    conditions = [in_organisation(tasks), *(tasks.c[name] == sa.bindparam(name) for name in EQUAL if name in names)]
    if done is not None:
        conditions.append(tasks.c.done_at.is_not(None) if done else tasks.c.done_at.is_(None))
    if "due_before" in names:
        conditions.append(tasks.c.due_at < sa.bindparam("due_before"))
    return search(tasks, conditions)


MOVE_TASKS = move_rows(tasks, "candidate_id")

MOVE_APPLICATION_TASKS = move_rows(tasks, "application_id")


class PostgresTasks(TableRows[Task]):
    """Repository of tasks."""

    def __init__(self, session: Session) -> None:
        super().__init__("task", tasks, Task, session)

    async def add(self, details: TaskDetails, *, created_by_user_id: int, now: datetime) -> Task:
        """Store a task."""
        return await self.insert({**field_values(details), "created_by_user_id": created_by_user_id, "created_at": now})

    async def page(self, window: Window, criteria: TaskSearch) -> Page[Task]:
        """Return a page of tasks."""
        values = given(field_values(criteria))
        done = values.pop("done", None)
        return await self.fetch_page(window, search_statement(frozenset(values), done), values)

    async def open_of(self, user_id: int, limit: int) -> Page[Task]:
        """Return a user's open tasks."""
        rows = await self.fetch(OPEN_TASKS, user_id=user_id, limit=limit)
        return first_page(rows, Task)

    async def move(self, from_id: int, to_id: int) -> None:
        """Move tasks to another candidate."""
        await self.fetch(MOVE_TASKS, from_id=from_id, to_id=to_id)

    async def move_application(self, from_id: int, to_id: int) -> None:
        """Move tasks to another application."""
        await self.fetch(MOVE_APPLICATION_TASKS, from_id=from_id, to_id=to_id)

"""Tasks of users."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDetails:
    """The fields of a task. Times are aware.

    `assignee_user_id` is None for an unassigned task. A task about an application has the ids of its candidate and job.
    """

    title: str
    due_at: datetime | None = None
    assignee_user_id: int | None = None
    candidate_id: int | None = None
    job_id: int | None = None
    application_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(TaskDetails):
    """A task. `done_at` and `done_by_user_id` are None while it is open."""

    id: int
    org_id: int
    created_by_user_id: int
    created_at: datetime
    done_at: datetime | None = None
    done_by_user_id: int | None = None

    @property
    def is_about_a_record(self) -> bool:
        """Whether the task is about a candidate or a job."""
        return self.candidate_id is not None or self.job_id is not None

    @property
    def done(self) -> bool:
        """Whether the task is done."""
        return self.done_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSearch:
    """Search criteria for tasks. A criterion that is None doesn't filter.

    `due_before` is an aware time: a task meets it if it is due before that time.
    """

    assignee_user_id: int | None = None
    candidate_id: int | None = None
    job_id: int | None = None
    application_id: int | None = None
    done: bool | None = None
    due_before: datetime | None = None

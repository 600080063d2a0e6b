"""Task service: create, read, change and remove tasks."""

from dataclasses import replace
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor, User
from recruit.domain.mail.model import MailKind
from recruit.domain.mail.service import MailQueue
from recruit.domain.shared.errors import Invalid, Stale
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.periods import in_utc
from recruit.domain.shared.preconditions import Condition, lock_and_check, unit_of_work
from recruit.domain.shared.single_line import check_name, to_nfc
from recruit.domain.tasks.model import Task, TaskDetails, TaskSearch
from recruit.ports.changes import Changes
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

OTHER_SUBJECT = "The application is for another job or of another candidate: leave out job_id and candidate_id"


class TaskService:
    """Tasks of the actor's organisation. Raises NotFound."""

    def __init__(self, storage: Storage, clock: Clock, mail: MailQueue) -> None:
        self._storage = storage
        self._clock = clock
        self._mail = mail

    async def create(self, actor: Actor, details: TaskDetails) -> Task:
        """Create an open task, and send a notice to its assignee.

        A task about an application is about its job and its candidate, too. Raises Invalid if `details` names others,
        and NotFound for an assignee who isn't in the organisation.
        """
        actor.require(Permission.WRITE_TASKS)
        check_name(title=details.title)
        details = replace(details, title=to_nfc(details.title), due_at=in_utc("due_at", details.due_at))
        async with self._storage.transaction(actor.org_id) as work:
            assignee = await _user(work, details.assignee_user_id)
            if details.application_id is not None:
                found = await work.applications.get(details.application_id)
                if details.job_id not in {None, found.job_id} or details.candidate_id not in {None, found.candidate_id}:
                    raise Invalid(OTHER_SUBJECT)
                details = replace(details, job_id=found.job_id, candidate_id=found.candidate_id)
            task = await work.tasks.add(details, created_by_user_id=actor.user_id, now=self._clock.now())
            await self._notify(work, actor, task, assignee)
            return task

    async def get(self, actor: Actor, task_id: int) -> Task:
        """Return one task."""
        actor.require(Permission.READ_TASKS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.tasks.get(task_id)

    async def page(self, actor: Actor, window: Window, criteria: TaskSearch) -> Page[Task]:
        """Return the tasks that meet the criteria. Raises Invalid for a time outside the years 1 to 9999 in UTC."""
        actor.require(Permission.READ_TASKS)
        in_utc("due_before", criteria.due_before)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.tasks.page(window, criteria)

    async def change(
        self, actor: Actor, task_id: int, changes: Changes, condition: Condition[Task] | None = None
    ) -> Task:
        """Set the given fields. `done` finishes a task or opens it again. Raises Invalid and Stale.

        A task that is finished already keeps the time and the user of that.
        """
        actor.require(Permission.WRITE_TASKS)
        values: dict[str, Any] = dict(changes)
        check_name(title=values.get("title"))
        if "title" in values:
            values["title"] = to_nfc(values["title"])
        if "due_at" in values:
            values["due_at"] = in_utc("due_at", values["due_at"])
        async with self._storage.transaction(actor.org_id) as work:
            task = await work.tasks.lock(task_id)
            if condition is not None and not condition(task):
                raise Stale("task")
            assignee = await _user(work, values.get("assignee_user_id"))
            done = values.pop("done", task.done)
            if done != task.done:
                values["done_at"] = self._clock.now() if done else None
                values["done_by_user_id"] = actor.user_id if done else None
            changed = await work.tasks.change(task_id, values)
            if changed.assignee_user_id != task.assignee_user_id:
                await self._notify(work, actor, changed, assignee)
            return changed

    async def remove(self, actor: Actor, task_id: int, condition: Condition[Task] | None = None) -> None:
        """Remove a task. Raises Stale."""
        actor.require(Permission.WRITE_TASKS)
        async with unit_of_work(self._storage, actor.org_id, condition) as work:
            tasks = work.tasks
            await lock_and_check("task", tasks, task_id, condition)
            await tasks.remove(task_id)

    async def _notify(self, work: UnitOfWork, actor: Actor, task: Task, assignee: User | None) -> None:
        """Send a notice to the assignee, unless they have assigned the task to themselves."""
        if assignee is not None and assignee.id != actor.user_id:
            await self._mail.notices(work, MailKind.TASK, task.id, [assignee])


async def _user(work: UnitOfWork, user_id: int | None) -> User | None:
    """Return a user, None for no id. Raises NotFound."""
    return None if user_id is None else await work.users.get(user_id)

"""Tool delete_task: delete a task."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome, Write
from recruit.domain.agent.result_schemas import DELETED
from recruit.domain.agent.reversals import task_values
from recruit.domain.agent.tool import Effect, Question, Services, Tool
from recruit.domain.agent.tools.support.tasks import TASK_ARGUMENTS, task_label, task_of


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Delete a task."""
    task = await task_of(services, caller, arguments)
    await services.tasks.remove(caller.actor, task.id)
    write = Write(kind="task", id=task.id, before=task_values(task), after=None)
    return Outcome(text=f"I've deleted {task_label(task)}.", data={"id": task.id}, writes=[write])


async def asks(services: Services, caller: Caller, arguments: Arguments) -> Question:
    """Return the question before a task is deleted."""
    task = await task_of(services, caller, arguments)
    text = f"I would delete {task_label(task)}, and that can't be undone. Shall I do it?"
    return Question(text, {f"task #{task.id}": {"title": task.title, "done": "yes" if task.done else "no"}})


TOOL = Tool(
    name="delete_task",
    title="Delete a task",
    description="Delete a task for good; asks first. finish_task marks one as done instead.",
    arguments=TASK_ARGUMENTS,
    run=run,
    permission=Permission.WRITE_TASKS,
    also=frozenset({Permission.READ_TASKS}),
    asks=asks,
    effect=Effect.DESTROYS,
    example="delete task 4",
    result=DELETED,
)

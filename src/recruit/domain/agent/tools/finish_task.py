"""Tool finish_task: finish a task."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Boolean
from recruit.domain.agent.calls import Arguments, Caller, Outcome, Write
from recruit.domain.agent.reversals import task_values
from recruit.domain.agent.tool import Effect, Question, Services, Tool
from recruit.domain.agent.tools.support.common import optional
from recruit.domain.agent.tools.support.records import TASK, task_data, task_refs
from recruit.domain.agent.tools.support.tasks import TASK_ARGUMENTS, is_named_in_part, task_label, task_of


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Mark a task as done, or as open again."""
    done = arguments.get("done", True)
    before = await task_of(services, caller, arguments, done=not done)
    task = await services.tasks.change(caller.actor, before.id, {"done": done})
    state = "done" if done else "open"
    changed = before.done != done
    label = task_label(task)
    writes = [Write(kind="task", id=task.id, before=task_values(before), after=task_values(task))]
    return Outcome(
        text=f"I've marked {label} as {state}." if changed else f"The {label} is {state} already.",
        data=task_data(task),
        shown=task_refs(task),
        writes=writes if changed else [],
    )


async def asks(services: Services, caller: Caller, arguments: Arguments) -> Question | None:
    """Return a question if the arguments give only a part of the task's title."""
    done = arguments.get("done", True)
    task = await task_of(services, caller, arguments, done=not done)
    if not is_named_in_part(task, arguments):
        return None
    text = f"I would mark {task_label(task)} as {'done' if done else 'open'}. Shall I do it?"
    return Question(text, {f"task #{task.id}": {"title": task.title}})


TOOL = Tool(
    name="finish_task",
    title="Finish a task",
    description="Mark a task as done, or as open again.",
    arguments=[
        *TASK_ARGUMENTS,
        optional("done", Boolean(), "False to open it again."),
    ],
    run=run,
    asks=asks,
    permission=Permission.WRITE_TASKS,
    also=frozenset({Permission.READ_TASKS}),
    effect=Effect.WRITES,
    example="done with task 4",
    verbs="done finish complete close tick reopen erledigt terminé hecho",
    result=TASK["properties"],
)

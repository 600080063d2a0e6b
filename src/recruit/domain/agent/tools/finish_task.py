"""Tool finish_task: finish a task."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Argument, Boolean, Integer
from recruit.domain.agent.calls import Arguments, Caller, Outcome, Write
from recruit.domain.agent.reversals import task_values
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.common import optional
from recruit.domain.agent.tools.support.records import TASK, task_data, task_refs
from recruit.domain.agent.wording import one_line


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Mark a task as done, or as open again."""
    done = arguments.get("done", True)
    before = await services.tasks.get(caller.actor, arguments["task_id"])
    task = await services.tasks.change(caller.actor, before.id, {"done": done})
    state = "done" if done else "open"
    changed = before.done != done
    label = f"task #{task.id} ({one_line(task.title)})"
    writes = [Write(kind="task", id=task.id, before=task_values(before), after=task_values(task))]
    return Outcome(
        text=f"I've marked {label} as {state}." if changed else f"The {label} is {state} already.",
        data=task_data(task),
        shown=task_refs(task),
        writes=writes if changed else [],
    )


TOOL = Tool(
    name="finish_task",
    title="Finish a task",
    description="Mark a task as done, or as open again.",
    arguments=[
        Argument(name="task_id", kind=Integer(), description="The id of the task.", required=True),
        optional("done", Boolean(), "False to open it again."),
    ],
    run=run,
    permission=Permission.WRITE_TASKS,
    also=frozenset({Permission.READ_TASKS}),
    effect=Effect.WRITES,
    example="done with task 4",
    verbs="done finish complete close tick reopen erledigt terminé hecho",
    result=TASK["properties"],
)

"""Tasks by their titles, and the arguments of tools that name one."""

from recruit.domain.agent.arguments import Integer, Text
from recruit.domain.agent.calls import Arguments, Caller
from recruit.domain.agent.tool import Services
from recruit.domain.agent.tools.support.common import optional
from recruit.domain.agent.tools.support.records import task_line
from recruit.domain.agent.wording import one_line
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import all_items
from recruit.domain.tasks.model import Task, TaskSearch

TASK_ARGUMENTS = [
    optional("task_id", Integer(), "The id of the task; else give its title."),
    optional("title", Text(200), "The title of the task, or a part of it that no other task has."),
]
MOST_NAMED = 5


async def task_of(services: Services, caller: Caller, arguments: Arguments, *, done: bool | None = None) -> Task:
    """Return the task with the id or the title that the arguments give; by title, one that is `done` or not.

    Case is ignored. Of several tasks of a title, the caller's own is meant. A part of a title counts if no task has it
    as its title. Raises NotFound, and Invalid with the tasks that may be meant.
    """
    actor = caller.actor
    if "task_id" in arguments:
        return await services.tasks.get(actor, arguments["task_id"])
    if "title" not in arguments:
        raise Invalid("Name the task by its id or its title")
    wanted = _folded(arguments["title"])
    tasks: list[Task] = [
        one
        async for one in all_items(lambda window: services.tasks.page(actor, window, TaskSearch(done=done)))
        if wanted in _folded(one.title)
    ]
    whole = [one for one in tasks if _folded(one.title) == wanted]
    for found in (whole, tasks):
        own = [one for one in found if one.assignee_user_id == actor.user_id]
        for some in (own, found):
            if len(some) == 1:
                return some[0]
        if found:
            named = "; ".join(task_line(one, {}, services.clock.now()) for one in found[:MOST_NAMED])
            raise Invalid(f"Several tasks are called that: name one by its id. {named}")
    state = "" if done is None else " done" if done else " open"
    raise Invalid(f"There is no{state} task called “{one_line(arguments['title'])}”")


def is_named_in_part(task: Task, arguments: Arguments) -> bool:
    """Tell whether the arguments give only a part of a task's title."""
    return "task_id" not in arguments and _folded(task.title) != _folded(arguments["title"])


def task_label(task: Task) -> str:
    """Return a task's id and title."""
    return f"task #{task.id} ({one_line(task.title)})"


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()

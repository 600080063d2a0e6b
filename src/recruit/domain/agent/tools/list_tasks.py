"""Tool list_tasks: list tasks."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Boolean, Date, Text
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import INTEGER, list_of
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.create_task import assignee_of
from recruit.domain.agent.tools.support.common import (
    MOST_LISTED,
    candidate_argument,
    job_argument,
    limit_argument,
    optional,
)
from recruit.domain.agent.tools.support.days import day_start
from recruit.domain.agent.tools.support.records import TASK, task_data, task_line, task_refs
from recruit.domain.agent.wording import bullets, count, paragraphs
from recruit.domain.shared.pages import Window
from recruit.domain.tasks.model import TaskSearch


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """List tasks: open ones unless done ones are asked for."""
    actor = caller.actor
    done, now = arguments.get("done", False), services.clock.now()
    due_before = now if arguments.get("overdue") else day_start(arguments.get("due_before"))
    assignee, candidate_id = None, arguments.get("candidate_id")
    if "assignee" in arguments:
        assignee, candidate_id = await assignee_of(services, caller, arguments["assignee"], candidate_id)
    criteria = TaskSearch(
        assignee_user_id=assignee,
        candidate_id=candidate_id,
        job_id=arguments.get("job_id"),
        done=done,
        due_before=due_before,
    )
    found = await services.tasks.page(actor, Window(limit=arguments.get("limit", MOST_LISTED)), criteria)
    others = await services.colleagues.names(actor, {one.assignee_user_id for one in found.items} - {actor.user_id})
    state = "done" if done else "overdue" if arguments.get("overdue") else "open"
    due = f" due before {due_before:%Y-%m-%d}" if due_before and state != "overdue" else ""
    heading = f"{count(found.total, f'{state} task')}{due}:"
    return Outcome(
        text=paragraphs(
            heading if found.total else f"There are no {state} tasks{due or ' of that kind'}.",
            bullets(task_line(one, others, now) for one in found.items),
        ),
        data={"items": [task_data(one) for one in found.items], "total": found.total},
        shown=[reference for one in found.items for reference in task_refs(one)],
    )


TOOL = Tool(
    name="list_tasks",
    title="List tasks",
    description="List open tasks, or done ones: of a user, about a candidate or a job where given.",
    arguments=[
        optional("assignee", Text(), 'The name or the e-mail address of a user, or "me".'),
        candidate_argument(required=False),
        job_argument(required=False),
        optional("done", Boolean(), "True for tasks that are done."),
        optional("overdue", Boolean(), "True for tasks that are past their due time."),
        optional("due_before", Date(), "The day before which they are due."),
        limit_argument(),
    ],
    run=run,
    permission=Permission.READ_TASKS,
    example="my tasks",
    result={"items": list_of(TASK), "total": INTEGER},
)

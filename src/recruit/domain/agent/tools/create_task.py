"""Tool create_task: create a task."""

from datetime import UTC, date, datetime, time

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Argument, Date, Text
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.reversals import new_task_write
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.common import candidate_argument, job_argument, optional
from recruit.domain.agent.tools.support.records import TASK, task_data, task_line, task_refs
from recruit.domain.agent.wording import one_line
from recruit.domain.search.model import CandidateSearch
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Window
from recruit.domain.tasks.model import TaskDetails

END_OF_DAY = time(23, 59, tzinfo=UTC)
ME = frozenset({"me", "myself"})


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Create a task, for the caller unless it names another user."""
    actor = caller.actor
    assignee, candidate_id = await assignee_of(
        services, caller, arguments.get("assignee", "me"), arguments.get("candidate_id")
    )
    assignee = actor.user_id if assignee is None else assignee
    due = arguments.get("due")
    details = TaskDetails(
        title=arguments["title"],
        due_at=None if due is None else datetime.combine(date.fromisoformat(due), END_OF_DAY),
        assignee_user_id=assignee,
        candidate_id=candidate_id,
        job_id=arguments.get("job_id"),
    )
    task = await services.tasks.create(actor, details)
    others = await services.colleagues.names(actor, {assignee} - {actor.user_id})
    line = task_line(task, others, services.clock.now())
    return Outcome(
        text=f"I've created a task: {line}.",
        data=task_data(task),
        shown=task_refs(task),
        writes=[new_task_write(task)],
    )


async def assignee_of(
    services: Services, caller: Caller, name: str, candidate_id: int | None
) -> tuple[int | None, int | None]:
    """Return the ids of the user with a name and of a candidate; of a candidate alone if no user has the name."""
    actor = caller.actor
    if name.casefold() in ME:
        return actor.user_id, candidate_id
    users = await services.colleagues.named(actor, name)
    if len(users) == 1:
        return users[0].id, candidate_id
    if len(users) > 1:
        listed = ", ".join(f"{one_line(user.full_name)} ({one_line(user.email)})" for user in users)
        raise Invalid(f"Several users are called {one_line(name)}: name one of {listed}")
    if candidate_id is None and actor.has_permission(Permission.READ_CANDIDATES):
        people = await services.searching.candidates(actor, Window(limit=2), CandidateSearch(query=name))
        if len(people.items) == 1:
            return None, people.items[0].id
    raise Invalid(f"No user is called {one_line(name)}")


TOOL = Tool(
    name="create_task",
    title="Create a task",
    description="Create a task for a user, such as a call to make, about a candidate or a job where one is given.",
    arguments=[
        Argument(name="title", kind=Text(200), description="What to do.", required=True),
        optional("due", Date(), "The day by whose end it is due."),
        optional("assignee", Text(), 'The name or the e-mail address of the user who has to do it; "me" by default.'),
        candidate_argument(required=False),
        job_argument(required=False),
    ],
    run=run,
    permission=Permission.WRITE_TASKS,
    effect=Effect.WRITES,
    idempotent=False,
    example="remind me to call the agency on Friday",
    verbs="remind task create add todo assign erinnere rappelle recuérdame",
    result=TASK["properties"],
)

"""Tool update_job: change a job."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Argument
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import JOB
from recruit.domain.agent.tool import Effect, Question, Services, Tool
from recruit.domain.agent.tools.support.common import job_argument
from recruit.domain.agent.tools.support.job_changes import (
    JOB_CHANGES,
    asks_to_close,
    change_job,
    current_values,
)
from recruit.domain.jobs.model import CLOSED

_CHANGES = Argument(name="changes", kind=JOB_CHANGES, description="Fields to set.", required=True)


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Change a job."""
    return await change_job(services, caller, arguments["job_id"], arguments["changes"])


async def asks(services: Services, caller: Caller, arguments: Arguments) -> Question | None:
    """Return the question before an update closes a job with open applications; None for other updates."""
    closes = arguments["changes"].get("status") == CLOSED
    return await asks_to_close(services, caller, arguments) if closes else None


TOOL = Tool(
    name="update_job",
    title="Change a job",
    description="Set fields of a job, and add or drop skills; closing one with open applications asks first.",
    arguments=[job_argument(), _CHANGES],
    run=run,
    permission=Permission.WRITE_JOBS,
    asks=asks,
    overwrites=current_values,
    effect=Effect.WRITES,
    example="set the salary of job 5 to 120k-150k",
    verbs=(
        "set change update edit rename raise lower increase reduce make put pause hold reopen add drop remove "
        "require ändere ändern setze changer change modifier cambiar cambia"
    ),
    result=JOB["properties"],
)

"""Tool create_job: create a job."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Argument, Text
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import JOB
from recruit.domain.agent.reversals import creation_write
from recruit.domain.agent.summaries import job_created
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.common import job_outcome
from recruit.domain.agent.tools.support.new_jobs import stated_fields
from recruit.domain.shared.limits import LONGEST_TEXT

_PROMPT = Argument(name="prompt", kind=Text(LONGEST_TEXT), description="The job in plain language.", required=True)


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Create a job from a text."""
    prompt = arguments["prompt"]
    job = await services.intake.job_from_prompt(caller.actor, prompt, stated_fields(prompt))
    return job_outcome(job_created(job), job, [creation_write("job", job)])


TOOL = Tool(
    name="create_job",
    title="Create a job",
    description="Create a job from a description in plain language.",
    arguments=[_PROMPT],
    run=run,
    permission=Permission.WRITE_JOBS,
    effect=Effect.WRITES,
    idempotent=False,
    example="create a new job for a senior backend engineer in NYC...",
    verbs="create open add post make hire need erstelle erstellen anlegen ouvrir ouvre créer crée crear crea",
    result=JOB["properties"],
)

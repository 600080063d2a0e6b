"""Tool get_job: show a job."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import JOB
from recruit.domain.agent.summaries import job_summary
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.common import job_argument, job_outcome


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Show a job."""
    job = await services.jobs.get(caller.actor, arguments["job_id"])
    return job_outcome(job_summary(job), job)


TOOL = Tool(
    name="get_job",
    title="Show a job",
    description="Show all that is known of one job.",
    arguments=[job_argument()],
    run=run,
    permission=Permission.READ_JOBS,
    example="show job 5",
    is_rephrasable=True,
    result=JOB["properties"],
)

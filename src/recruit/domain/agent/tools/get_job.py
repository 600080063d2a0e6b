"""Tool get_job: show a job."""

from collections.abc import Callable

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import JOB
from recruit.domain.agent.summaries import job_summary
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.common import job_data, job_ref, of_job
from recruit.domain.jobs.model import Job


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Show a job."""
    return _about(await services.jobs.get(caller.actor, arguments["job_id"]), job_summary)


def _about(job: Job, told: Callable[[Job], str]) -> Outcome:
    return Outcome(text=told(job), data=job_data(job), shown=[job_ref(job.id)])


TOOL = Tool(
    name="get_job",
    title="Show a job",
    description="Show all that is known of one job.",
    arguments=[of_job()],
    run=run,
    permission=Permission.READ_JOBS,
    example="show job 5",
    is_tellable=True,
    result=JOB["properties"],
)

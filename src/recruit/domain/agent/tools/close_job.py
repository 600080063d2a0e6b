"""Tool close_job: close a job."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import JOB
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.common import job_argument
from recruit.domain.agent.tools.support.job_changes import asks_to_close, change_job
from recruit.domain.jobs.model import CLOSED


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Close a job."""
    return await change_job(services, caller, arguments["job_id"], {"status": CLOSED})


TOOL = Tool(
    name="close_job",
    title="Close a job",
    description="Set a job's status to closed; one that has open applications asks first.",
    arguments=[job_argument()],
    run=run,
    permission=Permission.WRITE_JOBS,
    also=frozenset({Permission.READ_JOBS, Permission.READ_APPLICATIONS}),
    asks=asks_to_close,
    effect=Effect.WRITES,
    example="close job 5",
    verbs="close shut archive fill schließe schließen ferme fermer cierra cerrar",
    asks_first=True,
    result=JOB["properties"],
)

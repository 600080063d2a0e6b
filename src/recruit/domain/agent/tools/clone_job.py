"""Tool clone_job: clone a job."""

from dataclasses import asdict

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import JOB
from recruit.domain.agent.reversals import creation_write
from recruit.domain.agent.summaries import job_created
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.common import job_argument, job_outcome, optional
from recruit.domain.agent.tools.support.job_changes import JOB_CHANGES, changed_fields
from recruit.domain.jobs.model import JobDetails

_OTHERS = optional("changes", JOB_CHANGES, "What is different about the new job.")


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Create a job as a copy of another."""
    job = await services.jobs.get(caller.actor, arguments["job_id"])
    fields = {name: value for name, value in asdict(job).items() if name in JobDetails.__slots__}
    changes = {"status": "open", "is_public": False, **changed_fields(job, arguments.get("changes", {}))}
    made = await services.jobs.create(caller.actor, JobDetails(**fields | changes))
    text = job_created(made, f"I've created a new job like job #{job.id}:")
    return job_outcome(text, made, [creation_write("job", made)])


TOOL = Tool(
    name="clone_job",
    title="Clone a job",
    description="Create a job like another one, open and not public, with what is to be different.",
    arguments=[job_argument(), _OTHERS],
    run=run,
    permission=Permission.WRITE_JOBS,
    also=frozenset({Permission.READ_JOBS}),
    effect=Effect.WRITES,
    idempotent=False,
    example="clone job 5 but remote in Austin",
    verbs="clone copy duplicate replicate",
    result=JOB["properties"],
)

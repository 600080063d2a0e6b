"""Tool delete_job: delete a job."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome, Write
from recruit.domain.agent.result_schemas import DELETED
from recruit.domain.agent.tool import Effect, Question, Services, Tool
from recruit.domain.agent.tools.support.common import deletion_question, job_argument, job_data
from recruit.domain.agent.tools.support.question_facts import job_facts
from recruit.domain.agent.wording import job_label, one_line
from recruit.domain.search.model import ApplicationSearch


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Delete a job with its applications."""
    job = await services.jobs.get(caller.actor, arguments["job_id"])
    await services.jobs.remove(caller.actor, job.id)
    write = Write(kind="job", id=job.id, before=job_data(job), after=None)
    return Outcome(text=f"I've deleted job #{job.id}: {one_line(job.title)}.", data={"id": job.id}, writes=[write])


async def asks(services: Services, caller: Caller, arguments: Arguments) -> Question:
    """Return the question before a job is deleted."""
    job = await services.jobs.get(caller.actor, arguments["job_id"])
    pipeline = await services.searching.pipeline_status(caller.actor, ApplicationSearch(job_id=job.id))
    text = deletion_question(job_label(job), pipeline)
    return Question(text, job_facts(job, applications=pipeline.by_status))


TOOL = Tool(
    name="delete_job",
    title="Delete a job",
    description="Delete a job with its applications, for good; asks first.",
    arguments=[job_argument()],
    run=run,
    permission=Permission.DELETE_JOBS,
    also=frozenset({Permission.READ_JOBS, Permission.READ_APPLICATIONS}),
    asks=asks,
    effect=Effect.DESTROYS,
    example="delete job 5",
    result=DELETED,
)

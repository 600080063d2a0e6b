"""Tool list_stages: list the stages of a job."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import BOOLEAN, INTEGER, TEXT, list_of, object_of
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.common import job_argument, job_ref
from recruit.domain.agent.wording import bullets, count, job_label, one_line, paragraphs


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """List the stages of a job in order, with the number of applications in each."""
    actor = caller.actor
    job = await services.jobs.get(actor, arguments["job_id"])
    pipeline = await services.stages.of_job(actor, job.id)
    counts = await services.stages.counts(actor, job.id)
    lines = [f"{one_line(one.name)}: {count(counts.get(one.key, 0), 'application')}" for one in pipeline.stages]
    items = [
        {
            "key": one.key,
            "name": one.name,
            "type": one.type.value,
            "requires_reason": one.requires_reason,
            "applications": counts.get(one.key, 0),
        }
        for one in pipeline.stages
    ]
    return Outcome(
        text=paragraphs(f"The stages of {job_label(job)} are:", bullets(lines)),
        data={"items": items},
        shown=[job_ref(job.id)],
    )


TOOL = Tool(
    name="list_stages",
    title="List stages",
    description="List the stages of a job in order, with the number of applications in each.",
    arguments=[job_argument()],
    run=run,
    permission=Permission.READ_JOBS,
    also=frozenset({Permission.READ_APPLICATIONS}),
    example="stages of job 5",
    is_rephrasable=True,
    result={"items": list_of(object_of(key=TEXT, name=TEXT, type=TEXT, requires_reason=BOOLEAN, applications=INTEGER))},
)

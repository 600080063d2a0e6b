"""Tool create_application: add a candidate to a job."""

from dataclasses import asdict

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import APPLICATION
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.applications import TELLING, application_told, references_of
from recruit.domain.agent.tools.support.common import LABEL, creation, of_candidate, of_job, optional
from recruit.domain.applications.model import ApplicationDetails


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Put a candidate into the pipeline of a job."""
    stage = {"status": arguments["status"]} if "status" in arguments else {}
    details = ApplicationDetails(job_id=arguments["job_id"], candidate_id=arguments["candidate_id"], **stage)
    application = await services.applications.create(caller.actor, details)
    return Outcome(
        text=f"I've added {await application_told(services, caller.actor, application)}, status={application.status}.",
        data=asdict(application),
        shown=references_of(application),
        writes=[creation("application", application)],
    )


TOOL = Tool(
    name="create_application",
    title="Add a candidate to a job",
    description="Put a candidate into the pipeline of a job.",
    arguments=[of_job(), of_candidate(), optional("status", LABEL, 'Such as "screening"; else "sourced".')],
    run=run,
    permission=Permission.CREATE_APPLICATIONS,
    also=TELLING,
    effect=Effect.WRITES,
    idempotent=False,
    example="add candidate 3 to job 5",
    verbs="add put apply submit shortlist consider assign propose ajoute ajouter añade añadir",
    result=APPLICATION["properties"],
)

"""Tool create_application: add a candidate to a job."""

from dataclasses import asdict

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import APPLICATION
from recruit.domain.agent.reversals import creation_write
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.applications import NAMING_PERMISSIONS, described_application, references_of
from recruit.domain.agent.tools.support.common import LABEL, candidate_argument, job_argument, optional
from recruit.domain.applications.model import ApplicationDetails


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Put a candidate into the pipeline of a job."""
    stage = {"status": arguments["status"]} if "status" in arguments else {}
    details = ApplicationDetails(job_id=arguments["job_id"], candidate_id=arguments["candidate_id"], **stage)
    application = await services.applications.create(caller.actor, details)
    described = await described_application(services, caller.actor, application)
    return Outcome(
        text=f"I've added {described}, status={application.status}.",
        data=asdict(application),
        shown=references_of(application),
        writes=[creation_write("application", application)],
    )


TOOL = Tool(
    name="create_application",
    title="Add a candidate to a job",
    description="Put a candidate into the pipeline of a job.",
    arguments=[job_argument(), candidate_argument(), optional("status", LABEL, 'Such as "screening"; else "sourced".')],
    run=run,
    permission=Permission.CREATE_APPLICATIONS,
    also=NAMING_PERMISSIONS,
    effect=Effect.WRITES,
    idempotent=False,
    example="add candidate 3 to job 5",
    verbs="add put apply submit shortlist consider assign propose ajoute ajouter añade añadir",
    result=APPLICATION["properties"],
)

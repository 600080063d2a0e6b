"""Tool pipeline: show the pipeline."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import APPLICATION, TEXT, list_of
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.applications import LISTING_RESULT, application_listing
from recruit.domain.agent.tools.support.common import job_argument

_WAITING = {**APPLICATION, "properties": {**APPLICATION["properties"], "since": {**TEXT, "format": "date-time"}}}


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Count applications by status, and show those that have waited longest."""
    return await application_listing(services, caller, arguments, waiting=True)


TOOL = Tool(
    name="pipeline",
    title="Show the pipeline",
    description="Count applications by status, of a job or of all, and say who has waited longest.",
    arguments=[job_argument(required=False)],
    run=run,
    permission=Permission.READ_APPLICATIONS,
    example="pipeline for job 5",
    is_rephrasable=True,
    result={**LISTING_RESULT, "waiting_longest": list_of(_WAITING)},
)

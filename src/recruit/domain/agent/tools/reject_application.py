"""Tool reject_application: reject an application."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Text
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import APPLICATION
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.applications import (
    APPLICATION_ARGUMENTS,
    NAMING_PERMISSIONS,
    change_status,
    current_status,
)
from recruit.domain.agent.tools.support.common import optional

REJECTED = "rejected"


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Reject an application. The reason is kept with the record of the action."""
    return await change_status(services, caller, arguments, REJECTED)


TOOL = Tool(
    name="reject_application",
    title="Reject an application",
    description="Reject an application, with a reason for the record where one is given.",
    arguments=[*APPLICATION_ARGUMENTS, optional("reason", Text(1000), "Why.")],
    run=run,
    overwrites=current_status,
    permission=Permission.CHANGE_APPLICATIONS,
    also=NAMING_PERMISSIONS,
    effect=Effect.WRITES,
    example="reject candidate 3 for job 5 because of the notice period",
    verbs="reject decline turn pass disqualify ablehnen rejette rejeter refuse rechaza rechazar",
    result=APPLICATION["properties"],
)

"""Tool reject_application: reject an application."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Text
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import APPLICATION
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.applications import (
    APPLICATION_ARGUMENTS,
    NAMING_PERMISSIONS,
    change_stage,
    current_status,
)
from recruit.domain.agent.tools.support.common import optional


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Reject an application. A reason that the organisation doesn't have is kept as a note."""
    return await change_stage(services, caller, arguments, None)


TOOL = Tool(
    name="reject_application",
    title="Reject an application",
    description="Reject an application, with a reason for the record where one is given.",
    arguments=[
        *APPLICATION_ARGUMENTS,
        optional("reason", Text(1000), "Why: a rejection reason of the organisation, or other words."),
        optional("note", Text(10_000), "A note on the rejection."),
    ],
    run=run,
    overwrites=current_status,
    permission=Permission.CHANGE_APPLICATIONS,
    also=NAMING_PERMISSIONS,
    effect=Effect.WRITES,
    example="reject candidate 3 for job 5 because of the notice period",
    verbs="reject decline turn pass disqualify ablehnen rejette rejeter refuse rechaza rechazar",
    result=APPLICATION["properties"],
)

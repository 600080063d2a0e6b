"""Tool move_application: move an application."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Argument
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import APPLICATION
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.applications import (
    APPLICATION_ARGUMENTS,
    NAMING_PERMISSIONS,
    change_status,
    current_status,
)
from recruit.domain.agent.tools.support.common import LABEL

_STATUS = Argument(name="status", kind=LABEL, description='Such as "screening", "interview", "offer".', required=True)


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Set the status of an application."""
    return await change_status(services, caller, arguments, arguments["status"])


TOOL = Tool(
    name="move_application",
    title="Move an application",
    description="Set the status of an application.",
    arguments=[*APPLICATION_ARGUMENTS, _STATUS],
    run=run,
    overwrites=current_status,
    permission=Permission.CHANGE_APPLICATIONS,
    also=NAMING_PERMISSIONS,
    effect=Effect.WRITES,
    example="move candidate 3 to interview for job 5",
    verbs=(
        "move advance promote invite interview screen offer hire put transfer verschiebe verschieben déplace "
        "déplacer mueve mover"
    ),
    result=APPLICATION["properties"],
)

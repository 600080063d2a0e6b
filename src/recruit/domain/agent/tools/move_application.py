"""Tool move_application: move an application."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Argument, Text
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import APPLICATION
from recruit.domain.agent.tool import Effect, Services, Tool
from recruit.domain.agent.tools.support.applications import (
    APPLICATION_ARGUMENTS,
    NAMING_PERMISSIONS,
    change_stage,
    current_status,
)
from recruit.domain.agent.tools.support.common import LABEL, optional

_STATUS = Argument(
    name="status",
    kind=LABEL,
    description='A stage of the job, by its name or key, such as "interview". list_stages lists them.',
    required=True,
)
_REASON = optional("reason", Text(1000), "Why: a rejection reason of the organisation, or other words.")
_NOTE = optional("note", Text(10_000), "A note on the move.")


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Move an application to a stage of its job."""
    return await change_stage(services, caller, arguments, arguments["status"])


TOOL = Tool(
    name="move_application",
    title="Move an application",
    description="Move an application to a stage of its job.",
    arguments=[*APPLICATION_ARGUMENTS, _STATUS, _REASON, _NOTE],
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

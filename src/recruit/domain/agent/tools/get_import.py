"""Tool get_import: show an import."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Argument, Choice, Integer
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.common import MOST_LISTED, limit_argument, optional
from recruit.domain.agent.tools.support.import_results import IMPORT, import_outcome
from recruit.domain.imports.model import ItemStatus
from recruit.domain.shared.limits import LARGEST_INTEGER
from recruit.domain.shared.pages import Window

STATUSES = tuple(one.value for one in ItemStatus)


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Show an import and its items with a status; failed ones by default."""
    status = ItemStatus(arguments.get("status", ItemStatus.FAILED))
    window = Window(arguments.get("skip", 0), arguments.get("limit", MOST_LISTED))
    found, items = await services.importing.progress(caller.actor, arguments["import_id"], window, status=status)
    return import_outcome(found, items)


TOOL = Tool(
    name="get_import",
    title="Show an import",
    description="Show how far an import is, and its items that failed, or those of another status.",
    arguments=[
        Argument(name="import_id", kind=Integer(), description="The id of the import.", required=True),
        optional("status", Choice(STATUSES), "Which items to show: failed ones by default."),
        optional("skip", Integer(0, LARGEST_INTEGER), "How many items to skip."),
        limit_argument(),
    ],
    run=run,
    permission=Permission.READ_IMPORTS,
    example="show import 2",
    result=IMPORT,
)

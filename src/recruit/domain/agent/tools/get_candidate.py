"""Tool get_candidate: show a candidate."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import CANDIDATE
from recruit.domain.agent.summaries import candidate_summary
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.common import candidate_argument, candidate_outcome


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Show a candidate."""
    candidate = await services.candidates.get(caller.actor, arguments["candidate_id"])
    return candidate_outcome(candidate_summary(candidate), candidate)


TOOL = Tool(
    name="get_candidate",
    title="Show a candidate",
    description="Show all that is known of one candidate.",
    arguments=[candidate_argument()],
    run=run,
    permission=Permission.READ_CANDIDATES,
    example="show candidate 3",
    is_rephrasable=True,
    result=CANDIDATE["properties"],
)

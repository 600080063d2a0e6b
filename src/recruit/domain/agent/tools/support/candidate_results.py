"""Results of tools about candidates."""

from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.summaries import candidate_summary
from recruit.domain.agent.tool import Services
from recruit.domain.agent.tools.support.common import candidate_data, candidate_ref


async def show(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Show a candidate."""
    candidate = await services.candidates.get(caller.actor, arguments["candidate_id"])
    return Outcome(
        text=candidate_summary(candidate), data=candidate_data(candidate), shown=[candidate_ref(candidate.id)]
    )

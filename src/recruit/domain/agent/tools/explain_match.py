"""Tool explain_match: explain a match."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.explanations import explanation
from recruit.domain.agent.result_schemas import BOOLEAN, MATCH, TEXT, list_of, object_of, or_null
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.common import candidate_argument, candidate_ref, job_argument, job_ref
from recruit.domain.agent.tools.support.match_results import match_data

_REQUIREMENT = object_of(name=TEXT, required=BOOLEAN, status=TEXT, quote=or_null(TEXT))


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Explain the score of a pair."""
    found = await services.matching.explain(caller.actor, arguments["job_id"], arguments["candidate_id"])
    return Outcome(
        text=explanation(found),
        data=match_data(found.match)
        | {
            "requirements": [
                {
                    "name": one.name,
                    "required": one.required,
                    "status": one.status.value,
                    "quote": one.evidence.quote if one.evidence else None,
                }
                for one in found.requirements
            ]
        },
        shown=[candidate_ref(found.match.candidate.id), job_ref(found.match.job.id)],
    )


TOOL = Tool(
    name="explain_match",
    title="Explain a match",
    description="Explain how well a candidate fits a job, requirement by requirement.",
    arguments=[job_argument(), candidate_argument()],
    run=run,
    permission=Permission.MATCH,
    example="why does candidate 3 fit job 5?",
    result={**MATCH, "requirements": list_of(_REQUIREMENT)},
)

"""Tool compare_candidates: compare candidates."""

from dataclasses import asdict

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Argument, Integer, ListOf
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import CANDIDATE, INTEGER, TEXT, list_of, or_null
from recruit.domain.agent.summaries import comparison
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.common import candidate_ref, job_argument

_COMPARED = {**CANDIDATE, "properties": {**CANDIDATE["properties"], "score": INTEGER, "reason": TEXT}}
MOST_COMPARED = 5
_SEVERAL = ListOf(Integer(), 2, MOST_COMPARED)


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Compare candidates, the best for the job first where one is given."""
    candidates = [await services.candidates.get(caller.actor, one) for one in arguments["candidate_ids"]]
    scores = {}
    job = None
    if "job_id" in arguments:
        job = await services.jobs.get(caller.actor, arguments["job_id"])
        for one in candidates:
            explained = await services.matching.explain(caller.actor, job.id, one.id)
            scores[one.id] = explained.match.score
        candidates.sort(key=lambda one: (-scores[one.id].value, one.id))
    return Outcome(
        text=comparison(candidates, scores, job),
        data={
            "job_id": job.id if job else None,
            "candidates": [
                asdict(one) | ({"score": scores[one.id].value, "reason": scores[one.id].reason} if scores else {})
                for one in candidates
            ],
        },
        shown=[candidate_ref(one.id) for one in candidates],
    )


TOOL = Tool(
    name="compare_candidates",
    title="Compare candidates",
    description="Put candidates side by side, with their scores for a job where one is given.",
    arguments=[
        Argument(name="candidate_ids", kind=_SEVERAL, description="Their ids.", required=True),
        job_argument(required=False),
    ],
    run=run,
    permission=Permission.READ_CANDIDATES,
    example="compare candidates 3 and 4 for job 5",
    result={"job_id": or_null(INTEGER), "candidates": list_of(_COMPARED)},
)

"""Tool what_if: what if."""

from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Object
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.explanations import requirement_costs, what_if_text
from recruit.domain.agent.result_schemas import INTEGER, TEXT, list_of, object_of, or_null
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.common import MOST_MATCHES, candidate_ref, job_argument, job_ref, optional
from recruit.domain.agent.tools.support.job_changes import ADDED, DROPPED, changed_fields
from recruit.domain.jobs.model import Job
from recruit.domain.matching.what_if import WhatIfChanges, WhatIfResult

_COST = object_of(name=TEXT, met=INTEGER, lost=INTEGER)
_MOVE = object_of(candidate_id=INTEGER, rank=INTEGER, new_rank=INTEGER, score=INTEGER, new_score=INTEGER)


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Show how other requirements would change a ranking, or which one excludes the most candidates."""
    job = await services.jobs.get(caller.actor, arguments["job_id"])
    changes = arguments.get("changes", {})
    preview = await services.matching.what_if(caller.actor, job.id, _changes(job, changes), MOST_MATCHES)
    outcome = preview.outcome
    text = what_if_text(job, changes, outcome, preview.names) if changes else requirement_costs(job, outcome)
    shown = [candidate_ref(move.candidate_id) for move in outcome.moves] if changes else []
    return Outcome(text=text, data=_result(job, outcome), shown=[job_ref(job.id), *shown])


def _changes(job: Job, changes: dict[str, Any]) -> WhatIfChanges:
    fields = changed_fields(job, changes)
    return WhatIfChanges(
        required_skills=fields.get("required_skills"), nice_to_have_skills=fields.get("nice_to_have_skills")
    )


def _result(job: Job, outcome: WhatIfResult) -> dict[str, Any]:
    return {
        "job_id": job.id,
        "fitting": outcome.fitting,
        "new_fitting": outcome.new_fitting,
        "costliest": outcome.costliest,
        "costs": [{"name": cost.name, "met": cost.met, "lost": cost.lost} for cost in outcome.costs],
        "moves": [
            {"candidate_id": move.candidate_id, "rank": move.rank, "new_rank": move.new_rank}
            | {"score": move.score, "new_score": move.new_score}
            for move in outcome.moves
        ],
    }


TOOL = Tool(
    name="what_if",
    title="What if",
    description="Say what dropping or adding requirements would do to a job's ranking; with no changes, which "
    "requirement costs the most candidates.",
    arguments=[job_argument(), optional("changes", Object([ADDED, DROPPED]), "Skills to add and to drop.")],
    run=run,
    permission=Permission.MATCH,
    also=frozenset({Permission.READ_JOBS}),
    example="what if we drop Kubernetes from job 5?",
    result={
        "job_id": INTEGER,
        "fitting": INTEGER,
        "new_fitting": INTEGER,
        "costliest": or_null(TEXT),
        "costs": list_of(_COST),
        "moves": list_of(_MOVE),
    },
)

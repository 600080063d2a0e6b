"""Tool match_candidates: match candidates."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.listings import candidate_matches
from recruit.domain.agent.result_schemas import INTEGER, MATCH, TEXT, list_of, object_of
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support import filter_arguments
from recruit.domain.agent.tools.support.common import MOST_MATCHES, candidate_ref, job_argument, limit_argument
from recruit.domain.agent.tools.support.id_filters import candidate_test
from recruit.domain.agent.tools.support.match_results import MOST_MATCHED, match_data, ranking_filters


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Rank candidates for a job."""
    job_id = arguments["job_id"]
    keep = await candidate_test(services.searching, caller.actor, arguments)
    most = arguments.get("limit", MOST_MATCHES)
    ranked = await services.matching.candidates_for_job(caller.actor, job_id, most, keep)
    return Outcome(
        text=candidate_matches(job_id, ranked, ranking_filters(arguments)),
        data={
            "job_id": job_id,
            "matches": [match_data(match) | {"full_name": match.candidate.full_name} for match in ranked],
        },
        shown=[candidate_ref(match.candidate.id) for match in ranked],
    )


TOOL = Tool(
    name="match_candidates",
    title="Match candidates",
    description="Rank candidates for a job, all or those who fit what is given, with scores and reasons.",
    arguments=[
        job_argument(),
        *filter_arguments.of_candidates(),
        filter_arguments.EXCLUDED_STATUS,
        filter_arguments.excluded_ids("candidate"),
        filter_arguments.WITHOUT_APPLICATIONS,
        limit_argument(MOST_MATCHED),
    ],
    run=run,
    permission=Permission.MATCH,
    example="match candidates for job 5",
    result={"job_id": INTEGER, "matches": list_of(object_of(**MATCH, full_name=TEXT))},
)

"""Tool match_jobs: match jobs."""

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.listings import job_matches
from recruit.domain.agent.result_schemas import INTEGER, MATCH, TEXT, list_of, object_of
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support import filter_arguments
from recruit.domain.agent.tools.support.common import MOST_MATCHES, candidate_argument, job_ref, limit_argument
from recruit.domain.agent.tools.support.id_filters import job_test
from recruit.domain.agent.tools.support.match_results import MOST_MATCHED, match_data, ranking_filters


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """Rank jobs for a candidate."""
    candidate_id = arguments["candidate_id"]
    keep = await job_test(services.searching, caller.actor, arguments)
    most = arguments.get("limit", MOST_MATCHES)
    ranked = await services.matching.jobs_for_candidate(caller.actor, candidate_id, most, keep)
    return Outcome(
        text=job_matches(candidate_id, ranked, ranking_filters(arguments)),
        data={
            "candidate_id": candidate_id,
            "matches": [match_data(match) | {"title": match.job.title} for match in ranked],
        },
        shown=[job_ref(match.job.id) for match in ranked],
    )


TOOL = Tool(
    name="match_jobs",
    title="Match jobs",
    description="Rank jobs for a candidate, all or those that fit what is given, with scores and reasons.",
    arguments=[candidate_argument(), *filter_arguments.of_jobs(), limit_argument(MOST_MATCHED)],
    run=run,
    permission=Permission.MATCH,
    example="match jobs for candidate 7",
    result={"candidate_id": INTEGER, "matches": list_of(object_of(**MATCH, title=TEXT))},
)

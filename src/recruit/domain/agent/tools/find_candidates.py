"""Tool find_candidates: find candidates."""

from collections.abc import Mapping
from dataclasses import asdict
from functools import partial

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Text
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.listings import candidate_list
from recruit.domain.agent.result_schemas import CANDIDATE, INTEGER, list_of
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support import filter_arguments
from recruit.domain.agent.tools.support.candidate_filter import candidate_filter
from recruit.domain.agent.tools.support.common import MOST_LISTED, candidate_ref, limit_argument, optional
from recruit.domain.agent.tools.support.id_filters import application_counts
from recruit.domain.agent.tools.support.row_filter import FEW, filter_rows


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """List candidates."""
    applied: Mapping[int, int] = {}
    if arguments.get("without_applications"):
        applied = await application_counts(services.searching, caller.actor, "candidate_id")
    most = arguments.get("limit", FEW if arguments.get("order") else MOST_LISTED)
    fetch = partial(services.searching.candidates, caller.actor)
    found = await filter_rows(fetch, candidate_filter(arguments, applied), most)
    return Outcome(
        text=candidate_list(found, {**arguments, "limit": None}),
        data={"items": [asdict(one) for one in found.items], "total": found.total},
        shown=[candidate_ref(one.id) for one in found.items],
    )


TOOL = Tool(
    name="find_candidates",
    title="Find candidates",
    description="List candidates, all or those who fit what is given.",
    arguments=[
        optional("query", Text(), "A part of the name."),
        *filter_arguments.of_candidates(),
        optional(
            "text",
            Text(),
            "Words of the fields, profile or documents, all of them.",
        ),
        filter_arguments.excluded_ids("candidate"),
        filter_arguments.WITHOUT_APPLICATIONS,
        *filter_arguments.period(),
        filter_arguments.order(filter_arguments.CANDIDATE_ORDERS),
        limit_argument(),
    ],
    run=run,
    permission=Permission.READ_CANDIDATES,
    example="find candidates in Berlin who know Python",
    is_rephrasable=True,
    result={"items": list_of(CANDIDATE), "total": INTEGER},
)

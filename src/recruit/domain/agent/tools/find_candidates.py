"""Tool find_candidates: find candidates."""

from collections.abc import Mapping
from functools import partial

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Text
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.listings import candidate_list
from recruit.domain.agent.result_schemas import CANDIDATE, WHOLE, list_of
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.candidate_sieve import of_people
from recruit.domain.agent.tools.support.common import MOST_LISTED, candidate_data, candidate_ref, limit, optional
from recruit.domain.agent.tools.support.narrowing import applications_by
from recruit.domain.agent.tools.support.sieves import (
    PEOPLE_ORDERS,
    came,
    excepted,
    of_whom,
    ordered,
    without_applications,
)
from recruit.domain.agent.tools.support.sifting import FEW, sift


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """List candidates."""
    applied: Mapping[int, int] = {}
    if arguments.get("without_applications"):
        applied = await applications_by(services.searching, caller.actor, "candidate_id")
    most = arguments.get("limit", FEW if arguments.get("order") else MOST_LISTED)
    fetch = partial(services.searching.candidates, caller.actor)
    found = await sift(fetch, of_people(arguments, applied), most)
    return Outcome(
        text=candidate_list(found, {**arguments, "limit": None}),
        data={"items": [candidate_data(one) for one in found.items], "total": found.total},
        shown=[candidate_ref(one.id) for one in found.items],
    )


TOOL = Tool(
    name="find_candidates",
    title="Find candidates",
    description="List candidates, all or those who fit what is given.",
    arguments=[
        optional("query", Text(), "A part of the name."),
        *of_whom(),
        optional("text", Text(), "A part of the notes, which hold the résumé."),
        excepted("candidate"),
        without_applications(),
        *came(),
        ordered(PEOPLE_ORDERS),
        limit(),
    ],
    run=run,
    permission=Permission.READ_CANDIDATES,
    example="find candidates in Berlin who know Python",
    is_tellable=True,
    result={"items": list_of(CANDIDATE), "total": WHOLE},
)

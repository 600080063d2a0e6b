"""Tool find_candidates: find candidates."""

from collections.abc import Mapping, Sequence
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
from recruit.domain.agent.tools.support.common import (
    MOST_LISTED,
    alternatives,
    candidate_ref,
    limit_argument,
    optional,
)
from recruit.domain.agent.tools.support.id_filters import application_counts
from recruit.domain.agent.tools.support.row_filter import FEW, filter_rows
from recruit.domain.agent.tools.support.spoken_languages import speaks
from recruit.domain.shared.pages import all_items
from recruit.domain.tags.model import TagFilter


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """List candidates."""
    applied: Mapping[int, int] = {}
    if arguments.get("without_applications"):
        applied = await application_counts(services.searching, caller.actor, "candidate_id")
    most = arguments.get("limit", FEW if arguments.get("order") else MOST_LISTED)
    fetch = partial(services.searching.candidates, caller.actor)
    by = candidate_filter(arguments, applied)
    found = await filter_rows(fetch, by, most)
    if (tagged := await _language_tags(services, caller, arguments)) is not None:
        unwritten = {**arguments, "not_language": [*_named(arguments, "not_language"), *_named(arguments, "language")]}
        del unwritten["language"]
        also = await filter_rows(fetch, candidate_filter(unwritten, applied, tagged), most)
        found = found.joined(also, by, most)
    return Outcome(
        text=candidate_list(found, {**arguments, "limit": None}),
        data={"items": [asdict(one) for one in found.items], "total": found.total},
        shown=[candidate_ref(one.id) for one in found.items],
    )


async def _language_tags(services: Services, caller: Caller, arguments: Arguments) -> TagFilter | None:
    """Return the filter for tags that name one of the wanted languages; None if there are no such tags."""
    tests = [speaks(language) for language in _named(arguments, "language")]
    if not tests:
        return None
    tags = all_items(lambda window: services.tags.page(caller.actor, window))
    found = tuple([tag.id async for tag in tags if any(test(tag.name) for test in tests)])
    return TagFilter(any_of=found) if found else None


def _named(arguments: Arguments, name: str) -> Sequence[str]:
    return alternatives(arguments[name]) if name in arguments else ()


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

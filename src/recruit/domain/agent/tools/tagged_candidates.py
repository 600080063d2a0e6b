"""Tool tagged_candidates: list candidates with tags."""

from dataclasses import asdict

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.agent.arguments import Argument, ListOf, Text
from recruit.domain.agent.calls import Arguments, Caller, Outcome
from recruit.domain.agent.result_schemas import CANDIDATE, list_of
from recruit.domain.agent.tool import Services, Tool
from recruit.domain.agent.tools.support.common import MOST_LISTED, candidate_ref, limit_argument
from recruit.domain.agent.tools.support.tags import tag_named
from recruit.domain.agent.wording import bracketed, bullets, candidate_heading, one_line, paragraphs, role
from recruit.domain.search.queries import CandidateQuery
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Window


async def run(services: Services, caller: Caller, arguments: Arguments) -> Outcome:
    """List the candidates who have all of the tags."""
    ids = []
    for name in arguments["tags"]:
        tag = await tag_named(services, caller.actor, name)
        if tag is None:
            raise Invalid(f"There is no tag “{one_line(name)}”")
        ids.append(tag.id)
    limit = arguments.get("limit", MOST_LISTED)
    found = await services.searching.candidate_list(caller.actor, Window(limit=limit), CandidateQuery(tag=tuple(ids)))
    people = found.items
    named = " and ".join(f"“{one_line(name)}”" for name in arguments["tags"])
    return Outcome(
        text=paragraphs(
            f"Here are the candidates tagged {named}:" if people else f"No candidate is tagged {named}.",
            bullets(f"{candidate_heading(one)}{bracketed(role(one))}" for one in people),
            "…and more." if found.more else None,
        ),
        data={"items": [asdict(one) for one in people]},
        shown=[candidate_ref(one.id) for one in people],
    )


TOOL = Tool(
    name="tagged_candidates",
    title="List candidates with tags",
    description="List the candidates who have all of the given tags.",
    arguments=[
        Argument(name="tags", kind=ListOf(Text(50), 1, 10), description="Names of tags.", required=True),
        limit_argument(),
    ],
    run=run,
    permission=Permission.READ_CANDIDATES,
    example="candidates tagged silver medalist",
    result={"items": list_of(CANDIDATE)},
)
